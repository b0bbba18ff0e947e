import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { outboxFolder, pairCompany } from "@cfa/agent/config";
import { FILE_PROTECTION } from "@cfa/agent/keys/file-protection";
import { openKeyStore } from "@cfa/agent/keys/key-store";
import { startFakeTally, type FakeTally } from "@cfa/testkit/fake-tally/fake-tally";
import { makeSampleCompany } from "@cfa/testkit/sample-company/make-sample-company";
import { booksSnapshot } from "@cfa/testkit/stable-snapshot";
import { afterAll, beforeAll, expect, test } from "vitest";

import { startStack, type Stack, type StackCompany } from "./stack.ts";
import { takenIn } from "./taken-in.ts";

/* The real agent's process is killed with SIGKILL and started again: the books come to the same, and little is sent twice. */

const isLong = process.env["CFA_TEST_LONG"] === "1";
const sample = makeSampleCompany({ size: "S" });
const MAIN = fileURLToPath(new URL("../../apps/agent/src/main.ts", import.meta.url));
const DYING = fileURLToPath(new URL("agent-that-dies.ts", import.meta.url));

const POINTS = [
  "link.sendBatch 2 after",
  "outbox.saveCursor 4 after",
  "link.finishRun 1 after",
  "tally.look 1 after",
  "link.heartbeat 1 after",
  "tally.companies 1 after",
  "tally.licence 1 after",
  "tally.countsByDay 1 after",
  "outbox.remember 2 after",
  "outbox.beginRun 1 before",
  "outbox.beginRun 1 after",
  "link.openRun 1 before",
  "link.openRun 1 after",
  "tally.read 4 after",
  "outbox.addBatch 1 before",
  "outbox.addBatch 1 after",
  "outbox.addBatch 4 after",
  "outbox.whole 1 before",
  "outbox.whole 2 after",
  "link.sendBatch 1 before",
  "outbox.acknowledge 1 before",
  "outbox.acknowledge 1 after",
  "tally.periodFrom 2 after",
  "tally.trialBalance 1 after",
  "outbox.markExtracted 1 before",
  "outbox.markExtracted 1 after",
  "link.finishRun 1 before",
  "link.readRun 1 after",
  "outbox.endRun 1 before",
  "outbox.endRun 1 after",
];

let stack: Stack;
let tally: FakeTally;
let clean: Record<string, string[]>;

beforeAll(async () => {
  stack = await startStack();
  tally = await startFakeTally({ companies: [sample], company: { wholeBooks: true } });
  const victim = await makeVictim();
  await run(victim, [MAIN, "sync", "--once", "--data", victim.folder]);
  clean = await booksSnapshot(stack.database, victim.company.uuid);
  expect(clean["voucher"]?.length).toBe(sample.vouchers.length);
  victim.remove();
}, 300_000);

afterAll(async () => {
  await tally.close();
  await stack.close();
});

test.each(isLong ? POINTS : POINTS.slice(0, 3))(
  "killed at %s",
  async (point) => {
    const victim = await makeVictim();
    const place = outboxFolder(victim.folder, sample.guid);
    const killed = await run(victim, [
      DYING,
      place,
      stack.server.url,
      victim.company.key,
      sample.guid,
      String(tally.port),
      point,
    ]);
    expect(killed.signal, point).toBe("SIGKILL");
    await bringsTheSame(victim, point);
  },
  300_000,
);

test.runIf(isLong)(
  "killed 200 times at random moments",
  async () => {
    let dice = 20_261_001;
    const roll = (): number => (dice = (dice * 48_271) % 2_147_483_647) / 2_147_483_647;
    let kills = 0;
    while (kills < 200) {
      const victim = await makeVictim();
      const before = kills;
      for (let turn = 0; turn < 8 && kills < 200; turn++) {
        const after = 300 + Math.floor(roll() * 2_500);
        const ended = await run(victim, [MAIN, "sync", "--once", "--data", victim.folder], after);
        if (ended.signal === "SIGKILL") kills++;
        else break;
      }
      await bringsTheSame(victim, `random, after ${kills} kills`, kills - before);
    }
  },
  3_600_000,
);

type Victim = { readonly company: StackCompany; readonly folder: string; remove(): void };

/** A company of its own, bound to the sample's GUID by its first run, with a paired agent. */
async function makeVictim(): Promise<Victim> {
  const company = await stack.addCompany({
    name: `Copy ${Math.random()}`,
    tallyGuid: `copy ${Math.random()}`,
  });
  await stack.database.asOwner("update company set tally_guid = null where company_id = $1", [company.uuid]);
  const folder = mkdtempSync(join(tmpdir(), "cfa-kill-"));
  const pairing = { server: stack.server.url, key: company.key, companyGuid: sample.guid };
  const place = { host: "127.0.0.1", port: tally.port };
  const paired = pairCompany(folder, { ...pairing, tally: place }, openKeyStore(folder, FILE_PROTECTION));
  if (!paired.ok) throw new Error(paired.error);
  return { company, folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** Starts the agent again: the books are those of an agent that was never killed, and few batches went up twice. */
async function bringsTheSame(victim: Victim, what: string, kills = 1): Promise<void> {
  const ended = await run(victim, [MAIN, "sync", "--once", "--data", victim.folder]);
  expect(ended.code, `${what}: ${ended.err}`).toBe(0);
  await takenIn(stack, victim.company);
  expect(await booksSnapshot(stack.database, victim.company.uuid), what).toEqual(clean);
  expect(sentTwice(victim.company), `${what}: batches sent twice`).toBeLessThanOrEqual(2 * kills);
  victim.remove();
}

/** How many batches of a company's runs the server was sent more than once. */
function sentTwice({ uuid }: StackCompany): number {
  const sent = new Map<string, number>();
  for (const line of stack.server.logLines) {
    if (!line.includes(uuid) || !line.includes('"sequence"')) continue;
    const { companyId, runId, sequence } = JSON.parse(line) as Record<string, unknown>;
    if (companyId !== uuid) continue;
    const key = `${String(runId)} ${String(sequence)}`;
    sent.set(key, (sent.get(key) ?? 0) + 1);
  }
  expect(sent.size).toBeGreaterThan(3);
  return [...sent.values()].reduce((sum, times) => sum + times - 1, 0);
}

type Ended = { code: number | null; signal: string | null; err: string };

/** Runs a process to its end, or kills it after so many milliseconds. */
function run(_: Victim, argv: string[], killAfterMs?: number): Promise<Ended> {
  const child = spawn(process.execPath, argv, { stdio: ["ignore", "ignore", "pipe"] });
  let err = "";
  child.stderr.on("data", (piece: Buffer) => (err += piece.toString()));
  const timer = killAfterMs === undefined ? undefined : setTimeout(() => child.kill("SIGKILL"), killAfterMs);
  return new Promise((resolve) => {
    child.once("close", (code, signal) => {
      clearTimeout(timer);
      resolve({ code, signal, err });
    });
  });
}
