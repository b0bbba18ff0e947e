import { spawn, type ChildProcess } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { startFakeTally, type FakeTally } from "@cfa/testkit/fake-tally/fake-tally";
import { afterEach, beforeEach, expect, test } from "vitest";

import { startTestServer, type TestServer } from "./test-server.ts";
import { sample } from "./test-world.ts";

/* The agent as it is run: its own process, its own folder. */

const MAIN = fileURLToPath(new URL("main.ts", import.meta.url));
const OTHER = { ...sample, name: "Bindu & Co", guid: "99999999-0000-4000-8000-000000000000" };
const KEY = `cfa_live_${"k".repeat(39)}`;

let tally: FakeTally;
let servers: TestServer[];
let folder: string;
const children: ChildProcess[] = [];

beforeEach(async () => {
  tally = await startFakeTally({ companies: [sample, OTHER], company: { wholeBooks: true } });
  servers = [await startTestServer(), await startTestServer()];
  folder = mkdtempSync(join(tmpdir(), "cfa-main-"));
});

afterEach(async () => {
  for (const child of children.splice(0)) child.kill("SIGKILL");
  await tally.close();
  await Promise.all(servers.map((server) => server.close()));
  rmSync(folder, { recursive: true, force: true });
});

type Ended = { code: number | null; out: string; err: string };

/** Starts the agent; `ended` resolves with what it said. */
function start(...argv: string[]): { child: ChildProcess; ended: Promise<Ended>; out: () => string } {
  const child = spawn(process.execPath, [MAIN, ...argv, "--data", folder], {
    env: { ...process.env, CFA_AGENT_KEY: KEY },
  });
  children.push(child);
  let out = "";
  let err = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => (out += text));
  child.stderr.setEncoding("utf8").on("data", (text: string) => (err += text));
  const ended = new Promise<Ended>((resolve) => child.once("close", (code) => resolve({ code, out, err })));
  return { child, ended, out: () => out };
}

async function pairBoth(): Promise<void> {
  const place = ["--tally", `127.0.0.1:${tally.port}`];
  await start("pair", "--server", servers[0]!.url, "--company", sample.guid, ...place).ended;
  const second = await start("pair", "--server", servers[1]!.url, "--company", OTHER.guid).ended;
  expect(second).toMatchObject({ code: 0, out: expect.stringContaining("carries 2 companies") });
}

test("two companies of one Tally: synced one after the other, never two questions at once, each with its own outbox", async () => {
  await pairBoth();
  const synced = await start("sync", "--once").ended;
  expect(synced, synced.err).toMatchObject({ code: 0 });
  expect(servers.map((server) => server.vouchers.size)).toEqual([
    sample.vouchers.length,
    sample.vouchers.length,
  ]);
  const status = await start("status").ended;
  expect(status.out).toContain("TallyPrime 7.0");
  expect(status.out.match(/last sync: .*Synced/g)).toHaveLength(2);
  expect(status.out.match(/outbox: empty/g)).toHaveLength(2);
});

test("one company that cannot be synced does not keep the other from it, and the exit code tells", async () => {
  await pairBoth();
  tally.closeCompany(sample.name);
  const synced = await start("sync", "--once").ended;
  expect(synced).toMatchObject({ code: 1, err: expect.stringContaining("[company-closed]") });
  expect(servers.map((server) => server.vouchers.size)).toEqual([0, sample.vouchers.length]);
  expect(servers[0]!.troubles).toMatchObject([{ code: "company-closed" }]);
  const status = await start("status").ended;
  expect(status.out).toMatch(/trouble since .*not open in Tally.*Open it in Tally/);
});

test("agent run looks again and again, says trouble once, and ends well on SIGTERM", async () => {
  await start(
    "pair",
    "--server",
    servers[0]!.url,
    "--company",
    sample.guid,
    "--tally",
    `127.0.0.1:${tally.port}`,
  ).ended;
  const running = start("run", "--poll", "0.05", "--poll-for-tests");
  await until(() => servers[0]!.runs.length > 0 && servers[0]!.heartbeats.length > 5);
  tally.askLogin(true);
  await until(() => servers[0]!.troubles.length > 3);
  tally.askLogin(false);
  const beats = servers[0]!.heartbeats.length;
  await until(() => servers[0]!.heartbeats.length > beats + 2);
  running.child.kill("SIGTERM");
  const { code, out } = await running.ended;
  expect(code).toBe(0);
  expect(out.match(/\[no-company\]/g)).toHaveLength(1);
  expect(out).toContain("All is well again.");
  expect(servers[0]!.troubles[0]!.nextTryAt).toBeDefined();
});

test("wrong words are answered with what to do", async () => {
  expect(await start("sync", "--once").ended).toMatchObject({
    code: 3,
    err: expect.stringContaining("not paired yet"),
  });
  expect(await start("run", "--poll", "59").ended).toMatchObject({
    code: 2,
    err: expect.stringContaining("at least 60"),
  });
  expect(await start("dance").ended).toMatchObject({
    code: 2,
    err: expect.stringContaining("no such command: dance"),
  });
  expect(await start("pair", "--server", "nowhere").ended).toMatchObject({
    code: 1,
    err: expect.stringContaining("Not paired"),
  });
});

test("killed again and again while it reads and sends: the next start goes on, and the server ends at Tally's own state", async () => {
  await pairBoth();
  for (const afterMs of [900, 1_300, 1_700]) {
    const victim = start("run", "--poll", "0.05", "--poll-for-tests");
    await new Promise((resolve) => setTimeout(resolve, afterMs));
    victim.child.kill("SIGKILL");
    await victim.ended;
  }
  const last = start("run", "--poll", "0.05", "--poll-for-tests");
  await until(() => servers.every(({ runs }) => runs.length > 0));
  last.child.kill("SIGTERM");
  expect(await last.ended).toMatchObject({ code: 0 });
  for (const server of servers) expect(server.vouchers.size).toBe(sample.vouchers.length);
});

test("selftest says one line a check, and its code tells whether all went well", async () => {
  await pairBoth();
  const well = await start("selftest").ended;
  expect(well, well.out).toMatchObject({ code: 0 });
  expect(well.out.match(/^ok {3}/gm)).toHaveLength(8);
  await tally.refuse();
  const unfit = await start("selftest").ended;
  expect(unfit).toMatchObject({ code: 5, out: expect.stringMatching(/^FAIL Tally: .*does not answer/m) });
});

test("a second agent in the same folder is told so by its code; what lies in .env is enough to begin", async () => {
  writeFileSync(
    join(folder, ".env"),
    `CFA_SERVER_URL=${servers[0]!.url}\nTALLY_URL=127.0.0.1:${tally.port}\nCFA_API_KEY=${KEY}\nCFA_COMPANY=${sample.guid}\n`,
  );
  const running = start("run", "--poll", "0.05", "--poll-for-tests");
  await until(() => servers[0]!.runs.length > 0);
  expect(readFileSync(join(folder, ".env"), "utf8")).not.toContain("cfa_live");
  expect(await start("run").ended).toMatchObject({ code: 4, err: expect.stringContaining("at work") });
  running.child.kill("SIGTERM");
  expect(await running.ended).toMatchObject({ code: 0 });
});

async function until(holds: () => boolean): Promise<void> {
  for (let turn = 0; turn < 600 && !holds(); turn++) await new Promise((resolve) => setTimeout(resolve, 50));
  expect(holds()).toBe(true);
}
