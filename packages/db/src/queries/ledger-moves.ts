import type { Tx } from "../client.ts";

/** A ledger's opening and what moved it before and since the first day of a financial year, up to a day. Debit positive. */
export type LedgerMovesRow = {
  ledger: string;
  group: string;
  root: string;
  isForeign: boolean;
  isRevenue: boolean;
  carriesResult: boolean;
  opening: bigint;
  before: bigint;
  since: bigint;
};

/**
 * Every ledger's moves up to the end of a day, by name: whole months from their sums, the last one from its lines. `yearFrom` is the
 * first day of the financial year that holds the day.
 */
export async function ledgerMoves(
  run: Tx["run"],
  wanted: { companyId: string; asOf: string; yearFrom: string },
): Promise<LedgerMovesRow[]> {
  return run<LedgerMovesRow>(
    `select l.name as ledger, l.group_name as "group", l.root, l.is_foreign as "isForeign",
            l.is_revenue as "isRevenue", l.carries_result as "carriesResult", l.opening,
            coalesce(m.before, 0)::bigint as before, (coalesce(m.since, 0) + coalesce(p.net, 0))::bigint as since
     from ledger l
     left join (select ledger_id, sum(debit - credit) filter (where month < $3::date) as before,
                       sum(debit - credit) filter (where month >= $3::date) as since
                from ledger_month
                where company_id = $1 and month < date_trunc('month', $2::date)::date group by ledger_id) m
       using (ledger_id)
     left join (select ledger_id, sum(amount) as net from posting
                where company_id = $1 and date >= date_trunc('month', $2::date)::date and date <= $2::date
                group by ledger_id) p
       using (ledger_id)
     where l.company_id = $1
     order by l.name_key, l.ledger_id`,
    [wanted.companyId, wanted.asOf, wanted.yearFrom],
  );
}
