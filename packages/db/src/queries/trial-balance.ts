import { sql } from "kysely";

import type { CompanySnapshot } from "./snapshot.ts";

/** A ledger's balance, debit positive. */
export type OurBalance = { ledger: string; group: string; root: string; balance: bigint };
export type TallyBalanceRow = { name: string; closing: bigint };

/** Every ledger's balance from our postings on a day (null: over all of them), debit positive, by name. */
export async function ourBalances(
  snapshot: CompanySnapshot,
  wanted: { asOf: string | null },
): Promise<OurBalance[]> {
  const upTo = wanted.asOf === null ? sql`` : sql`and p.date <= ${wanted.asOf}::date`;
  const found = await sql<OurBalance>`
    select l.name as ledger, l.group_name as "group", l.root,
      (l.opening + coalesce(moved.amount, 0))::bigint as balance
    from ledger l
    left join (
      select p.ledger_id, sum(p.amount) as amount from posting p
      where p.company_id = ${snapshot.companyId} ${upTo}
      group by p.ledger_id
    ) as moved on moved.ledger_id = l.ledger_id
    where l.company_id = ${snapshot.companyId}
    order by l.name_key, l.ledger_id`.execute(snapshot.query);
  return found.rows;
}

/** What Tally itself stated in the last run that brought its trial balance, debit positive. */
export function tallyBalances(snapshot: CompanySnapshot): Promise<TallyBalanceRow[]> {
  return snapshot.query
    .selectFrom("tally_balance")
    .select(["ledger_name as name", "closing"])
    .where("company_id", "=", snapshot.companyId)
    .orderBy("name_key")
    .execute();
}
