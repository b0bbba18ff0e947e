import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

import type { AgentView } from "@cfa/agent/engine/agent-view";

import { startFakeTally, type FakeTally } from "@cfa/testkit/fake-tally/fake-tally";
import { makeSampleCompany } from "@cfa/testkit/sample-company/make-sample-company";
import { booksSnapshot } from "@cfa/testkit/stable-snapshot";
import { idIn } from "@cfa/values/ids";
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
/** So long Tally takes for an answer, and so long the agent lives at most, for kills to come in the middle of a run. */
const SLOW_MS = 400;
const LONGEST_LIFE_MS = 3_000;

let stack: Stack;
let tally: FakeTally;
let owner: string;
let clean: Record<string, string[]>;
let pc: WindowsPc;

beforeAll(async () => {
  stack = await startStack();
  tally = await startFakeTally({ companies: [sample], company: { wholeBooks: true } });
  const company = await fresh();
  owner = await stack.server.signIn("owner");
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

test("first run: no Tally yet, then found; paired by the app's code and a person's word; integrated; the books are Tally's", async () => {
  const company = await newCompany();
  const window = await openWindow(pc, exe);
  const first = await window.until(isTallyAsked, "Tally was asked");
  expect(first).toMatchObject({ version: FIRST_VERSION, isKeyProtected: true, companies: [] });
  await findTally(window);
  const { code, pairingId } = await call<{ code: string; pairingId: string }>(`${company.path}/pairings`, {});
  const typed = `${code.slice(0, 4)}-${code.slice(4)}`.toLowerCase();
  expect(await window.deed({ deed: "pairByCode", companyGuid: sample.guid, code: typed })).toEqual({
    ok: true,
  });
  await window.until(({ pairing }) => pairing?.state === "waiting", "waiting for a person");
  await confirmed(`${company.path}/pairings/${pairingId}`);
  await integrate(window, company);
  expect(await window.diagnostics()).not.toMatch(/cfa_live_/);
  for (const text of textsBelow(installed(pc).data)) expect(text).not.toMatch(/cfa_live_/);
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
  await pairByKey(window, company);
  await integrate(window, company);
  expect(existsSync(join(pc.drive, "users/root/राजेश ₹ डेटा/window.json"))).toBe(true);
  expect(existsSync(installed(pc).data)).toBe(false);
});

test(`killed ${KILLS} times on its way: nothing is lost, nothing comes twice`, async () => {
  const company = await fresh();
  tally.set({ latency: { perRequestMs: SLOW_MS } });
  const window = await openWindow(pc, exe);
  await pairByKey(window, company);
  void window.deed({ deed: "syncNow", companyGuid: sample.guid }).catch(() => undefined);
  let early = 0;
  for (let kill = 0; kill < KILLS; kill++) {
    await sleep(Math.random() * LONGEST_LIFE_MS);
    for (const pid of pc.processesOf(EXE)) process.kill(pid, "SIGKILL");
    if (!(await isTakenIn(company))) early++;
    await runsAs(pc, FIRST_VERSION, () => pc.start(exe, ["--hidden"]));
  }
  tally.set({ latency: { perRequestMs: 0 } });
  console.log(`${early} of ${KILLS} kills came before the books were in`);
  expect(early).toBeGreaterThan(KILLS / 3);
  const last = await openWindow(pc, exe);
  await integrate(last, company);
  last.close();
}, 600_000);

/** From a paired window to level books. */
async function integrate(window: AgentWindow, company: { uuid: string }): Promise<void> {
  await window.until(({ companies }) => companies.length === 1, "paired");
  await window.deed({ deed: "syncNow", companyGuid: sample.guid });
  const view = await window.until(isLevel, "level with Tally");
  expect(view.companies).toMatchObject([{ guid: sample.guid, tieOut: "equal", trouble: null }]);
  await takenIn(stack, company);
  expect(await booksSnapshot(stack.database, company.uuid)).toEqual(clean);
}

async function findTally(window: AgentWindow): Promise<void> {
  expect(await window.deed({ deed: "setServer", origin: stack.server.url })).toEqual({ ok: true });
  const { port } = tally;
  expect(await window.deed({ deed: "setTally", host: "127.0.0.1", port })).toEqual({ ok: true });
  expect(await window.deed({ deed: "checkTally" })).toEqual({ ok: true });
  await window.until(isCompanySeen, "the company was seen");
}

async function pairByKey(window: AgentWindow, { key }: StackCompany): Promise<void> {
  await findTally(window);
  expect(await window.deed({ deed: "pasteKey", companyGuid: sample.guid, key })).toEqual({ ok: true });
  await window.until(({ companies }) => companies.length === 1, "paired");
}

function isTallyAsked({ tally: { state } }: AgentView): boolean {
  return state !== "unknown" && state !== "checking";
}

function isCompanySeen({ tally: { companies } }: AgentView): boolean {
  return companies.some(({ guid }) => guid === sample.guid);
}

function isLevel({ companies: [company] }: AgentView): boolean {
  return company?.state === "idle" && company.lastSyncAt !== null && company.tieOut !== "unknown";
}

async function isTakenIn({ uuid }: StackCompany): Promise<boolean> {
  const query = "select 1 from sync_run where company_id = $1 and state = 'applied'";
  return (await stack.database.asOwner(query, [uuid])).length > 0;
}

/** A company as its owner makes it in the app. */
async function newCompany(): Promise<{ path: string; uuid: string }> {
  const { companyId } = await call<{ companyId: string }>("/api/companies", {
    name: sample.name,
    gstin: null,
  });
  const uuid = idIn("company", companyId);
  if (!uuid.ok) throw new Error(uuid.error);
  return { path: `/api/companies/${companyId}`, uuid: uuid.value };
}

/** Waits until the agent has given the code, then says that it is the right one. */
async function confirmed(pairing: string): Promise<void> {
  for (let turn = 0; turn < 300; turn++) {
    if ((await call<{ state: string }>(pairing)).state === "claimed") break;
    await sleep(100);
  }
  await call(`${pairing}/confirm`, {});
}

/** As the owner; a POST where there is something to say. */
async function call<T>(path: string, body?: object): Promise<T> {
  const response = await fetch(stack.server.url + path, {
    method: body === undefined ? "GET" : "POST",
    headers: { authorization: `Bearer ${owner}`, "content-type": "application/json" },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const json = (await response.json()) as T;
  expect([path, response.status, json]).toEqual([path, 200, json]);
  return json;
}

/** What lies in a folder, as text. */
function textsBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => readFileSync(join(parentPath, name), "latin1"));
}

/** A company of its own that will hold the same books: bound to the GUID by its first run. */
async function fresh(): Promise<StackCompany> {
  const made = await stack.addCompany({ name: `Copy ${Math.random()}`, tallyGuid: `copy ${Math.random()}` });
  await stack.database.asOwner("update company set tally_guid = null where company_id = $1", [made.uuid]);
  return made;
}
