import { fillEveryTable, insertInto, walledTables } from "@cfa/testkit/row-in-every-table";
import { cloneDatabase, type TestDatabase } from "@cfa/testkit/test-database";
import { afterAll, beforeAll, expect, test } from "vitest";

import { inRole, type Role, type Tx } from "./client.ts";
import { inCompany } from "./company-scope.ts";

/* One row of each of two companies in every table there is, and what the one company can see and do of the other's. */

const ASHA = "11111111-1111-4111-8111-111111111111";
const BINDU = "22222222-2222-4222-8222-222222222222";

let database: TestDatabase;

beforeAll(async () => {
  database = await cloneDatabase();
  await fillEveryTable(database, [ASHA, BINDU]);
});
afterAll(() => database.close());

const seen = (tx: Tx, table: string): Promise<object[]> => tx.run(`select company_id from "${table}"`);

/** What a role of one company, or of none, is answered; undefined when it has no right to ask at all. */
async function asked(
  role: Role,
  companyId: string | undefined,
  work: (tx: Tx) => Promise<object[]>,
): Promise<object[] | undefined> {
  const settings = companyId === undefined ? {} : { companyId };
  return inRole(database.db, role, { settings, work }).catch((error: unknown) => {
    if (error instanceof Error && /permission denied/.test(error.message)) return undefined;
    throw error;
  });
}

test("every table has a row of both", async () => {
  const tables = await walledTables(database);
  expect(tables.length).toBeGreaterThan(30);
  for (const { name } of tables) {
    const rows = await database.asOwner(`select company_id from "${name}" order by 1`);
    expect([name, rows]).toEqual([name, [{ company_id: ASHA }, { company_id: BINDU }]]);
  }
});

test.each(["cfa_app", "cfa_job"] as const)(
  "%s sees its company's row in each, and none without",
  async (role) => {
    for (const { name } of await walledTables(database)) {
      const own = await asked(role, ASHA, (tx) => seen(tx, name));
      expect([name, own ?? "may not"]).toEqual([
        name,
        own === undefined ? "may not" : [{ company_id: ASHA }],
      ]);
      const none = await asked(role, undefined, (tx) => seen(tx, name));
      expect([name, none ?? []]).toEqual([name, []]);
    }
  },
);

test("no row is made for another company, nor moved to it", async () => {
  for (const table of await walledTables(database)) {
    const make = inCompany(database.db, ASHA, (tx) => tx.run(insertInto(table, BINDU)));
    await expect(make, table.name).rejects.toThrow(/row-level security|permission denied/);
    const move = inCompany(database.db, ASHA, (tx) =>
      tx.run(`update "${table.name}" set company_id = $1`, [BINDU]),
    );
    await expect(move, table.name).rejects.toThrow();
  }
});

test("another company's row is neither changed nor removed, nor does one learn that it is there", async () => {
  for (const { name } of await walledTables(database)) {
    const changed = await asked("cfa_app", ASHA, (tx) =>
      tx.run(`update "${name}" set company_id = company_id where company_id = $1 returning 1`, [BINDU]),
    );
    const removed = await asked("cfa_app", ASHA, (tx) =>
      tx.run(`delete from "${name}" where company_id = $1 returning 1`, [BINDU]),
    );
    expect([name, changed ?? [], removed ?? []]).toEqual([name, [], []]);
    expect(await database.asOwner(`select 1 from "${name}" where company_id = $1`, [BINDU])).toHaveLength(1);
  }
});

test("the figures that PostgreSQL keeps of a table's values are nobody's", async () => {
  await database.asOwner("analyze");
  const tables = (await walledTables(database)).map(({ name }) => name);
  for (const role of ["cfa_app", "cfa_job", "cfa_authn"] as const) {
    const rows = await asked(role, ASHA, (tx) =>
      tx.run("select tablename from pg_stats where schemaname = 'public' and tablename = any($1)", [tables]),
    );
    expect([role, rows]).toEqual([role, []]);
  }
});
