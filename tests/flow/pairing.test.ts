import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";

import { startFakeTally, type FakeTally } from "@cfa/testkit/fake-tally/fake-tally";
import { makeSampleCompany } from "@cfa/testkit/sample-company/make-sample-company";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";

import { openAgentPc, type AgentPc, type Running } from "./agent-process.ts";
import { startStack, type Stack } from "./stack.ts";

/* The agent's own process is paired both ways, and its first sync ends equal to Tally. */

const sample = makeSampleCompany({ size: "S" });

let stack: Stack;
let tally: FakeTally;
let owner: string;
let company: string;
let pc: AgentPc;

beforeAll(async () => {
  stack = await startStack();
  tally = await startFakeTally({ companies: [sample] });
  await stack.addCompany({ name: "The demo's people", tallyGuid: "none" });
});
afterAll(async () => {
  await tally.close();
  await stack.close();
});
beforeEach(async () => {
  pc = openAgentPc();
  owner = await stack.server.signIn("owner");
  const made = await call<{ companyId: string }>("POST", "/api/companies", {
    name: sample.name,
    gstin: null,
  });
  company = `/api/companies/${made.companyId}`;
});
afterEach(() => pc.close());

async function call<T>(method: string, path: string, body?: object): Promise<T> {
  const response = await fetch(stack.server.url + path, {
    method,
    headers: { authorization: `Bearer ${owner}`, "content-type": "application/json" },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const json = (await response.json()) as T;
  expect([path, response.status, json]).toEqual([path, 200, json]);
  return json;
}

const pair = (...argv: string[]) =>
  pc.run("pair", "--server", stack.server.url, "--tally", `127.0.0.1:${tally.port}`, ...argv);

async function until(holds: () => boolean | Promise<boolean>, what: () => string): Promise<void> {
  for (let turn = 0; turn < 300 && !(await holds()); turn++) {
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  expect(await holds(), what()).toBe(true);
}

/** The paired agent brings the books; the key lies in a file that its user alone can read. */
async function expectFirstSync(running: Running): Promise<void> {
  expect(await running.ended, running.said()).toMatchObject({ code: 0 });
  expect(running.said()).toContain("Paired; this agent carries 1 company.");
  expect(running.said()).not.toContain("cfa_live_");
  expect(statSync(join(pc.folder, "agent.json")).mode & 0o077).toBe(0);
  const synced = pc.run("sync", "--once");
  expect(await synced.ended, synced.said()).toMatchObject({ code: 0 });
  expect(synced.said()).toContain("every ledger balance equals Tally's");
  const home = await call<{ company: { name: string } }>("GET", `${company}/home`);
  expect(home.company.name).toBe(sample.name);
}

test("the app's code is given to the agent, which waits for a person's word", async () => {
  type Opened = { code: string; pairingId: string };
  const { code, pairingId } = await call<Opened>("POST", `${company}/pairings`, {});
  const running = pair("--code", `${code.slice(0, 4)}-${code.slice(4)}`.toLowerCase());
  const state = async () =>
    (await call<{ state: string }>("GET", `${company}/pairings/${pairingId}`)).state === "claimed";
  await until(state, running.said);
  await call("POST", `${company}/pairings/${pairingId}/confirm`, {});
  await expectFirstSync(running);
});

test("the agent shows a code and a QR, and the app takes it", async () => {
  const running = pair();
  const code = () => /^ {2}([A-Z]{4}-[A-Z]{4})$/m.exec(running.said())?.[1];
  await until(() => code() !== undefined, running.said);
  expect(running.said()).toMatch(/ ▄{7} .* ▄{7} /); // the QR's upper corners, the same whatever the code
  const taken = await call<{ pairingId: string; agent: { tallyCompany: string } }>(
    "POST",
    `${company}/pairings/take`,
    { code: code() },
  );
  expect(taken.agent.tallyCompany).toBe(sample.name);
  await call("POST", `${company}/pairings/${taken.pairingId}/confirm`, {});
  await expectFirstSync(running);
});

test("an agent that is refused says so and keeps nothing", async () => {
  type Opened = { code: string; pairingId: string };
  const { code, pairingId } = await call<Opened>("POST", `${company}/pairings`, {});
  const running = pair("--code", code);
  const state = async () =>
    (await call<{ state: string }>("GET", `${company}/pairings/${pairingId}`)).state === "claimed";
  await until(state, running.said);
  await call("POST", `${company}/pairings/${pairingId}/refuse`, {});
  expect(await running.ended).toMatchObject({ code: 1 });
  expect(running.said()).toContain("Not paired: The pairing was refused in the app.");
  expect(() => readFileSync(join(pc.folder, "agent.json"))).toThrow(/ENOENT/);
});

test("what is wrong is said before anything is sent: no TLS, a wrong code, no such company", async () => {
  const plain = pc.run("pair", "--server", "http://app.example.in", "--code", "BCDF-GHJK");
  expect(await plain.ended).toMatchObject({ code: 1 });
  expect(plain.said()).toContain("over https, not http");
  const vowels = pair("--code", "AEIO-AEIO");
  expect(await vowels.ended).toMatchObject({ code: 1 });
  expect(vowels.said()).toContain("not a pairing code");
  const unknown = pair("--company", "Nobody & Sons");
  expect(await unknown.ended).toMatchObject({ code: 1 });
  expect(unknown.said()).toContain(`${sample.name}: --company ${sample.guid}`);
  const wrong = pair("--code", "BCDF-GHJK");
  expect(await wrong.ended).toMatchObject({ code: 1 });
  expect(wrong.said()).toContain("wrong or no longer valid");
});
