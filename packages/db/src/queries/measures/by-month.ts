import { sql } from "kysely";

import type { Side } from "../../tables/bills.ts";
import type { CompanySnapshot } from "../snapshot.ts";

/** A sum of one month, by the month's first day; positive in the direction of the side. */
export type MonthSum = { month: string; amount: bigint };

type Wanted = { side: Side; upTo: string };

/** What was traded on credit by month up to a day: sales (purchases) on parties' ledgers with tax, less credit (debit) notes. */
export async function tradedByMonth(snapshot: CompanySnapshot, { side, upTo }: Wanted): Promise<MonthSum[]> {
  const found = await sql<MonthSum>`
    select date_trunc('month', t.date)::date as month, sum(t.billed)::bigint as amount
    from traded t
    where t.company_id = ${snapshot.companyId} and t.side = ${side === "receivable" ? "sales" : "purchases"}
      and t.date <= ${upTo}::date and t.place = 1 and t.party_id is not null
    group by 1 order by 1`.execute(snapshot.query);
  return found.rows;
}

/**
 * What outstanding grew by in each month up to a day: bills, less settlements that count, less unapplied money. The sums of all
 * months up to one are what was outstanding at its end.
 */
export async function outstandingByMonth(
  snapshot: CompanySnapshot,
  { side, upTo }: Wanted,
): Promise<MonthSum[]> {
  const { companyId } = snapshot;
  const found = await sql<MonthSum>`
    select month, sum(amount)::bigint as amount from (
      select date_trunc('month', b.date)::date as month, b.amount from bill b
      where b.company_id = ${companyId} and b.side = ${side} and b.date <= ${upTo}::date
      union all
      select date_trunc('month', s.date)::date, -s.amount
      from settlement s join bill b using (company_id, bill_id)
      where s.company_id = ${companyId} and b.side = ${side} and s.date <= ${upTo}::date
        and s.basis in (b.basis, 'corrected')
      union all
      select date_trunc('month', u.date)::date, -u.amount from unapplied u
      where u.company_id = ${companyId} and u.side = ${side} and u.date <= ${upTo}::date
    ) as moved group by month order by month`.execute(snapshot.query);
  return found.rows;
}
