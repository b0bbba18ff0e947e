import { inRole, type Database } from "../client.ts";
import type { CompanyTx } from "../company-scope.ts";
import { QUEUE_SCHEMA } from "../queue.ts";
import { lockCompany } from "./locks.ts";

/** Takes the company from its people, its agents and the programs that read it at once; its books go after that. */
export async function shutCompany(tx: CompanyTx): Promise<void> {
  for (const table of ["pairing", "invitation", "api_key", "read_key", "member"]) {
    await tx.run(`delete from ${table} where company_id = $1`, [tx.companyId]);
  }
}

/**
 * Removes every row of a company, in whatever tables there are. Children go before what they point at, one statement a table:
 * row by row through the foreign keys a large company would take hours. Safe to repeat.
 */
export async function removeCompany(tx: CompanyTx): Promise<void> {
  const tables = await tx.run<{ name: string }>(`
    with recursive walled as (
      select c.oid from pg_class c
      where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
        and exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'company_id')
    ), below as (
      select oid, 0 as depth from walled
      union all
      select k.conrelid, b.depth + 1 from below b join pg_constraint k on k.confrelid = b.oid and k.contype = 'f'
        and k.conrelid <> k.confrelid where b.depth < 20
    )
    select oid::regclass::text as name from below where oid <> 'company'::regclass group by oid
    order by max(depth) desc, 1`);
  for (const { name } of tables) {
    if (await mayDelete(tx, name)) await tx.run(`delete from ${name} where company_id = $1`, [tx.companyId]);
  }
  await tx.run("delete from company where company_id = $1", [tx.companyId]);
}

/** What a role may not delete from goes with the company's own row. */
async function mayDelete(tx: CompanyTx, table: string): Promise<boolean> {
  const rows = await tx.run<{ may: boolean }>("select has_table_privilege($1::regclass, 'delete') as may", [
    table,
  ]);
  return rows[0]?.may === true;
}

/** Takes a company's jobs out of the queue, whatever state they are in, the one that is removing it included. */
export async function forgetJobs(db: Database, companyId: string): Promise<number> {
  const gone = await inRole(db, "cfa_job", {
    work: (tx) =>
      tx.run(
        `delete from ${QUEUE_SCHEMA}.job where data ->> 'companyId' = $1 or group_id = $1 returning id`,
        [companyId],
      ),
  });
  return gone.length;
}

/** Waits until nothing is being taken in, and keeps it so. */
export async function waitForRuns(tx: CompanyTx): Promise<void> {
  await lockCompany(tx, "books");
  await tx.run("select from sync_state where company_id = $1 for update", [tx.companyId]);
  await tx.run("select from company where company_id = $1 for update", [tx.companyId]);
}
