import { randomUUID } from "node:crypto";

import { inCompany } from "@cfa/db/company-scope";
import { readCompany } from "@cfa/db/queries/snapshot";
import { cloneDatabase, type TestDatabase } from "@cfa/testkit/test-database";
import { day } from "@cfa/values/local-date";
import { afterAll, beforeAll, expect, test } from "vitest";

import { readTopOverdue } from "./top-overdue.ts";

/* The list is read only as far as somebody further down could still be among the first. */

const COMPANY = randomUUID();
let database: TestDatabase;

beforeAll(async () => {
  database = await cloneDatabase();
  await inCompany(database.db, COMPANY, async (tx) => {
    await tx.run("insert into company (company_id, name) values ($1, 'Asha')", [COMPANY]);
    // Sixty who owe much that is not due yet, and seven below them who are late.
    await tx.run(
      `insert into ledger (company_id, guid, name, name_key, group_name, group_path, root, party_kind, home_side,
                           is_bill_wise, opening)
       select $1, n::text, 'P' || n, 'p' || n, 'Sundry Debtors', '{}', 'Current Assets', 'customer', 'receivable', true, 0
       from generate_series(1, 67) n`,
      [COMPANY],
    );
    await tx.run(
      `insert into bill (company_id, ledger_id, side, name, name_key, occurrence, basis, is_opening, date, due_date,
                         due_source, amount, open)
       select $1, ledger_id, 'receivable', 'B', 'b', 1, 'stated', false, '2026-04-01',
              case when guid::int <= 60 then '2026-09-01' else '2026-05-01' end::date, 'bill-date', sum, sum
       from ledger, lateral (select (case when guid::int <= 60 then 100000 else 1000 end + guid::int)::bigint as sum) s
       where company_id = $1`,
      [COMPANY],
    );
  });
});
afterAll(() => database.close());

const topOn = (asOf: string): Promise<string[]> =>
  readCompany(database.db, COMPANY, async (snapshot) => {
    const top = await readTopOverdue(snapshot, { side: "receivable", asOf: day(asOf) });
    return top.map(({ name }) => name);
  });

test("the late ones are found behind many who owe more and are not late", async () => {
  expect(await topOn("2026-06-01")).toEqual(["P67", "P66", "P65", "P64", "P63"]);
});

test("once all are late the largest come first, and before anything is due there is nobody", async () => {
  expect(await topOn("2026-10-01")).toEqual(["P60", "P59", "P58", "P57", "P56"]);
  expect(await topOn("2026-04-20")).toEqual([]);
});
