import { findPgBouncer, startPgBouncer, type Pooler } from "@cfa/testkit/pgbouncer";
import { cloneDatabase, type TestDatabase } from "@cfa/testkit/test-database";
import { Client } from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { inRole, openDatabase, type Database, type Tx } from "./client.ts";
import { inCompany } from "./company-scope.ts";

/*
 * The cases in which row-level security is known to let something through, put to our database: directly, and through a
 * PgBouncer in transaction mode with one connection behind it, where each gets what somebody else has just used.
 */

const ASHA = "11111111-1111-4111-8111-111111111111";
const BINDU = "22222222-2222-4222-8222-222222222222";
const ASHAS_LEDGER = "aaaaaaaa-1111-4111-8111-111111111111";
const BINDUS_LEDGER = "bbbbbbbb-2222-4222-8222-222222222222";

const names = (tx: Tx): Promise<object[]> => tx.run("select name from ledger");
const program = findPgBouncer();
const WAYS = [
  { way: "directly", pooled: false },
  { way: "through PgBouncer in transaction mode", pooled: true },
];

for (const { way, pooled } of WAYS) {
  describe.skipIf(pooled && program === null)(way, () => {
    let database: TestDatabase;
    let pooler: Pooler | undefined;
    let db: Database;
    let url: string;

    beforeAll(async () => {
      database = await cloneDatabase();
      if (pooled) pooler = await startPgBouncer(program ?? "", { url: database.runUrl, connections: 1 });
      url = pooler?.url ?? database.runUrl;
      db = openDatabase({ url, poolSize: pooled ? 4 : 1 });
      for (const [companyId, ledgerId, name] of [
        [ASHA, ASHAS_LEDGER, "Asha's bank"],
        [BINDU, BINDUS_LEDGER, "Bindu's bank"],
      ] as const) {
        await inCompany(db, companyId, async (tx) => {
          await tx.run("insert into company (company_id, name) values ($1, $2)", [companyId, name]);
          await addLedger(tx, { companyId, ledgerId, name });
        });
      }
    });
    afterAll(async () => {
      await db.close();
      await pooler?.stop();
      await database.close();
    });

    test("a setting that somebody left on the connection opens nothing", async () => {
      const careless = new Client({ connectionString: url });
      await careless.connect();
      await careless.query(`set app.company_id = '${ASHA}'`);
      if (pooled) {
        const other = new Client({ connectionString: url });
        await other.connect();
        const { rows } = await other.query("select current_setting('app.company_id', true) as left_over");
        expect(rows).toEqual([{ left_over: ASHA }]); // this is what a session's setting does behind a pooler
        await other.end();
      }
      for (const role of ["cfa_app", "cfa_job"] as const) {
        expect(await inRole(db, role, { work: names })).toEqual([]);
      }
      expect(await inCompany(db, BINDU, names)).toEqual([{ name: "Bindu's bank" }]);
      await careless.query("reset app.company_id");
      await careless.end();
    });

    test("a company set outside a transaction is set nowhere", async () => {
      const client = new Client({ connectionString: url });
      await client.connect();
      await client.query(`set local app.company_id = '${ASHA}'`);
      const { rows } = await client.query("select current_setting('app.company_id', true) as company");
      expect(["", null]).toContain((rows[0] as { company: string | null }).company);
      await expect(client.query("select * from ledger")).rejects.toThrow(/permission denied/);
      await client.end();
    });

    test("many at once, and one that fails, leave nothing for the next", async () => {
      const seen = await Promise.all(
        Array.from({ length: 24 }, (_, at) => {
          if (at % 3 === 2) {
            return inCompany(db, ASHA, (tx) => tx.run("select 1/0")).catch(() =>
              inRole(db, "cfa_app", { work: names }),
            );
          }
          return inCompany(db, at % 3 === 0 ? ASHA : BINDU, names);
        }),
      );
      for (const [at, rows] of seen.entries()) {
        expect(rows).toEqual([[{ name: "Asha's bank" }], [{ name: "Bindu's bank" }], []][at % 3]);
      }
    });

    test("a table for passing is gone with its transaction", async () => {
      await inCompany(db, ASHA, (tx) => tx.run("create temp table passing (name text) on commit drop"));
      await expect(inCompany(db, BINDU, (tx) => tx.run("select * from passing"))).rejects.toThrow(
        /does not exist/,
      );
    });

    test("switching row security off is an error and no data", async () => {
      const off = inCompany(db, ASHA, async (tx) => {
        await tx.run("set local row_security = off");
        return names(tx);
      });
      await expect(off).rejects.toThrow(/row-level security/);
    });

    test("what another company has is no duplicate here", async () => {
      await inCompany(db, ASHA, async (tx) => {
        await addLedger(tx, { companyId: ASHA, ledgerId: BINDUS_LEDGER, name: "Bindu's bank" });
        await tx.run("delete from ledger where ledger_id = $1", [BINDUS_LEDGER]);
      });
    });

    test("pointing at another company's row is refused just as pointing at none", async () => {
      const missing = await said(db, "cccccccc-3333-4333-8333-333333333333");
      expect(missing).toMatch(/foreign key/);
      expect(await said(db, BINDUS_LEDGER)).toBe(missing);
    });

    test.each(["do nothing", "do update set name = 'mine'"])(
      "writing over another company's row with on conflict %s is refused and not silently left out",
      async (what) => {
        const over = inCompany(db, ASHA, (tx) =>
          addLedger(
            tx,
            { companyId: BINDU, ledgerId: BINDUS_LEDGER, name: "x" },
            `on conflict (company_id, ledger_id) ${what}`,
          ),
        );
        await expect(over).rejects.toThrow(/row-level security/);
        expect(await inCompany(db, BINDU, names)).toEqual([{ name: "Bindu's bank" }]);
      },
    );

    test("rows are not copied in past the policy, and no table is emptied", async () => {
      const copy = inCompany(db, ASHA, (tx) => tx.copyIn("copy ledger (name) from stdin", ["A\n"]));
      await expect(copy).rejects.toThrow(/row-level security/);
      const empty = inCompany(db, ASHA, (tx) => tx.run("truncate ledger"));
      await expect(empty).rejects.toThrow(/permission denied/);
    });

    test("a cheap function in the condition is asked after the policy, so it hears of nobody else's rows", async () => {
      const heard = await inCompany(db, ASHA, async (tx) => {
        await tx.run("create temp table heard (name text) on commit drop");
        await tx.run(`create function pg_temp.hear(said text) returns boolean language plpgsql cost 0.0000001 as
          $$ begin insert into heard values (said); return true; end $$`);
        await tx.run("select 1 from ledger where pg_temp.hear(name)");
        return tx.run("select distinct name from heard");
      });
      expect(heard).toEqual([{ name: "Asha's bank" }]);
    });

    test("nobody takes a higher role, makes a view for others or changes a policy", async () => {
      for (const attempt of [
        "set local role cfa_owner",
        "set local session authorization postgres",
        "alter table ledger disable row level security",
        "alter table ledger no force row level security",
        "drop policy company_wall on ledger",
        "create policy open on ledger using (true)",
        "create view public.all_ledgers as select * from ledger",
        "alter role cfa_app bypassrls",
        "grant cfa_owner to cfa_app",
      ]) {
        const tried = inCompany(db, ASHA, (tx) => tx.run(attempt));
        await expect(tried, attempt).rejects.toThrow(/permission denied|must be (able|owner)|does not exist/);
      }
    });
  });
}

async function addLedger(
  tx: Tx,
  ledger: { companyId: string; ledgerId: string; name: string },
  more = "",
): Promise<void> {
  await tx.run(
    `insert into ledger (company_id, ledger_id, guid, name, name_key, group_name, group_path, root, is_bill_wise, opening)
     values ($1, $2, $3, $3, 'bank', '', '{}', '', false, 0) ${more}`,
    [ledger.companyId, ledger.ledgerId, ledger.name],
  );
}

/** How the database refuses a row of Asha's that hangs on that ledger. */
async function said(db: Database, ledgerId: string): Promise<string> {
  const month = inCompany(db, ASHA, (tx) =>
    tx.run(
      `insert into ledger_month (company_id, ledger_id, month, debit, credit) values ($1, $2, '2026-04-01', 1, 0)`,
      [ASHA, ledgerId],
    ),
  );
  const error: unknown = await month.catch((cause: unknown) => cause);
  return error instanceof Error ? error.message.replace(ledgerId, "?") : "taken";
}
