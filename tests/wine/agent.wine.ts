import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";

import { startFakeTally, type FakeTally } from "@cfa/testkit/fake-tally/fake-tally";
import { makeSampleCompany } from "@cfa/testkit/sample-company/make-sample-company";
import { booksSnapshot } from "@cfa/testkit/stable-snapshot";
import { afterAll, afterEach, beforeAll, beforeEach, expect, inject, test } from "vitest";

import { createAgent, startStack, type Stack, type StackCompany } from "../flow/stack.ts";
import { takenIn } from "../flow/taken-in.ts";
import { installBrowser, openWindow, type AgentWindow } from "./agent-window.ts";
import { FIRST_VERSION } from "./build-setup.ts";
import { ensureChroot } from "./chroot.ts";
import { EXE, installed, runsAs } from "./installed.ts";
import { openWindowsPc, type WindowsPc } from "./windows-pc.ts";

/* The executable as a Windows program: from the first run to level books, between a fake Tally and the real server. */

const exe = join(inject("agentBuilds").first, EXE);
const sample = makeSampleCompany({ size: "S" });
const KILLS = 14;

let stack: Stack;
let tally: FakeTally;
let clean: Record<string, string[]>;
let pc: WindowsPc;

beforeAll(async () => {
  stack = await startStack();
  tally = await startFakeTally({ companies: [sample], company: { wholeBooks: true } });
  const company = await fresh();
  const agent = createAgent({ tallyPort: tally.port, company, guid: sample.guid });
  expect(await agent.sync()).toMatchObject({ ok: true });
  agent.remove();
  clean = await booksSnapshot(stack.database, company.uuid);
});
afterAll(async () => {
  await tally.close();
  await stack.close();
});
beforeEach(async () => {
  const chroot = ensureChroot(console.log);
  if (!chroot.ok) throw new Error(chroot.error);
  pc = await openWindowsPc(chroot.value);
  await installBrowser(pc);
});
afterEach(() => pc.close());

test("first run: no Tally yet, then found; paired by the app's code; integrated; the books are Tally's", async () => {
  const company = await fresh();
  const window = await openWindow(pc, exe);
  const first = await window.until(
    ({ tally: { state } }) => state !== "unknown" && state !== "checking",
    "Tally was asked",
  );
  expect(first).toMatchObject({ version: FIRST_VERSION, isKeyProtected: true, companies: [] });
  await integrate(window, company);
  expect(await window.diagnostics()).not.toContain(company.key);
  expect(readdirSync(installed(pc).data).length).toBeGreaterThan(0);
  window.close();
});

test("a second start shows the window of the first, and ends", async () => {
  const window = await openWindow(pc, exe);
  const before = pc.processesOf(EXE).length;
  const again = await openWindow(pc, exe);
  expect(again.address).not.toBe(window.address);
  expect(new URL(again.address).port).toBe(new URL(window.address).port);
  expect(pc.processesOf(EXE).length).toBeLessThanOrEqual(before + 1);
  expect(await pc.run(exe, ["--quit"])).toMatchObject({ code: 0 });
  expect(pc.processesOf(EXE)).toEqual([]);
  expect(existsSync(installed(pc).windowFile)).toBe(false);
});

test("a data folder whose name is Hindi", async () => {
  const company = await fresh();
  const argv = ["--data", String.raw`C:\users\root\राजेश ₹ डेटा`];
  const window = await openWindow(pc, exe, argv);
  await integrate(window, company);
  expect(existsSync(join(pc.drive, "users/root/राजेश ₹ डेटा/window.json"))).toBe(true);
  expect(existsSync(installed(pc).data)).toBe(false);
});

test(`killed ${KILLS} times on its way: nothing is lost, nothing comes twice`, async () => {
  const company = await fresh();
  tally.set({ latency: { perRequestMs: 150 } });
  const window = await openWindow(pc, exe);
  await pairByKey(window, company);
  void window.deed({ deed: "syncNow", companyGuid: sample.guid }).catch(() => undefined);
  for (let kill = 0; kill < KILLS; kill++) {
    // Ever later into a run, the last ones when it is about to end.
    await new Promise((resolve) => setTimeout(resolve, 150 + kill * 250));
    for (const pid of pc.processesOf(EXE)) process.kill(pid, "SIGKILL");
    await runsAs(pc, FIRST_VERSION, () => pc.start(exe, ["--hidden"]));
  }
  tally.set({ latency: { perRequestMs: 0 } });
  const last = await openWindow(pc, exe);
  await last.deed({ deed: "syncNow", companyGuid: sample.guid });
  await last.until(isLevel, "level with Tally");
  await expectCleanBooks(company);
  last.close();
}, 600_000);

/** Everything from a fresh window to level books. */
async function integrate(window: AgentWindow, company: StackCompany): Promise<void> {
  await pairByKey(window, company);
  await window.deed({ deed: "syncNow", companyGuid: sample.guid });
  const view = await window.until(isLevel, "level with Tally");
  expect(view.companies).toMatchObject([{ guid: sample.guid, tieOut: "equal", trouble: null }]);
  await expectCleanBooks(company);
}

async function pairByKey(window: AgentWindow, company: StackCompany): Promise<void> {
  expect(await window.deed({ deed: "setServer", origin: stack.server.url })).toEqual({ ok: true });
  expect(await window.deed({ deed: "setTally", host: "127.0.0.1", port: tally.port })).toEqual({ ok: true });
  expect(await window.deed({ deed: "checkTally" })).toEqual({ ok: true });
  await window.until(
    (view) => view.tally.companies.some(({ guid }) => guid === sample.guid),
    "the company was seen",
  );
  const { key } = company;
  expect(await window.deed({ deed: "pasteKey", companyGuid: sample.guid, key })).toEqual({ ok: true });
  await window.until(({ companies }) => companies.length === 1, "paired");
}

function isLevel({ companies: [company] }: Parameters<Parameters<AgentWindow["until"]>[0]>[0]): boolean {
  return company?.state === "idle" && company.lastSyncAt !== null && company.tieOut !== "unknown";
}

async function expectCleanBooks(company: StackCompany): Promise<void> {
  await takenIn(stack, company);
  expect(await booksSnapshot(stack.database, company.uuid)).toEqual(clean);
}

/** A company of its own that will hold the same books: bound to the GUID by its first run. */
async function fresh(): Promise<StackCompany> {
  const made = await stack.addCompany({ name: `Copy ${Math.random()}`, tallyGuid: `copy ${Math.random()}` });
  await stack.database.asOwner("update company set tally_guid = null where company_id = $1", [made.uuid]);
  return made;
}
