import { randomUUID } from "node:crypto";

import { companyEventsPath } from "@cfa/contract/company-events-path";
import { inCompany } from "@cfa/db/company-scope";
import { noteForecastTry } from "@cfa/db/queries/cash/keep-forecast";
import { shutCompany } from "@cfa/db/queries/company-removal";
import { noteTry } from "@cfa/db/queries/insights/keep-learning";
import { removeMember } from "@cfa/db/queries/members";
import { storeBatch } from "@cfa/db/queries/sync-batches";
import { openRun, queueRun } from "@cfa/db/queries/sync-runs";
import { cloneDatabase, type TestDatabase } from "@cfa/testkit/test-database";
import { idOut } from "@cfa/values/ids";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";

import { ensureCompany, ensureDemoMembers } from "../demo.ts";
import { refusal, signInDeps, startTestServer, type TestServer } from "../test-server.ts";
import { openWatch, type TestWatch } from "../test-watch.ts";

/* Two companies with the same two people; what is done to the one is told to who looks at it, and to nobody else. */

let database: TestDatabase;
let server: TestServer;
let asha: string;
let bindu: string;
const watches: TestWatch[] = [];

beforeAll(async () => {
  database = await cloneDatabase();
  server = await startTestServer(database, { events: { beatMillis: 300, restMillis: 20 } });
  asha = (await ensureCompany(database.db, { name: "Asha Traders", isDemo: true })).companyId;
  bindu = (await ensureCompany(database.db, { name: "Bindu Textiles", isDemo: true })).companyId;
  await ensureDemoMembers(signInDeps(database.db), [asha, bindu]);
});
afterEach(() => {
  for (const one of watches.splice(0)) one.leave();
});
afterAll(async () => {
  await server.close();
  await database.close();
});

const addressOf = (companyId: string, at = server) => at.url + companyEventsPath(idOut("company", companyId));

async function watch(companyId: string, token?: string, at = server): Promise<TestWatch> {
  const opened = await openWatch(addressOf(companyId, at), token ?? (await at.signIn("owner")));
  watches.push(opened);
  return opened;
}

/** What an agent does: opens a run, sends batches of ten records, says that these were all. */
function open(companyId: string, kind: "full" | "changes" = "changes"): Promise<string> {
  const runId = randomUUID();
  const company = { guid: "g", name: "Asha Traders" };
  const run = {
    runId,
    kind,
    source: "agent",
    agentVersion: "1",
    machine: "PC",
    companyRecord: company,
  } as const;
  return inCompany(database.db, companyId, async (tx) => (await openRun(tx, run)).runId);
}
function send(companyId: string, runId: string, sequence: number): Promise<boolean> {
  const body = new Uint8Array([sequence]);
  const held = { masters: 0, vouchers: 10, unreadable: 0, refused: [], answer: {} };
  return inCompany(database.db, companyId, (tx) =>
    storeBatch(tx, { runId, sequence, sha256: body, body, records: 10, ...held }),
  );
}
function finish(companyId: string, runId: string, batches: number): Promise<void> {
  const end = {
    runId,
    batches,
    marks: { masters: 1, vouchers: 1 },
    readAt: "2026-05-01T10:00:00Z",
    totals: undefined,
  };
  return inCompany(database.db, companyId, (tx) => queueRun(tx, end));
}
/** What the worker does when it has taken a run in. */
const take = (companyId: string, runId: string) =>
  inCompany(
    database.db,
    companyId,
    async (tx) => {
      await tx.run("update sync_run set state = 'applied' where company_id = $1 and run_id = $2", [
        companyId,
        runId,
      ]);
      await tx.run("update sync_state set generation = generation + 1 where company_id = $1", [companyId]);
    },
    { role: "job" },
  );

/** Asks, and goes away after so long without having had an answer. */
async function askAndGo(token: string, millis: number): Promise<void> {
  const going = new AbortController();
  const headers = { authorization: `Bearer ${token}` };
  const asked = fetch(addressOf(asha), { headers, signal: going.signal }).catch(() => undefined);
  await sleep(millis);
  going.abort();
  await asked;
}

test("who goes before the answer comes holds no place: as many windows as before may look", async () => {
  const token = await server.signIn("owner");
  for (let millis = 0; millis < 40; millis++) await askAndGo(token, millis % 20);
  await expect.poll(async () => (await watch(asha, token)).response.status, { timeout: 20_000 }).toBe(200);
});

test("who looks is told first how things stand, in the one way that nothing between changes or keeps back", async () => {
  const { response, until } = await watch(asha);
  expect(response.status).toBe(200);
  expect(Object.fromEntries(response.headers)).toMatchObject({
    "content-type": "text/event-stream; charset=utf-8",
    "cache-control": "no-store, no-transform",
    "x-accel-buffering": "no",
    "x-content-type-options": "nosniff",
  });
  expect(response.headers.has("content-encoding")).toBe(false);
  const nothing = { running: null, quarantined: 0, learnedAt: null, forecastAt: null, trouble: null };
  expect(await until(() => true)).toEqual({ generation: 0, readAt: null, ...nothing });
});

test("a sync is told in its order, from the first batch to the new generation; then learning and the forecast", async () => {
  const { events, until } = await watch(asha);
  const runId = await open(asha);
  await until(({ running }) => running?.state === "open");
  for (const sequence of [1, 2, 3]) {
    await send(asha, runId, sequence);
    await until(({ running }) => running?.records === sequence * 10);
  }
  await finish(asha, runId, 3);
  await until(({ running }) => running?.state === "queued");
  await take(asha, runId);
  await until(({ running, generation }) => running === null && generation === 1);
  const tried = {
    asOf: "2026-05-01",
    triedAt: new Date("2026-05-01T10:00:00Z"),
    generation: 1n,
    failure: null,
  };
  const job = { role: "job" } as const;
  await inCompany(
    database.db,
    asha,
    (tx) => noteTry(tx, { ...tried, side: "receivable", outcome: "no-bills" }),
    job,
  );
  await until(({ learnedAt }) => learnedAt === "2026-05-01T10:00:00.000Z");
  await inCompany(database.db, asha, (tx) => noteForecastTry(tx, { ...tried, outcome: "no-accounts" }), job);
  await until(({ forecastAt }) => forecastAt === "2026-05-01T10:00:00.000Z");
  const records = events.map(({ running }) => running?.records ?? 0);
  expect(records.slice(0, records.lastIndexOf(30) + 1)).toEqual(
    records.slice(0, records.lastIndexOf(30) + 1).toSorted((a, b) => a - b),
  );
  expect(new Set(events.map((event) => JSON.stringify(event))).size).toBe(events.length);
});

test("how many records there will be is said where everything is read and was read before", async () => {
  const { until } = await watch(bindu);
  const first = await open(bindu, "full");
  expect((await until(({ running }) => running !== null)).running).toMatchObject({ expected: null });
  await send(bindu, first, 1);
  await send(bindu, first, 2);
  await finish(bindu, first, 2);
  await take(bindu, first);
  await open(bindu, "full");
  expect((await until(({ running }) => running?.expected === 20)).running).toEqual({
    state: "open",
    received: 0,
    records: 0,
    expected: 20,
  });
});

test("what is put aside and what is in Tally's way is told", async () => {
  const { until } = await watch(asha);
  await database.asOwner(
    `insert into quarantine (company_id, run_id, kind, reason) values ($1, gen_random_uuid(), 'voucher', 'odd')`,
    [asha],
  );
  await until(({ quarantined }) => quarantined === 1);
  await database.asOwner("update quarantine set resolved_at = now() where company_id = $1", [asha]);
  await database.asOwner("insert into agent_heartbeat (company_id, seen_at) values ($1, now())", [asha]);
  await database.asOwner(`update agent_heartbeat set trouble = '{"code":"busy"}' where company_id = $1`, [
    asha,
  ]);
  await until(({ trouble, quarantined }) => trouble === "busy" && quarantined === 0);
});

test("another company's changes are never told", async () => {
  const [ours, theirs] = [await watch(asha), await watch(bindu)];
  const before = (await ours.until(() => true)).generation;
  const runId = await open(bindu);
  for (let sequence = 1; sequence <= 5; sequence++) await send(bindu, runId, sequence);
  await theirs.until(({ running }) => running?.records === 50);
  await expect.poll(() => ours.comments.length).toBeGreaterThan(2); // it was alive, and looked at anew, all the while
  expect(ours.events).toEqual([expect.objectContaining({ generation: before, running: null })]);
});

const statuses = async (companyId: string, token: string) =>
  (await openWatch(addressOf(companyId), token)).response.status;

test("who may not look is refused as everywhere", async () => {
  expect(await statuses(asha, "nobody")).toBe(401);
  const stranger = (await ensureCompany(database.db, { name: "Chand & Co", isDemo: false })).companyId;
  expect(await statuses(stranger, await server.signIn("owner"))).toBe(404);
  const asked = await server.get(`${companyEventsPath(idOut("company", asha))}?company_id=1`, {
    token: await server.signIn("owner"),
  });
  expect(asked.status).toBe(422);
});

test("a watch ends at once when its session is ended, and others go on", async () => {
  const token = await server.signIn("accountant");
  const [ended, goesOn] = [await watch(asha, token), await watch(asha)];
  await goesOn.until(() => true);
  await fetch(`${server.url}/api/auth/sign-out`, {
    method: "POST",
    headers: { authorization: `Bearer ${token}` },
  });
  await ended.end();
  expect(goesOn.isOver()).toBe(false);
  expect((await openWatch(addressOf(asha), token)).response.status).toBe(401);
});

test("a watch ends when its person is taken out of the company, or the company goes; not one of another company", async () => {
  const stays = await watch(bindu, await server.signIn("accountant"));
  const accountant = await watch(asha, await server.signIn("accountant"));
  const owner = await watch(asha);
  const [member] = await database.asOwner<{ user_id: string }>(
    "select user_id from member where company_id = $1 and role = 'accountant'",
    [asha],
  );
  await inCompany(database.db, asha, (tx) => removeMember(tx, member?.user_id ?? ""));
  await accountant.end();
  expect(owner.isOver()).toBe(false);
  await inCompany(database.db, asha, shutCompany);
  await owner.end();
  expect(stays.isOver()).toBe(false);
  await ensureDemoMembers(signInDeps(database.db), [asha]);
});

test("a session that runs out ends its watch though nothing is told of it", async () => {
  const ended = await watch(asha);
  await ended.until(() => true);
  await database.asOwner(`update auth.session set "expiresAt" = now() - interval '1 second'`);
  await ended.end();
});

test("one session has so many watches, one company so many; the next one is refused with what to do", async () => {
  const few = await startTestServer(database, { events: { perSession: 2, perCompany: 3 } });
  const [phone, desk] = [await few.signIn("owner"), await few.signIn("accountant")];
  const first = await watch(asha, phone, few);
  await watch(asha, phone, few);
  const third = await openWatch(addressOf(asha, few), phone);
  expect(third.response.status).toBe(429);
  expect(Number(third.response.headers.get("retry-after"))).toBeGreaterThan(0);
  const one = await few.get(companyEventsPath(idOut("company", bindu)), { token: phone });
  expect((await refusal(one)).message).toContain("Close one");
  await watch(asha, desk, few);
  const fourth = await few.get(companyEventsPath(idOut("company", asha)), {
    token: await few.signIn("accountant"),
  });
  expect((await refusal(fourth)).message).toContain("Too many people");
  first.leave();
  await expect
    .poll(async () => (await watch(asha, phone, few)).response.status, { timeout: 5_000 })
    .toBe(200);
  await few.close();
});

test("when the database's connection is lost, all that happened meanwhile is told once it is back", async () => {
  const alone = await startTestServer(database, { events: { beatMillis: 600_000, restMillis: 20 } });
  const { until, events } = await watch(bindu, undefined, alone);
  await until(() => true);
  const lost = await database.asOwner(
    `select pg_terminate_backend(pid) from pg_stat_activity where query like 'listen %changed%' and datname = current_database()`,
  );
  expect(lost.length).toBeGreaterThan(0);
  const runId = await open(bindu);
  await send(bindu, runId, 1);
  await until(({ running }) => running?.records === 10);
  await send(bindu, runId, 2);
  await until(({ running }) => running?.records === 20);
  expect(events.length).toBeLessThan(6);
  await alone.close();
});

test("what nobody told of is found at the next beat", async () => {
  const { until } = await watch(bindu);
  await until(() => true);
  await database.asOwner("alter table sync_state disable trigger told");
  await database.asOwner("update sync_state set generation = generation + 7 where company_id = $1", [bindu]);
  await database.asOwner("alter table sync_state enable trigger told");
  await until(({ generation }) => generation >= 7);
});

test("the server goes in good order with watches open, and opens no more", async () => {
  const going = await startTestServer(database);
  const token = await going.signIn("owner");
  const opened = [await watch(bindu, token, going), await watch(bindu, token, going)];
  await opened[0]?.until(() => true);
  const began = performance.now();
  await going.close();
  await Promise.all(opened.map(({ end }) => end()));
  expect(performance.now() - began).toBeLessThan(3_000);
});
