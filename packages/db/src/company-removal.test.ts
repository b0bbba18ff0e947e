import { randomUUID } from "node:crypto";

import { cloneDatabase, type TestDatabase } from "@cfa/testkit/test-database";
import { afterAll, beforeAll, expect, test } from "vitest";

import { fillEveryTable, walledTables } from "@cfa/testkit/row-in-every-table";

import { inCompany } from "./company-scope.ts";
import { removeCompany } from "./queries/company-removal.ts";

/* A company that goes takes everything with it, also what no foreign key ties to it. */

let database: TestDatabase;

beforeAll(async () => {
  database = await cloneDatabase();
});
afterAll(() => database.close());

async function addBooks(companyId: string): Promise<void> {
  const [ledgerId, voucherId, runId] = [randomUUID(), randomUUID(), randomUUID()];
  await inCompany(database.db, companyId, async (tx) => {
    await tx.run("insert into company (company_id, name) values ($1, 'Asha')", [companyId]);
    await tx.run(
      `insert into ledger (company_id, ledger_id, guid, name, name_key, group_name, group_path, root, is_bill_wise, opening)
       values ($1, $2, 'l', 'Bank', 'bank', '', '{}', '', false, 0)`,
      [companyId, ledgerId],
    );
    await tx.run(
      `insert into voucher (company_id, voucher_id, guid, alter_id, date, kind, type_name, state)
       values ($1, $2, 'v', 1, '2026-04-01', 'sales', 'Sales', 'posted')`,
      [companyId, voucherId],
    );
    await tx.run(
      `insert into posting (company_id, voucher_id, line_no, ledger_id, date, amount) values ($1, $2, 1, $3, '2026-04-01', 5)`,
      [companyId, voucherId, ledgerId],
    );
    await tx.run(
      `insert into fact (company_id, kind, guid, alter_id, record, digest, run_id) values ($1, 'voucher', 'v', 1, '{}', '\\x00', $2)`,
      [companyId, runId],
    );
  });
}

test("no table keeps a row of a company that is gone, and another company's rows stay", async () => {
  const [gone, stays] = [randomUUID(), randomUUID()];
  await addBooks(gone);
  await addBooks(stays);
  await inCompany(database.db, gone, (tx) => tx.run("delete from company where company_id = $1", [gone]));
  const tables = await database.asOwner<{ name: string }>(
    `select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     join pg_attribute a on a.attrelid = c.oid and a.attname = 'company_id'
     where c.relkind = 'r' and n.nspname = 'public'`,
  );
  for (const { name } of tables) {
    expect(await database.asOwner(`select 1 from ${name} where company_id = $1`, [gone]), name).toEqual([]);
  }
  for (const name of ["fact", "voucher", "posting", "ledger"]) {
    expect(await database.asOwner(`select 1 from ${name} where company_id = $1`, [stays]), name).toHaveLength(
      1,
    );
  }
});

test("removed table by table, nothing of it is left in any table there is, and the other company's row stays in each", async () => {
  const [gone, stays] = [randomUUID(), randomUUID()];
  await fillEveryTable(database, [gone, stays]);
  await inCompany(database.db, gone, removeCompany, { role: "job" });
  await inCompany(database.db, gone, removeCompany, { role: "job" }); // safe to repeat
  for (const { name } of await walledTables(database)) {
    const left = await database.asOwner(`select company_id from "${name}" where company_id in ($1, $2)`, [
      gone,
      stays,
    ]);
    expect([name, left]).toEqual([name, [{ company_id: stays }]]);
  }
});
