import { issueApiKey } from "@cfa/api/auth/api-key";
import { createServerLink } from "@cfa/agent/server-link";
import { NOT_EXPORTED } from "@cfa/db/queries/company-export";
import { partsOf } from "@cfa/reports/test-unzip";
import { walledTables } from "@cfa/testkit/row-in-every-table";
import { startFakeTally, type FakeTally } from "@cfa/testkit/fake-tally/fake-tally";
import { makeSampleCompany } from "@cfa/testkit/sample-company/make-sample-company";
import { idIn } from "@cfa/values/ids";
import { afterAll, beforeAll, expect, test, vi } from "vitest";

import { createAgent, startStack, type Stack, type StackCompany, type TestAgent } from "./stack.ts";

/* Two companies with the same books: one takes everything along and goes, the other one notices nothing. */

const sample = makeSampleCompany({ size: "S" });

let stack: Stack;
let tally: FakeTally;
let goes: StackCompany;
let stays: StackCompany;
let owner: string;
const agents: TestAgent[] = [];

beforeAll(async () => {
  stack = await startStack({ learns: true });
  tally = await startFakeTally({ companies: [sample] });
  await stack.addCompany({ name: "The demo's people", tallyGuid: "none" });
  owner = await stack.server.signIn("owner");
  goes = await register();
  stays = await register();
});
afterAll(async () => {
  for (const agent of agents) agent.remove();
  await tally.close();
  await stack.close();
});

type Reply<T> = { status: number; body: T };

async function call<T>(method: string, path: string, body?: object): Promise<Reply<T>> {
  const response = await fetch(stack.server.url + path, {
    method,
    headers: { authorization: `Bearer ${owner}`, "content-type": "application/json" },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return { status: response.status, body: (await response.json()) as T };
}

/** Registers a company, brings its books, and asks somebody in. */
async function register(): Promise<StackCompany> {
  const made = await call<{ companyId: string }>("POST", "/api/companies", { name: "Own", gstin: null });
  const id = made.body.companyId;
  const uuid = idIn("company", id);
  if (!uuid.ok) throw new Error(uuid.error);
  const key = await issueApiKey(stack.database.db, uuid.value);
  const link = createServerLink({ server: stack.server.url, key });
  const company = { uuid: uuid.value, id, key, link };
  const agent = createAgent({ tallyPort: tally.port, company, guid: sample.guid });
  agents.push(agent);
  expect(await agent.sync()).toMatchObject({ ok: true, value: { run: { tieOut: "equal" } } });
  await vi.waitUntil(() => isLearnedFrom(uuid.value), { timeout: 100_000, interval: 200 });
  await call("POST", `/api/companies/${id}/invitations`, { email: "new@example.in", role: "viewer" });
  await call("POST", `/api/companies/${id}/pairings`, {});
  return company;
}

/** Both sides were learned from, cash was forecast, offers were looked at, and nothing more is done with them for hours. */
async function isLearnedFrom(companyId: string): Promise<boolean> {
  const rows = await stack.database.asOwner<{ done: boolean }>(
    `select (select count(*) from learning_try where company_id = $1) = 2
       and exists (select from cash_forecast where company_id = $1)
       and not exists (select from pgboss.job where name in ('learn-payments', 'forecast-cash', 'propose-offers') and data ->> 'companyId' = $1::text
         and state in ('created', 'retry', 'active'))
       and exists (select from pgboss.job where name = 'learn-again' and data ->> 'companyId' = $1::text) as done`,
    [companyId],
  );
  return rows[0]?.done === true;
}

async function until(holds: () => Promise<boolean>): Promise<void> {
  for (let turn = 0; turn < 300 && !(await holds()); turn++) {
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  expect(await holds()).toBe(true);
}

async function rowsOf(company: StackCompany): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const { name } of await walledTables(stack.database)) {
    const rows = await stack.database.asOwner<{ n: number }>(
      `select count(*)::int as n from "${name}" where company_id = $1`,
      [company.uuid],
    );
    counts[name] = rows[0]?.n ?? 0;
  }
  return counts;
}

async function stateOf(company: StackCompany): Promise<string> {
  const parts = [];
  for (const { name } of await walledTables(stack.database)) {
    const rows = await stack.database.asOwner<{ digest: string }>(
      `select md5(string_agg(t::text, '' order by t::text)) as digest from "${name}" t where company_id = $1`,
      [company.uuid],
    );
    parts.push(`${name} ${rows[0]?.digest}`);
  }
  return parts.join("\n");
}

test("everything is taken along: each table, all its rows, nothing of another company, no secret", async () => {
  const before = await rowsOf(goes);
  const asked = await call<{ state: string }>("POST", `/api/companies/${goes.id}/export`, {});
  expect(asked.body.state).toBe("waiting");
  const standing = () => call<{ state: string }>("GET", `/api/companies/${goes.id}/export`);
  await until(async () => (await standing()).body.state === "ready");
  const response = await stack.server.get(`/api/companies/${goes.id}/export/file`, { token: owner });
  expect(response.status).toBe(200);
  expect(response.headers.get("content-type")).toBe("application/zip");
  const bytes = Buffer.from(await response.arrayBuffer());
  expect(String(bytes.length)).toBe(response.headers.get("content-length"));
  const parts = await partsOf(bytes);
  const text = [...parts.values()].join("\n");
  expect(text).not.toContain(stays.uuid);
  expect(text).not.toContain(goes.key);
  expect(text).not.toMatch(/_hash"/);
  expect(text).toContain('"email" : "owner@demo.invalid"');

  const lines = Object.fromEntries(
    [...parts].map(([name, part]) => [name.replace(".jsonl", ""), part.split("\n").length - 1]),
  );
  for (const [table, n] of Object.entries(before)) {
    if (table in NOT_EXPORTED) expect([table, lines[table]]).toEqual([table, undefined]);
    // Asking for the file is itself an entry.
    else expect([table, lines[table]]).toEqual([table, n + (table === "audit_entry" ? 1 : 0)]);
  }
  expect(lines["voucher"]).toBe(sample.vouchers.length);
});

test("a company goes only by its owner's fresh word and its name", async () => {
  const remove = (name: string) => call<object>("DELETE", `/api/companies/${goes.id}`, { name });
  expect(await remove("Another")).toMatchObject({ status: 422, body: { field: "name" } });
  await stack.database.asOwner(`update auth.session set "createdAt" = "createdAt" - interval '11 minutes'`);
  expect(await remove(sample.name)).toMatchObject({ status: 403, body: { code: "sign-in-again" } });
  owner = await stack.server.signIn("owner");
  expect((await rowsOf(goes))["company"]).toBe(1);
});

test("it is gone for everybody at once, then no table, queue or file has a row of it, and the other is as it was", async () => {
  const other = await stateOf(stays);
  await call("POST", `/api/companies/${goes.id}/export`, {}); // a job that waits while it goes
  const removed = await call("DELETE", `/api/companies/${goes.id}`, { name: sample.name });
  expect(removed).toMatchObject({ status: 200, body: { removed: true } });
  expect((await call("GET", `/api/companies/${goes.id}/home`)).status).toBe(404);
  expect(await goes.link.drafts()).toMatchObject({ ok: false, error: { code: "bad-key" } });

  for (let turn = 0; turn < 100 && (await traces()).length > 0; turn++) {
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  expect(await traces()).toEqual([]);
  expect(Object.values(await rowsOf(goes)).every((n) => n === 0)).toBe(true);
  expect(await stateOf(stays)).toBe(other);
  await new Promise((resolve) => setTimeout(resolve, 3_000)); // the queue's own upkeep brings nothing back
  expect(await traces()).toEqual([]);
});

/** Where the company's id is found still, in any table of any schema. */
async function traces(): Promise<string[]> {
  const tables = await stack.database.asOwner<{ name: string }>(
    `select format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind = 'r' and n.nspname in ('public', 'auth', 'pgboss')`,
  );
  const found = [];
  for (const { name } of tables) {
    const rows = await stack.database.asOwner(
      `select 1 from ${name} t where t::text like '%' || $1 || '%' limit 1`,
      [goes.uuid],
    );
    if (rows.length > 0) found.push(name);
  }
  return found;
}

test("the sample company stays, and its accountant takes nothing along", async () => {
  const list = await call<{ companies: { companyId: string; isDemo: boolean }[] }>("GET", "/api/companies");
  const demo = list.body.companies.find(({ isDemo }) => isDemo)?.companyId ?? "";
  const removed = await call("DELETE", `/api/companies/${demo}`, { name: "The demo's people" });
  expect(removed).toMatchObject({ status: 409 });
  const accountant = await stack.server.signIn("accountant");
  const refused = await stack.server.get(`/api/companies/${demo}/export/file`, { token: accountant });
  expect(refused.status).toBe(403);
});
