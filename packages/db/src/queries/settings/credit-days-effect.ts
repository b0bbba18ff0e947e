import { sql } from "kysely";

import type { Side } from "../../tables/bills.ts";
import { tdsAwaitedAsOf } from "../open-as-of.ts";
import type { CompanySnapshot } from "../snapshot.ts";

/** Open bills of a side whose due date the company's default days decide: how many, and what of them is overdue by them. */
export type CreditDaysEffect = {
  side: Side;
  bills: number;
  open: bigint;
  overdueNow: bigint;
  overdueThen: bigint;
};

/**
 * What other default days would change on a day: open bills that neither Tally nor a person gives a due date, by their side.
 * Kinds of vouchers in `withoutCredit` open bills that are due on their own day, whatever the days.
 */
export async function creditDaysEffect(
  snapshot: CompanySnapshot,
  wanted: { asOf: string; notOverdueFrom: string; days: number; withoutCredit: readonly string[] },
): Promise<CreditDaysEffect[]> {
  const { companyId } = snapshot;
  const { asOf, notOverdueFrom, days, withoutCredit } = wanted;
  const owed = sql`b.open - ${tdsAwaitedAsOf(asOf)}`;
  const found = await sql<CreditDaysEffect>`
    select b.side, count(*)::int as bills, sum(b.open)::bigint as open,
      coalesce(sum(${owed}) filter (where b.due_date < ${notOverdueFrom}::date), 0)::bigint as "overdueNow",
      coalesce(sum(${owed}) filter (where b.date + ${days}::int < ${notOverdueFrom}::date), 0)::bigint as "overdueThen"
    from bill b
    left join voucher v on v.company_id = b.company_id and v.voucher_id = b.voucher_id
    where b.company_id = ${companyId} and b.open > 0 and b.due_source in ('company', 'bill-date')
      and not (b.is_opening and b.name = '')
      and (v.kind is null or not (v.kind = any(${[...withoutCredit]}::text[])))
      and b.due_date <> b.date + ${days}::int
    group by b.side order by b.side desc`.execute(snapshot.query);
  return found.rows;
}
