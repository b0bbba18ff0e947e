import { randomUUID } from "node:crypto";

import type { AbsentRow } from "@cfa/contract/reads";
import { inCompany } from "@cfa/db/company-scope";
import { setMember } from "@cfa/db/queries/members";
import { openQueue } from "@cfa/db/queue";
import { cloneDatabase, type TestDatabase } from "@cfa/testkit/test-database";
import { idOut } from "@cfa/values/ids";
import { afterAll, beforeAll, expect, test } from "vitest";

import { DEMO_PEOPLE } from "../auth/demo-people.ts";
import { ensurePerson } from "../auth/people.ts";
import { ensureCompany } from "../demo.ts";
import { post, signInDeps, startTestServer, type TestServer } from "../test-server.ts";

/* What Tally no longer shows: read and confirmed by owner and accountant, and by nobody else. */

type List = {
  rows: AbsentRow[];
  nextCursor: string | null;
  total: number;
  upTo: string | null;
  isBeingRemoved: boolean;
};

let database: TestDatabase;
let queue: Awaited<ReturnType<typeof openQueue>>;
let server: TestServer;
let companyId: string;
let url: string;

beforeAll(async () => {
  database = await cloneDatabase();
  queue = await openQueue(database.db);
  server = await startTestServer(database, { deps: { enqueue: queue.enqueue } });
  const { db } = database;
  ({ companyId } = await ensureCompany(db, { name: "Asha Traders", isDemo: true }));
  const deps = signInDeps(db);
  const owner = await ensurePerson(deps, DEMO_PEOPLE.owner);
  const viewer = await ensurePerson(deps, DEMO_PEOPLE.accountant);
  await setMember(db, { companyId, userId: owner.id, role: "owner" });
  await setMember(db, { companyId, userId: viewer.id, role: "viewer" });
  url = `/api/companies/${idOut("company", companyId)}/absences`;
  await inCompany(db, companyId, async (tx) => {
    await tx.run(
      `insert into fact (company_id, kind, guid, alter_id, record, digest, run_id, month, type_name)
       select $1, 'voucher', 'v-' || n, n, jsonb_build_object('type', 'Sales', 'number', n::text, 'date', '2026-04-05',
              'party', 'Ravi'), '\\x00', $2, '2026-04', 'Sales' from generate_series(1, 5) n`,
      [companyId, randomUUID()],
    );
    await tx.run(
      "insert into absent_fact (company_id, kind, guid, run_id) select $1, 'voucher', 'v-' || n, $2 from generate_series(1, 4) n",
      [companyId, randomUUID()],
    );
  });
});
afterAll(async () => {
  await server.close();
  await queue.close();
  await database.close();
});

async function list(query = ""): Promise<List> {
  const response = await server.get(url + query, { token: await server.signIn("owner") });
  expect(response.status).toBe(200);
  return (await response.json()) as List;
}

async function confirm(upTo: string): Promise<{ status: number; body: Record<string, unknown> }> {
  const headers = { authorization: `Bearer ${await server.signIn("owner")}` };
  const response = await post(`${server.url}${url}/confirm`, { upTo }, headers);
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

test("the list names each voucher and goes page by page", async () => {
  const first = await list("?limit=3");
  expect(first).toMatchObject({ total: 4, isBeingRemoved: false });
  expect(first.rows[0]).toMatchObject({
    kind: "voucher",
    guid: "v-1",
    name: "Sales 1",
    date: "2026-04-05",
    party: "Ravi",
  });
  const second = await list(`?limit=3&cursor=${first.nextCursor}`);
  expect(second.rows.map(({ guid }) => guid)).toEqual(["v-4"]);
  expect(second.nextCursor).toBeNull();
});

test("a viewer neither sees nor confirms it", async () => {
  const token = await server.signIn("accountant");
  expect((await server.get(url, { token })).status).toBe(403);
  const answer = await post(
    `${server.url}${url}/confirm`,
    { upTo: "2100-01-01T00:00:00Z" },
    { authorization: `Bearer ${token}` },
  );
  expect(answer.status).toBe(403);
});

test("confirming covers the list that was seen and not what came after it, once, and is kept on record", async () => {
  const { upTo } = await list();
  await inCompany(database.db, companyId, (tx) =>
    tx.run("insert into absent_fact (company_id, kind, guid, run_id) values ($1, 'voucher', 'v-5', $2)", [
      companyId,
      randomUUID(),
    ]),
  );
  expect(await confirm(upTo ?? "")).toEqual({ status: 200, body: { confirmed: 4 } });
  expect(await confirm(upTo ?? "")).toEqual({ status: 200, body: { confirmed: 0 } });
  expect(await list()).toMatchObject({ total: 1, isBeingRemoved: true, rows: [{ guid: "v-5" }] });
  expect(
    await database.asOwner(
      "select user_name, action, detail ->> 'objects' as n from audit_entry where company_id = $1",
      [companyId],
    ),
  ).toEqual([{ user_name: DEMO_PEOPLE.owner.name, action: "confirm-absent", n: "4" }]);
  expect(
    await database.asOwner("select name from pgboss.job where data ->> 'companyId' = $1", [companyId]),
  ).toEqual([{ name: "remove-absent" }]);
  expect(await confirm("soon")).toMatchObject({ status: 422 });
});

test("nobody who runs the product can change what is on record", async () => {
  await expect(
    inCompany(database.db, companyId, (tx) => tx.run("update audit_entry set user_name = 'X'")),
  ).rejects.toThrow(/permission denied/);
  await expect(inCompany(database.db, companyId, (tx) => tx.run("delete from audit_entry"))).rejects.toThrow(
    /permission denied/,
  );
});
