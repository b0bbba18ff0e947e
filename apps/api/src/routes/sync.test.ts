import { createHash, randomUUID } from "node:crypto";
import { gzipSync } from "node:zlib";

import { HASH_HEADER, HEARTBEAT_PATH, LEASE_HEADER, RUN_PATH, SYNC_PATH } from "@cfa/contract/sync";
import { inCompany } from "@cfa/db/company-scope";
import { createCompany } from "@cfa/db/queries/companies";
import { openQueue } from "@cfa/db/queue";
import { cloneDatabase, type TestDatabase } from "@cfa/testkit/test-database";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";

import { issueApiKey } from "../auth/api-key.ts";
import { startTestServer, type TestServer } from "../test-server.ts";

type Answer = { status: number; body: Record<string, unknown> };
type Sent = {
  batch?: object;
  gzip?: Uint8Array;
  key?: string;
  lease?: number;
  headers?: Record<string, string>;
};

const BOOKS = "books-of-asha";

let database: TestDatabase;
let queue: Awaited<ReturnType<typeof openQueue>>;
let server: TestServer;
let companyId: string;
let key: string;

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
  key = await issueApiKey(database.db, companyId);
});

test("a run is opened, its batches come in any order, and finishing queues it once", async () => {
  const runId = randomUUID();
  const opened = await openRun(runId);
  expect(opened.body).toMatchObject({ runId, lease: 1, nextExpected: 1, known: null });
  expect((await send(batch(runId, 2, [voucher("B")]))).body).toMatchObject({ accepted: 1, nextExpected: 1 });
  expect((await send(batch(runId, 1, [voucher("A")]))).body).toMatchObject({ accepted: 1, nextExpected: 3 });
  const finished = await finish(runId, 2);
  expect(finished).toMatchObject({
    status: 200,
    body: { state: "queued", received: 2, missing: [], records: 2 },
  });
  expect((await finish(runId, 2)).body).toMatchObject({ state: "queued" });
  expect((await call("GET", `${RUN_PATH}/${runId}`)).body).toEqual(finished.body);
  expect(await jobs(runId)).toBe(1);
});

test("opening the same run again keeps its lease; a new run ends the old one's right to write", async () => {
  const [first, second] = [randomUUID(), randomUUID()];
  await openRun(first);
  expect((await openRun(first)).body).toMatchObject({ lease: 1 });
  expect((await openRun(second)).body).toMatchObject({ lease: 2 });
  expect(await send(batch(first, 1, [voucher("A")]), { lease: 1 })).toMatchObject({
    status: 409,
    body: { code: "stale-lease" },
  });
  expect(await finish(first, 0, { lease: 1 })).toMatchObject({ status: 409, body: { code: "stale-lease" } });
  expect(await send(batch(second, 1, [voucher("A")]), { lease: 1 })).toMatchObject({
    body: { code: "stale-lease" },
  });
  expect(await send(batch(second, 1, [voucher("A")]), { lease: 2 })).toMatchObject({ status: 200 });
});

test("the same batch again gets the same answer and stores nothing new; another body is refused", async () => {
  const runId = randomUUID();
  await openRun(runId);
  const first = batch(runId, 1, [voucher("A")]);
  const taken = await send(first);
  const again = await send(first);
  expect(again.body).toMatchObject({ ...taken.body, serverTime: expect.any(String) });
  expect(await send(batch(runId, 1, [voucher("B")]))).toMatchObject({
    status: 409,
    body: { code: "batch-changed" },
  });
  expect(await stored()).toBe(1);
});

test("S4: what was acknowledged is there for another server on the same database, whatever becomes of this one", async () => {
  const runId = randomUUID();
  await openRun(runId);
  expect(await send(batch(runId, 1, [voucher("A")]))).toMatchObject({ status: 200 });
  const other = await startTestServer(database, { deps: { enqueue: queue.enqueue } });
  const reopened = await call("POST", RUN_PATH, { body: openBody(runId), at: other.url });
  await other.close();
  expect(reopened.body).toMatchObject({ lease: 1, nextExpected: 2 });
});

test("twenty times the same batch at once is one batch", async () => {
  const runId = randomUUID();
  await openRun(runId);
  const answers = await Promise.all(Array.from({ length: 20 }, () => send(batch(runId, 1, [voucher("A")]))));
  expect(new Set(answers.map((answer) => answer.status))).toEqual(new Set([200]));
  expect(await stored()).toBe(1);
});

test("finishing too early names what is missing, and the run goes on", async () => {
  const runId = randomUUID();
  await openRun(runId);
  await send(batch(runId, 2, [voucher("A")]));
  const early = await finish(runId, 4);
  expect(early).toMatchObject({ status: 409, body: { code: "incomplete" } });
  expect(early.body["message"]).toContain("1, 3, 4");
  await send(batch(runId, 1, [voucher("B")]));
  expect((await call("GET", `${RUN_PATH}/${runId}`)).body).toMatchObject({
    state: "open",
    received: 2,
    missing: [],
  });
  expect(await finish(runId, 1)).toMatchObject({ status: 409, body: { code: "conflict" } });
  expect(await finish(runId, 2)).toMatchObject({ status: 200 });
  expect(await send(batch(runId, 3, [voucher("C")]))).toMatchObject({
    status: 409,
    body: { code: "conflict" },
  });
});

test("one poison voucher among five hundred is set aside, the others are taken", async () => {
  const runId = randomUUID();
  await openRun(runId);
  const vouchers = Array.from({ length: 500 }, (_, i) => voucher(`V${i}`));
  const poison = { ...voucher("POISON"), date: "yesterday" };
  const unbalanced = { ...voucher("ODD"), entries: [entry("Bank", "-100"), entry("Sales", "99")] };
  const nameless = { ...voucher("NONAME"), guid: " " };
  const unstorable = { ...voucher("NUL"), narration: "a\u0000b" };
  const taken = await send(batch(runId, 1, [...vouchers, poison, unbalanced, nameless, unstorable]));
  expect(taken).toMatchObject({ status: 200, body: { accepted: 501, unchanged: 0 } });
  expect(taken.body["quarantined"]).toEqual([
    { guid: "POISON", reason: expect.stringContaining("date") },
    { guid: " ", reason: expect.stringContaining("GUID") },
    { guid: "NUL", reason: expect.stringContaining("character") },
    { guid: "ODD", reason: expect.stringContaining("does not balance") },
  ]);
});

test("an envelope that does not tell the truth refuses the whole batch", async () => {
  const runId = randomUUID();
  await openRun(runId);
  const good = batch(runId, 1, [voucher("A")]);
  const wrong: [object, string, number][] = [
    [{ ...good, count: 2 }, "bad-input", 422],
    [{ ...good, debits: "1" }, "bad-input", 422],
    [{ ...good, sequence: 0 }, "bad-input", 422],
    [{ ...good, company_id: companyId }, "bad-input", 422],
    [{ ...good, protocol: 2 }, "unsupported-protocol", 426],
    [{ ...good, companyGuid: "books-of-bindu" }, "wrong-company", 409],
    [{ ...good, runId: randomUUID() }, "not-found", 404],
    [{ ...good, records: { vouchers: Array.from({ length: 5_001 }, () => voucher("A")) } }, "too-large", 413],
  ];
  for (const [body, code, status] of wrong) {
    expect(await send(body), code).toMatchObject({ status, body: { code, requestId: expect.any(String) } });
  }
  expect(await stored()).toBe(0);
});

test("a damaged, missing or boundless body is refused before it is looked into", async () => {
  const runId = randomUUID();
  await openRun(runId);
  const gzip = gzipSync(JSON.stringify(batch(runId, 1, [voucher("A")])));
  const bomb = gzipSync(Buffer.alloc(65 * 1024 * 1024, 32));
  const deep = gzipSync(`{"records":${"[".repeat(200_000)}${"]".repeat(200_000)}}`);
  const notUtf8 = gzipSync(Buffer.from([0x22, 0xff, 0xfe, 0x22]));
  const cases: [Sent, number, string][] = [
    [{ gzip, headers: { [HASH_HEADER]: "0".repeat(64) } }, 400, "damaged"],
    [{ gzip: gzip.subarray(0, gzip.length - 9) }, 400, "gzip"],
    [{ gzip: gzipSync("{") }, 400, "JSON"],
    [{ gzip: deep }, 400, "nested"],
    [{ gzip: notUtf8 }, 400, "UTF-8"],
    [{ gzip: bomb }, 413, "bytes"],
    [{ gzip: new Uint8Array(9 * 1024 * 1024) }, 413, "bytes"],
    [{ gzip, headers: { [LEASE_HEADER]: "one" } }, 400, LEASE_HEADER],
    [{ gzip, headers: { "content-encoding": "br" } }, 400, "gzip"],
  ];
  for (const [sent, status, says] of cases) {
    const answer = await sendRaw(sent);
    expect(answer, says).toMatchObject({ status, body: { message: expect.stringContaining(says) } });
  }
  expect(await stored()).toBe(0);
});

test("no key, a mistyped one, an unknown one and a revoked one answer alike", async () => {
  const unknown = await issueApiKey(database.db, companyId);
  await database.asOwner("update api_key set revoked_at = now() where last_four = $1", [unknown.slice(-4)]);
  const answers = [];
  for (const wrong of ["", "cfa_live_nonsense", `${key.slice(0, -1)}!`, unknown]) {
    const { status, body } = await call("POST", RUN_PATH, { body: openBody(randomUUID()), key: wrong });
    answers.push({ status, code: body["code"], message: body["message"] });
  }
  expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
  expect(answers[0]).toMatchObject({ status: 401, code: "bad-key" });
});

test("a key serves the books it was first used with and no others", async () => {
  await openRun(randomUUID());
  const other = await call("POST", RUN_PATH, { body: openBody(randomUUID(), "books-of-bindu") });
  expect(other).toMatchObject({ status: 409, body: { code: "wrong-company" } });
  const beat = await heartbeat({ masters: 1, vouchers: 1 }, "books-of-bindu");
  expect(beat).toMatchObject({ status: 409, body: { code: "wrong-company" } });
});

test("another company's run is not there, whatever is asked about it", async () => {
  const runId = randomUUID();
  await openRun(runId);
  await send(batch(runId, 1, [voucher("A")]));
  const bindu = await createCompany(database.db, { name: "Bindu", tallyGuid: BOOKS, isDemo: false });
  const foreignKey = await issueApiKey(database.db, bindu);
  expect(await call("GET", `${RUN_PATH}/${runId}`, { key: foreignKey })).toMatchObject({ status: 404 });
  expect(await finish(runId, 1, { key: foreignKey })).toMatchObject({ status: 404 });
  expect(await send(batch(runId, 1, [voucher("A")]), { key: foreignKey })).toMatchObject({ status: 404 });
  expect(await call("GET", `${RUN_PATH}/not-a-run`)).toMatchObject({ status: 404 });
});

test("the use of a key is noted, and no key, narration or name gets into the log", async () => {
  const runId = randomUUID();
  await openRun(runId);
  await send(batch(runId, 1, [{ ...voucher("A"), narration: "secret-narration", party: "Canary Party" }]));
  const used = await database.asOwner("select last_used_at from api_key where company_id = $1", [companyId]);
  expect(used[0]?.["last_used_at"]).toBeInstanceOf(Date);
  const log = server.logLines.join("");
  expect(log).toContain(runId);
  for (const secret of [key, key.slice(9, 30), "secret-narration", "Canary Party"])
    expect(log).not.toContain(secret);
});

test("when the queue refuses the job, the run is not finished either", async () => {
  const runId = randomUUID();
  await openRun(runId);
  const broken = await startTestServer(database); // a server without a queue
  const answer = await call("POST", `${RUN_PATH}/${runId}/finish`, {
    body: finishBody(1, 0),
    at: broken.url,
  });
  await broken.close();
  expect(answer).toMatchObject({ status: 500, body: { code: "internal" } });
  expect((await call("GET", `${RUN_PATH}/${runId}`)).body).toMatchObject({ state: "open" });
});

function entry(ledger: string, amount: string): object {
  return { ledger, amount };
}

function voucher(guid: string): { guid: string; entries: object[]; [field: string]: unknown } {
  return {
    guid,
    alterId: 7,
    date: "2026-04-05",
    type: "Sales",
    entries: [entry("Ravi", "-100"), entry("Sales", "100")],
  };
}

function batch(
  runId: string,
  sequence: number,
  vouchers: { entries: object[]; [field: string]: unknown }[],
): object {
  const debits = vouchers
    .flatMap((one) => one.entries)
    .filter((one) => "amount" in one && one.amount === "-100");
  return {
    protocol: 1,
    runId,
    sequence,
    companyGuid: BOOKS,
    alterIds: null,
    count: vouchers.length,
    debits: String(debits.length * 100),
    records: { vouchers },
  };
}

function openBody(runId: string, guid = BOOKS): object {
  return {
    protocol: 1,
    runId,
    kind: "full",
    source: "agent",
    agent: { version: "1.0.0", machine: "test" },
    company: { guid, name: "Asha Traders" },
  };
}

function finishBody(lease: number, batches: number): object {
  return { lease, batches, marks: { masters: 1, vouchers: 7 }, readAt: "2026-04-06T10:00:00Z" };
}

function openRun(runId: string): Promise<Answer> {
  return call("POST", RUN_PATH, { body: openBody(runId) });
}

function finish(
  runId: string,
  batches: number,
  more: { lease?: number; key?: string } = {},
): Promise<Answer> {
  const body = finishBody(more.lease ?? 1, batches);
  return call("POST", `${RUN_PATH}/${runId}/finish`, { body, ...(more.key ? { key: more.key } : {}) });
}

function heartbeat(marks: object, companyGuid = BOOKS, readAt = "2026-02-01T00:00:00Z"): Promise<Answer> {
  return call("POST", HEARTBEAT_PATH, { body: { companyGuid, marks, readAt } });
}

function send(body: object, more: Omit<Sent, "batch" | "gzip"> = {}): Promise<Answer> {
  return sendRaw({ gzip: gzipSync(JSON.stringify(body)), ...more });
}

async function sendRaw({ gzip = new Uint8Array(), lease = 1, headers, key: other }: Sent): Promise<Answer> {
  const response = await fetch(server.url + SYNC_PATH, {
    method: "POST",
    headers: {
      authorization: `Bearer ${other ?? key}`,
      "content-encoding": "gzip",
      [LEASE_HEADER]: String(lease),
      [HASH_HEADER]: createHash("sha256").update(gzip).digest("hex"),
      ...headers,
    },
    body: new Uint8Array(gzip),
  });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

async function call(
  method: "GET" | "POST",
  path: string,
  options: { body?: object; key?: string; at?: string } = {},
): Promise<Answer> {
  const response = await fetch((options.at ?? server.url) + path, {
    method,
    headers: { authorization: `Bearer ${options.key ?? key}`, "content-type": "application/json" },
    ...(options.body === undefined ? {} : { body: JSON.stringify(options.body) }),
  });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

async function stored(): Promise<number> {
  return inCompany(database.db, companyId, async (tx) => {
    const rows = await tx.run<{ n: number }>("select count(*)::int as n from sync_batch");
    return rows[0]?.n ?? 0;
  });
}

async function jobs(runId: string): Promise<number> {
  const rows = await database.asOwner("select 1 from pgboss.job where data ->> 'runId' = $1", [runId]);
  return rows.length;
}
