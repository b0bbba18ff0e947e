import { sql } from "kysely";

import type { CompanySnapshot } from "../snapshot.ts";

/** The stock's value at the end of a day, debit positive, as Tally stated it. */
export type StatedStock = { asOf: string; value: bigint };

export type StockStatements = {
  /** At the ends of periods, by day. */
  values: StatedStock[];
  /** Lines of Tally's last trial balance that are no ledgers, and its day; null before there was one. Zero: it has no such line. */
  ofTrialBalance: { asOf: string; openingStock: bigint; openingDifference: bigint } | null;
  /** What all ledgers together opened the books with. */
  openings: bigint;
  booksFrom: string | null;
};

/** All that Tally has said of the stock's value. */
export async function stockStatements(snapshot: CompanySnapshot): Promise<StockStatements> {
  const { companyId, query } = snapshot;
  const values = await query
    .selectFrom("closing_stock")
    .select(["as_of as asOf", "value"])
    .where("company_id", "=", companyId)
    .orderBy("as_of")
    .execute();
  const heads = await sql<Head>`
    select c.books_from as "booksFrom", s.tie_out_as_of as "asOf", t.stock, t.difference,
      (select coalesce(sum(opening), 0)::bigint from ledger l where l.company_id = c.company_id) as openings
    from company c
    left join sync_state s using (company_id)
    left join lateral (
      select coalesce(sum(closing) filter (where name_key = 'opening stock'), 0)::bigint as stock,
        coalesce(sum(closing) filter (where name_key = 'difference in opening balances'), 0)::bigint as difference
      from tally_balance b where b.company_id = c.company_id having count(*) > 0) t on true
    where c.company_id = ${companyId}`.execute(query);
  const head = heads.rows[0];
  return {
    values,
    ofTrialBalance: trialBalanceOf(head),
    openings: head?.openings ?? 0n,
    booksFrom: head?.booksFrom ?? null,
  };
}

type Head = {
  booksFrom: string | null;
  asOf: string | null;
  stock: bigint | null;
  difference: bigint | null;
  openings: bigint;
};

function trialBalanceOf(head: Head | undefined): StockStatements["ofTrialBalance"] {
  if (head === undefined || head.asOf === null || head.stock === null) return null;
  return { asOf: head.asOf, openingStock: head.stock, openingDifference: head.difference ?? 0n };
}
