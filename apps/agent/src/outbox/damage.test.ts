import { execFileSync, spawnSync } from "node:child_process";
import {
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmdirSync,
  statSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterEach, beforeEach, describe, expect, test } from "vitest";

import { createTallyClient } from "@cfa/tally/client";

import { outboxFolder } from "../config.ts";
import { FILE_PROTECTION } from "../keys/file-protection.ts";
import { openKeyStore } from "../keys/key-store.ts";
import { syncCompany } from "../sync-company.ts";
import { atServer, inTally, makeWorld, sample, type World } from "../test-world.ts";
import { diskTrouble } from "./disk.ts";
import { openOutbox } from "./outbox.ts";

/* The file on disk is torn, cut or changed between two syncs: that is noticed, said, and everything is read again. */

const isLong = process.env["CFA_TEST_LONG"] === "1";
const KEY = `cfa_live_${"a".repeat(39)}`;

/** Whether this machine lets us make a small disk. */
const canMount = ((): boolean => {
  const disk = mkdtempSync(join(tmpdir(), "cfa-mount-"));
  const mounted = spawnSync("mount", ["-t", "tmpfs", "-o", "size=64k", "tmpfs", disk]).status === 0;
  if (mounted) spawnSync("umount", [disk]);
  rmdirSync(disk);
  return mounted;
})();

let world: World;
beforeEach(async () => {
  world = await makeWorld();
});
afterEach(() => world.close());

/** A sync by its own outbox folder, as the agent does it. */
function sync(folder = world.folder) {
  const keys = openKeyStore(world.folder, FILE_PROTECTION);
  keys.keep(sample.guid, KEY);
  return syncCompany(
    { server: world.server.url, companyGuid: sample.guid },
    {
      folder,
      keys,
      config: { agentId: "agent-1", tally: { host: "127.0.0.1", port: world.tally.port }, companies: [] },
      tally: createTallyClient({ host: "127.0.0.1", port: world.tally.port, pauseMs: 0 }),
      say: (line) => world.said.push(line),
      now: () => world.now.toISOString(),
      waiting: { random: () => 0.5, sleep: () => Promise.resolve() },
      attempts: 2,
    },
  );
}

const place = (): string => outboxFolder(world.folder, sample.guid);
const file = (): string => join(place(), "outbox.sqlite");

/** Leaves a run in the outbox that is read but not sent, with everything in the one file. */
async function leaveHalfway(): Promise<void> {
  world.server.refuse = ({ batch }) =>
    batch === undefined ? undefined : { status: 503, code: "unavailable" };
  await sync();
  world.server.refuse = () => undefined;
  openOutbox(place()).close();
  expect(statSync(file()).size).toBeGreaterThan(40_000);
}

describe("the outbox's file", () => {
  const seeds = isLong ? 60 : 4;
  test.each(Array.from({ length: seeds }, (_, seed) => seed))(
    "with bits flipped at places of seed %i",
    async (seed) => {
      await leaveHalfway();
      const bytes = readFileSync(file());
      let dice = seed * 104_729 + 7;
      for (let turn = 0; turn <= seed % 40; turn++) {
        dice = (dice * 48_271) % 2_147_483_647;
        const at = dice % bytes.length;
        bytes[at] = bytes[at]! ^ (1 << (dice % 8));
      }
      writeFileSync(file(), bytes);
      const synced = await sync();
      expect(synced, `seed ${seed}: ${JSON.stringify(synced)}`).toMatchObject({ ok: true });
      expect(await sync()).toMatchObject({ ok: true });
      expect(atServer(world.server), `seed ${seed}`).toEqual(inTally(world.tally));
      expect(world.server.quarantined).toEqual([]);
    },
  );

  test("cut in the middle: put aside under a name, said plainly, and everything is read again", async () => {
    await leaveHalfway();
    truncateSync(file(), Math.floor(statSync(file()).size / 2));
    expect(await sync()).toMatchObject({ ok: true });
    const kept = readdirSync(place()).filter((name) => name.startsWith("outbox-damaged-"));
    expect(kept).toHaveLength(1);
    expect(world.said.join("\n")).toContain(
      `It is kept as ${join(place(), kept[0]!)}; everything is read from Tally again.`,
    );
    expect(atServer(world.server)).toEqual(inTally(world.tally));
  });

  test("no database at all: the same", async () => {
    await leaveHalfway();
    writeFileSync(file(), "this is a letter to my aunt ".repeat(500));
    expect(await sync()).toMatchObject({ ok: true });
    expect(atServer(world.server)).toEqual(inTally(world.tally));
  });

  test("of an earlier agent: its run is read anew, without a word", async () => {
    const outbox = openOutbox(place());
    outbox.close();
    const { DatabaseSync } = await import("node:sqlite");
    const db = new DatabaseSync(file());
    db.exec(
      "drop table run; create table run (run_id text primary key, kind text) strict; pragma user_version = 0;",
    );
    db.close();
    expect(await sync()).toMatchObject({ ok: true });
    expect(readdirSync(place()).some((name) => name.startsWith("outbox-damaged-"))).toBe(false);
  });
});

describe("a disk that takes no more", () => {
  test("says so, and what to do", () => {
    const full = Object.assign(new Error("database or disk is full"), {
      code: "ERR_SQLITE_ERROR",
      errcode: 13,
    });
    expect(diskTrouble(full, "/data")).toMatchObject({
      code: "disk-full",
      message: expect.stringContaining("Nothing is lost"),
      fix: expect.stringContaining("Free some space"),
    });
    expect(diskTrouble(Object.assign(new Error("no"), { code: "ENOSPC" }), "/data")).toMatchObject({
      code: "disk-full",
    });
    expect(diskTrouble(Object.assign(new Error("no"), { code: "EACCES" }), "/data")).toMatchObject({
      code: "disk-error",
    });
    expect(diskTrouble(new Error("a fault of ours"), "/data")).toBeUndefined();
  });

  test.skipIf(!canMount)(
    "keeps what is there: the next sync goes on where there is space again",
    async () => {
      const disk = mkdtempSync(join(tmpdir(), "cfa-small-disk-"));
      execFileSync("mount", ["-t", "tmpfs", "-o", "size=120k", "tmpfs", disk]);
      try {
        const before = world.folder;
        expect(await sync(disk)).toMatchObject({ ok: false, error: { code: "disk-full", side: "agent" } });
        execFileSync("mount", ["-o", "remount,size=64m", disk]);
        expect(await sync(disk)).toMatchObject({ ok: true });
        expect(atServer(world.server)).toEqual(inTally(world.tally));
        expect(world.folder).toBe(before);
      } finally {
        execFileSync("umount", [disk]);
        rmdirSync(disk);
      }
    },
  );
});
