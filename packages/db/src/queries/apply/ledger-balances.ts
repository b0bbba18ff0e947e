import type { LedgerMoves } from "@cfa/books/balances-in-tally";

import type { CompanyTx } from "../../company-scope.ts";

export type LedgerBalanceRow = LedgerMoves & { ledgerId: string; nameKey: string };

/**
 * Every ledger's opening and moves up to the end of a day: from what is kept of each ledger, less what is dated after the day.
 * `yearFrom` is the first day of the financial year that holds the day. `since` is told apart for revenue ledgers alone, the only
 * ones that begin each year at zero.
 */
export function keptLedgerMoves(
  tx: CompanyTx,
  wanted: { asOf: string; yearFrom: string },
): Promise<LedgerBalanceRow[]> {
  return tx.run(
    `with later as materialized (
       select p.ledger_id, sum(p.amount)::bigint as amount
       from voucher v join posting p on p.company_id = $1 and p.voucher_id = v.voucher_id
       where v.company_id = $1 and v.date > $2::date group by 1
     ),
     year as materialized (
       select m.ledger_id, sum(m.debit - m.credit)::bigint as moved
       from ledger l join ledger_month m on m.company_id = $1 and m.ledger_id = l.ledger_id
       where l.company_id = $1 and l.is_revenue and m.month >= $3::date group by 1
     )
     select l.ledger_id as "ledgerId", l.name_key as "nameKey", l.name as ledger, l.group_name as "group", l.root,
            l.is_foreign as "isForeign", l.is_revenue as "isRevenue", l.carries_result as "carriesResult", l.opening,
            case when l.is_revenue then coalesce(s.moved, 0) - coalesce(y.moved, 0)
                 else coalesce(s.moved, 0) - coalesce(t.amount, 0) end as before,
            case when l.is_revenue then coalesce(y.moved, 0) - coalesce(t.amount, 0) else 0 end as since
     from ledger l
     left join ledger_sum s on s.company_id = $1 and s.ledger_id = l.ledger_id
     left join later t on t.ledger_id = l.ledger_id
     left join year y on y.ledger_id = l.ledger_id
     where l.company_id = $1`,
    [tx.companyId, wanted.asOf, wanted.yearFrom],
  );
}
