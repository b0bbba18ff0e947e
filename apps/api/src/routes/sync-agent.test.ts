import { randomUUID } from "node:crypto";

import type { Freshness } from "@cfa/contract/reads";
import { HEARTBEAT_PATH, TROUBLE_PATH } from "@cfa/contract/sync";
import { readCompany } from "@cfa/db/queries/snapshot";
import { createCompany } from "@cfa/db/queries/companies";
import { openQueue } from "@cfa/db/queue";
import { cloneDatabase, type TestDatabase } from "@cfa/testkit/test-database";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";

import { issueApiKey } from "../auth/api-key.ts";
import { readFreshness } from "../present/freshness.ts";
import { startTestServer, type TestServer } from "../test-server.ts";
import { BOOKS, callAs, openAs, type Answer } from "../test-sync.ts";

/* What an agent says when there is nothing to send: Tally has not changed, or cannot be read; and two agents at once. */

let database: TestDatabase;
let queue: Awaited<ReturnType<typeof openQueue>>;
let server: TestServer;
let companyId: string;
let at: { url: string; key: string };

beforeAll(async () => {
  database = await cloneDatabase();
  queue = await openQueue(database.db);
  server = await startTestServer(database, { deps: { enqueue: queue.enqueue } });
});
afterAll(async () => {
  await server.close();
  await queue.close();
  await database.close();
});
beforeEach(async () => {
  companyId = await createCompany(database.db, { name: "Asha Traders", tallyGuid: null, isDemo: false });
  at = { url: server.url, key: await issueApiKey(database.db, companyId) };
});

const MARKS = { masters: 5, vouchers: 9 };

function beat(more: object = {}): Promise<Answer> {
  return callAs(at, "POST", HEARTBEAT_PATH, {
    companyGuid: BOOKS,
    marks: MARKS,
    readAt: "2026-02-01T00:00:00Z",
    ...more,
  });
}

function trouble(more: object = {}): Promise<Answer> {
  return callAs(at, "POST", TROUBLE_PATH, {
    companyGuid: BOOKS,
    code: "busy",
    message: "Tally does not answer.",
    fix: "Look at Tally's screen: a question may be waiting there.",
    since: "2026-02-01T08:00:00Z",
    nextTryAt: "2026-02-01T08:10:00Z",
    ...more,
  });
}

const freshness = (): Promise<Freshness> =>
  readCompany(database.db, companyId, (snapshot) =>
    readFreshness(snapshot, new Date("2026-02-01T09:00:00Z")),
  );

/** The company was read once and has been level with Tally since. */
async function level(): Promise<void> {
  await openAs(at, { runId: randomUUID(), agentId: "one" });
  await database.asOwner("update sync_run set state = 'applied' where company_id = $1", [companyId]);
  await database.asOwner(
    "update sync_state set masters_mark = 5, vouchers_mark = 9, read_at = '2026-01-01' where company_id = $1",
    [companyId],
  );
}

test("S10: a heartbeat moves the reading time only when Tally's counters are the ones we know", async () => {
  expect((await beat()).body).toMatchObject({ current: false, known: null });
  await level();
  expect((await beat({ marks: { masters: 5, vouchers: 10 } })).body).toMatchObject({
    current: false,
    known: MARKS,
  });
  expect((await freshness()).readAt).toBe("2026-01-01T00:00:00.000Z");
  expect((await beat()).body).toMatchObject({ current: true });
  expect((await freshness()).readAt).toBe("2026-02-01T00:00:00.000Z");
  await beat({ readAt: "2026-01-15T00:00:00Z" });
  expect((await freshness()).readAt).toBe("2026-02-01T00:00:00.000Z");
  expect(await beat({ readAt: "2090-01-01T00:00:00Z" })).toMatchObject({ status: 200 });
  expect(Date.parse((await freshness()).readAt ?? "")).toBeLessThanOrEqual(Date.now());
  expect(await beat({ readAt: "soon" })).toMatchObject({ status: 422, body: { field: "readAt" } });
});

test("nothing changed: of all tables only the company's heartbeat row is written", async () => {
  await level();
  await beat();
  const before = await rowVersions();
  const answer = await beat({
    readAt: "2026-02-01T00:05:00Z",
    agent: { version: "1.2.3", machine: "TALLY-PC" },
  });
  expect(answer).toMatchObject({ status: 200, body: { current: true } });
  const after = await rowVersions();
  const written = [...new Set([...before.keys(), ...after.keys()])].filter(
    (row) => before.get(row) !== after.get(row),
  );
  expect(written).toEqual([`public.agent_heartbeat ${companyId}`]);
});

test("a heartbeat answers what is wanted, and says nothing of wants when nothing is", async () => {
  await level();
  expect((await beat()).body).not.toHaveProperty("wants");
  const wants = { full: false, months: ["2026-01"], days: ["2026-01-05"], totals: false };
  await database.asOwner(
    "update sync_state set wants = jsonb_build_object('open', $2::jsonb) where company_id = $1",
    [companyId, JSON.stringify(wants)],
  );
  expect((await beat()).body).toMatchObject({ current: true, wants });
  expect((await openAs(at, { runId: randomUUID(), agentId: "one" })).body).toMatchObject({ wants });
});

test("trouble is shown with its fix, since when and the next try; the next good look ends it", async () => {
  await level();
  expect(await trouble()).toMatchObject({ status: 200 });
  expect(await freshness()).toMatchObject({
    readAt: "2026-01-01T00:00:00.000Z",
    trouble: {
      code: "busy",
      message: "Tally does not answer.",
      fix: "Look at Tally's screen: a question may be waiting there.",
      since: "2026-02-01T08:00:00Z",
      nextTryAt: "2026-02-01T08:10:00Z",
    },
  });
  await beat();
  expect((await freshness()).trouble).toBeNull();
  await trouble();
  await openAs(at, { runId: randomUUID(), agentId: "one" });
  expect((await freshness()).trouble).toBeNull();
  expect(await trouble({ since: "yesterday" })).toMatchObject({ status: 422, body: { field: "since" } });
  expect(await trouble({ companyGuid: "books-of-bindu" })).toMatchObject({ body: { code: "wrong-company" } });
});

test("which computer, agent and Tally read the books is told, and kept when a later word leaves it out", async () => {
  const tally = {
    product: "TallyPrime",
    release: "7.0",
    isEducational: true,
    fetchStyle: "fetch",
    canCount: true,
    checkedAt: "2026-02-01T00:00:00Z",
  };
  await openAs(at, { runId: randomUUID(), agentId: "one", machine: "TALLY-PC", tally });
  await beat();
  expect(await freshness()).toMatchObject({
    agent: { machine: "TALLY-PC", version: "1.2.3" },
    tally: { product: "TallyPrime", release: "7.0", isEducational: true },
  });
});

test("S9: another agent's run is refused while one is under way, and told when to come again", async () => {
  const [first, second] = [randomUUID(), randomUUID()];
  expect(await openAs(at, { runId: first, agentId: "one", machine: "OFFICE" })).toMatchObject({
    status: 200,
  });
  const refused = await openAs(at, { runId: second, agentId: "two" });
  expect(refused).toMatchObject({ status: 409, body: { code: "other-agent" } });
  expect(refused.body["message"]).toContain('"OFFICE"');
  expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
  expect(Number(refused.headers.get("retry-after"))).toBeLessThanOrEqual(120);
  expect(await openAs(at, { runId: randomUUID(), agentId: "one" })).toMatchObject({
    status: 200,
    body: { lease: 2 },
  });
});

test("S9: a run that has not moved for two minutes gives way, and its agent's lease is stale", async () => {
  const [first, second] = [randomUUID(), randomUUID()];
  await openAs(at, { runId: first, agentId: "one" });
  await database.asOwner(
    "update sync_run set opened_at = opened_at - interval '121 seconds' where run_id = $1",
    [first],
  );
  expect(await openAs(at, { runId: second, agentId: "two" })).toMatchObject({
    status: 200,
    body: { lease: 2 },
  });
  const finish = { lease: 1, batches: 0, marks: MARKS, readAt: "2026-02-01T00:00:00Z" };
  expect(await callAs(at, "POST", `/api/sync-tally/runs/${first}/finish`, finish)).toMatchObject({
    status: 409,
    body: { code: "stale-lease" },
  });
});

test("S9: of ten agents that open a run at the same moment exactly one may", async () => {
  for (let round = 0; round < 3; round++) {
    await database.asOwner("update sync_run set state = 'applied' where company_id = $1", [companyId]);
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, i) => openAs(at, { runId: randomUUID(), agentId: `agent ${i}` })),
    );
    const codes = answers.map(({ status, body }) => (status === 200 ? "opened" : String(body["code"])));
    expect(codes.toSorted()).toEqual(["opened", ...Array<string>(9).fill("other-agent")]);
  }
});

test("S9: an agent that does not say which installation it is takes the lease as before", async () => {
  await openAs(at, { runId: randomUUID(), agentId: "one" });
  expect(await openAs(at, { runId: randomUUID() })).toMatchObject({ status: 200, body: { lease: 2 } });
});

/** Version of every row of every table, by table and first column of its key: any write shows. */
async function rowVersions(): Promise<Map<string, string>> {
  const tables = await database.asOwner<{ name: string; key: string }>(
    `select n.nspname || '.' || quote_ident(c.relname) as name, quote_ident(a.attname) as key
     from pg_class c join pg_namespace n on n.oid = c.relnamespace
     join pg_attribute a on a.attrelid = c.oid and a.attnum = 1
     where c.relkind = 'r' and n.nspname in ('public', 'auth', 'pgboss')`,
  );
  const versions = new Map<string, string>();
  for (const { name, key } of tables) {
    const rows = await database.asOwner<{ row: string; version: string }>(
      `select ${key}::text as row, string_agg(ctid || '/' || xmin, ' ' order by ctid) as version from ${name} group by 1`,
    );
    for (const { row, version } of rows) versions.set(`${name} ${row}`, version);
  }
  return versions;
}
