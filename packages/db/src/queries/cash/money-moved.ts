import { sql } from "kysely";

import type { BooksReader } from "../snapshot.ts";

/** What came in and went out on some accounts in one week, in sizes; `week` counts from 0. */
export type MoneyWeekRow = { week: number; in: bigint; out: bigint };

/**
 * What moved on some accounts in weeks from a day on, up to another; what moved between them cancels. Weeks without any are left out.
 */
export async function moneyMoved(
  { companyId, query }: BooksReader,
  wanted: { moneyIds: readonly string[]; from: string; to: string },
): Promise<MoneyWeekRow[]> {
  const { moneyIds, from, to } = wanted;
  const found = await sql<MoneyWeekRow>`
    select (date - ${from}::date) / 7 as week, coalesce(sum(amount) filter (where amount > 0), 0)::bigint as in,
      coalesce(-sum(amount) filter (where amount < 0), 0)::bigint as out
    from (
      select p.date, sum(p.amount) as amount from posting p
      where p.company_id = ${companyId} and p.ledger_id = any(${[...moneyIds]}::uuid[])
        and p.date between ${from}::date and ${to}::date
      group by p.date, p.voucher_id
    ) v
    group by 1 order by 1`.execute(query);
  return found.rows;
}
