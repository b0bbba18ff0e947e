import { randomUUID } from "node:crypto";

import {
  AGENT_VERSION_HEADER,
  HEARTBEAT_PATH,
  PROTOCOLS_HEADER,
  RUN_PATH,
  TROUBLE_PATH,
} from "@cfa/contract/sync";
import { createCompany } from "@cfa/db/queries/companies";
import { cloneDatabase, type TestDatabase } from "@cfa/testkit/test-database";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";

import { issueApiKey } from "../auth/api-key.ts";
import { makeReleaseFolder, type ReleaseFolder } from "../test-agent-release.ts";
import { startTestServer, type TestServer } from "../test-server.ts";
import { BOOKS } from "../test-sync.ts";

/* Agents older and newer than the server, as bare HTTP. */

let database: TestDatabase;
let folder: ReleaseFolder;
/** Takes 1.0.0 and later, has 1.2.0 for everybody, speaks protocol 1. */
let server: TestServer;
/** Has dropped protocol 1. */
let later: TestServer;
/** Speaks the protocol of older agents beside its own. */
let both: TestServer;
let companyId: string;
let key: string;

beforeAll(async () => {
  database = await cloneDatabase();
  folder = makeReleaseFolder();
  folder.put("1.2.0", { least: "1.0.0" });
  server = await startTestServer(database, {
    config: { agentReleases: folder.settings, publicUrl: "http://127.0.0.1" },
  });
  later = await startTestServer(database, { deps: { protocols: [2, 3] } });
  both = await startTestServer(database, { deps: { protocols: [1, 2] } });
});
afterAll(async () => {
  await Promise.all([server.close(), later.close(), both.close()]);
  await database.close();
  folder.remove();
});
beforeEach(async () => {
  companyId = await createCompany(database.db, { name: "Asha Traders", tallyGuid: null, isDemo: false });
  key = await issueApiKey(database.db, companyId);
});

type Said = { version?: string; protocols?: string; protocol?: number; at?: TestServer };
type Answer = { status: number; body: Record<string, unknown>; speaks: string | null };

async function call(path: string, body: object | undefined, said: Said): Promise<Answer> {
  const { version, protocols, at = server } = said;
  const answer = await fetch(at.url + path, {
    method: body === undefined ? "GET" : "POST",
    headers: {
      authorization: `Bearer ${key}`,
      "content-type": "application/json",
      ...(version === undefined ? {} : { [AGENT_VERSION_HEADER]: version }),
      ...(protocols === undefined ? {} : { [PROTOCOLS_HEADER]: protocols }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const json = (await answer.json()) as Record<string, unknown>;
  return { status: answer.status, body: json, speaks: answer.headers.get(PROTOCOLS_HEADER) };
}

/** What an agent of before the headers says in its bodies alone. */
const agentOf = (version: string): object => ({ version, machine: "TALLY-PC", id: "one" });

function open(said: Said & { inBody?: string }): Promise<Answer> {
  const { protocol = 1, inBody = said.version ?? "1.2.0" } = said;
  const run = { protocol, runId: randomUUID(), kind: "full", source: "agent", agent: agentOf(inBody) };
  return call(RUN_PATH, { ...run, company: { guid: BOOKS, name: "Asha Traders" } }, said);
}

function beat(said: Said & { inBody?: string }): Promise<Answer> {
  const marks = { masters: 1, vouchers: 1 };
  const { inBody } = said;
  const agent = inBody === undefined ? {} : { agent: agentOf(inBody) };
  return call(HEARTBEAT_PATH, { companyGuid: BOOKS, marks, readAt: "2026-11-24T04:30:00Z", ...agent }, said);
}

async function kept(): Promise<
  { agent_version: string | null; trouble: { code: string; since: string } | null }[]
> {
  const rows = await database.asOwner(
    "select agent_version, trouble from agent_heartbeat where company_id = $1",
    [companyId],
  );
  return rows as Awaited<ReturnType<typeof kept>>;
}

async function runs(): Promise<number> {
  return (await database.asOwner("select 1 from sync_run where company_id = $1", [companyId])).length;
}

test("an agent of today goes on, and its version is kept", async () => {
  expect(await open({ version: "1.2.0", protocols: "1" })).toMatchObject({ status: 200, speaks: "1" });
  const answer = await beat({ version: "1.2.0", protocols: "1", inBody: "1.2.0" });
  expect(answer.status).toBe(200);
  expect(answer.body).not.toHaveProperty("update");
  expect(await kept()).toEqual([{ agent_version: "1.2.0", trouble: null }]);
});

test.each(["header", "body"])(
  "an older one that is still taken works, and is told of the newer one (%s)",
  async (where) => {
    const said = where === "header" ? { version: "1.1.0" } : { inBody: "1.1.0" };
    const update = {
      version: "1.2.0",
      message: "A newer agent is there: version 1.2.0; this one is 1.1.0.",
      fix: "Install the newest one: http://127.0.0.1/agent/download. This one goes on working until then.",
    };
    expect(await open(said)).toMatchObject({ status: 200, body: { update } });
    expect(await beat(said)).toMatchObject({ status: 200, body: { update } });
  },
);

test.each(["header", "body"])(
  "one that is too old is refused with what to do, and nothing of it is taken (%s)",
  async (where) => {
    const said = where === "header" ? { version: "0.9.0" } : { inBody: "0.9.0" };
    const message =
      "This agent (version 0.9.0) is too old for the server, which takes version 1.0.0 and later. Install the newest one: http://127.0.0.1/agent/download. What it has read is kept.";
    const refusal = { status: 426, body: { code: "agent-too-old", message } };
    expect(await open(said)).toMatchObject(refusal);
    expect(await beat(said)).toMatchObject(refusal);
    expect(await runs()).toBe(0);
  },
);

test("it stands where owner and accountant see it, since the first refusal, until a newer one is heard", async () => {
  await beat({ version: "0.9.0" });
  const [first] = await kept();
  expect(first).toMatchObject({ agent_version: "0.9.0", trouble: { code: "agent-too-old" } });
  await beat({ version: "0.9.1" });
  expect(await kept()).toMatchObject([
    { agent_version: "0.9.1", trouble: { code: "agent-too-old", since: first?.trouble?.since } },
  ]);
  await beat({ version: "1.0.0", inBody: "1.0.0" });
  expect(await kept()).toMatchObject([{ agent_version: "1.0.0", trouble: null }]);
});

test("it gets no drafts to write and its troubles are not taken for the computer's", async () => {
  const said = { version: "0.9.0" };
  expect(await call("/api/sync-tally/drafts", undefined, said)).toMatchObject({ status: 426 });
  const trouble = { companyGuid: BOOKS, code: "busy", message: "m", fix: "f", since: "2026-11-24T04:30:00Z" };
  expect(await call(TROUBLE_PATH, trouble, said)).toMatchObject({ body: { code: "agent-too-old" } });
});

test("a run that is under way when the least version rises ends well", async () => {
  const opened = await open({ version: "1.0.0" });
  const runId = String(opened.body["runId"]);
  const next = folder.put("1.3.0", { least: "1.1.0" });
  try {
    await expect.poll(async () => (await beat({ version: "1.0.0" })).status, { timeout: 5_000 }).toBe(426);
    expect(await call(`${RUN_PATH}/${runId}`, undefined, { version: "1.0.0" })).toMatchObject({
      status: 200,
      body: { state: "open" },
    });
  } finally {
    expect(next.manifest.least).toBe("1.1.0");
    folder.put("1.2.0", { least: "1.0.0" });
    await expect.poll(async () => (await beat({ version: "1.0.0" })).status, { timeout: 5_000 }).toBe(200);
  }
});

test("a server that speaks an older agent's protocol beside its own takes it", async () => {
  expect(await open({ at: both, protocols: "1" })).toMatchObject({ status: 200, speaks: "1,2" });
  expect(await open({ at: both })).toMatchObject({ status: 200 });
});

test("an agent that speaks only what the server has dropped is too old", async () => {
  expect(await open({ at: later, protocols: "1" })).toMatchObject({
    status: 426,
    speaks: "2,3",
    body: { code: "agent-too-old" },
  });
  expect(await open({ at: later })).toMatchObject({ body: { code: "agent-too-old" } });
  expect(await runs()).toBe(0);
});

test("a newer agent goes back to what the server speaks, which every answer says", async () => {
  const first = await open({ version: "2.0.0", protocols: "1,2", protocol: 2 });
  expect(first).toMatchObject({ status: 426, speaks: "1", body: { code: "unsupported-protocol" } });
  expect(await open({ version: "2.0.0", protocols: "1,2", protocol: 1 })).toMatchObject({ status: 200 });
});

test("a newer agent that has dropped the server's protocol is told that the server is behind", async () => {
  expect(await open({ protocols: "2,3", protocol: 3 })).toMatchObject({
    status: 426,
    body: { code: "unsupported-protocol", message: expect.stringContaining("older than the agent") },
  });
  expect(await kept()).toEqual([]);
});

test.each([
  { version: "a build of my own" },
  { version: "9".repeat(3_000) },
  { protocols: "one" },
  { protocols: ",".repeat(500) },
])("what is no version and no list is let alone: %j", async (said) => {
  expect(await open({ ...said, inBody: "1.2.0" })).toMatchObject({ status: 200 });
});
