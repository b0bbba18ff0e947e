import type { Period } from "@cfa/values/period";
import { sql } from "kysely";

import type { CompanySnapshot } from "../snapshot.ts";
import { splitByMonths } from "./period-moves.ts";

/** What moved a ledger in one month of a period: `month` is the month's first day. */
export type MonthMovesRow = { ledgerId: string; month: string; debit: bigint; credit: bigint };

/** Some ledgers' moves in a period by month; the period may cut its first and last one. */
export async function monthMoves(
  snapshot: CompanySnapshot,
  period: Period,
  ledgerIds: readonly string[],
): Promise<MonthMovesRow[]> {
  if (ledgerIds.length === 0) return [];
  const { companyId, query } = snapshot;
  const { months, days } = splitByMonths(period);
  const ids = sql`${[...ledgerIds]}::uuid[]`;
  const parts = [
    sql`select m.ledger_id, m.month, m.debit, m.credit from ledger_month m
      where m.company_id = ${companyId} and m.ledger_id = any(${ids})
        and m.month between ${months.from}::date and ${months.to}::date`,
    ...days.map(
      ({
        from,
        to,
      }) => sql`select p.ledger_id, date_trunc('month', p.date)::date, greatest(p.amount, 0), greatest(-p.amount, 0)
        from posting p where p.company_id = ${companyId} and p.ledger_id = any(${ids})
          and p.date between ${from}::date and ${to}::date`,
    ),
  ];
  const found = await sql<MonthMovesRow>`
    select ledger_id as "ledgerId", month, sum(debit)::bigint as debit, sum(credit)::bigint as credit
    from (${sql.join(parts, sql` union all `)}) as moved (ledger_id, month, debit, credit)
    group by ledger_id, month having sum(debit) <> 0 or sum(credit) <> 0 order by month`.execute(query);
  return found.rows;
}
