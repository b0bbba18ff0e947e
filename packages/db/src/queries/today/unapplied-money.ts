import { sql } from "kysely";

import type { CompanySnapshot } from "../snapshot.ts";

/** A customer's money that no bill has taken. `since`: the earliest day of it. */
export type UnappliedMoneyRow = { ledgerId: string; name: string; amount: bigint; since: string };

/** Customers with at least so much money of vouchers that no bill has taken; what stood in an opening balance is left out. */
export async function unappliedMoney(
  { companyId, query }: CompanySnapshot,
  { asOf, atLeast }: { asOf: string; atLeast: bigint },
): Promise<UnappliedMoneyRow[]> {
  const found = await sql<UnappliedMoneyRow>`
    select l.ledger_id as "ledgerId", l.name, sum(w.amount)::bigint as amount, min(w.date) as since
    from (
      select u.ledger_id, sum(u.amount) as amount, min(u.date) as date from unapplied u
      where u.company_id = ${companyId} and u.side = 'receivable' and u.kind <> 'excess' and u.voucher_id is not null
        and u.date <= ${asOf}::date
      group by u.ledger_id, u.kind, u.name, u.voucher_id having sum(u.amount) > 0
    ) w join ledger l on l.company_id = ${companyId} and l.ledger_id = w.ledger_id
    group by l.ledger_id, l.name having sum(w.amount) >= ${atLeast}::bigint
    order by amount desc, l.ledger_id`.execute(query);
  return found.rows;
}
