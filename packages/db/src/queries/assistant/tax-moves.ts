import { sql, type RawBuilder } from "kysely";

import type { CompanySnapshot } from "../snapshot.ts";

/** What moved a ledger in one month of a period; `month` is its first day. Debit positive. */
export type TaxMovesRow = { ledgerId: string; month: string; moved: bigint };

/** Which ledgers of tax, and all that stand below Duties & Taxes. */
type Wanted = { from: string; to: string; ledgerIds: readonly string[]; duties: readonly string[] };

const MOST = 1_000;

/** What vouchers moved ledgers of tax by month. Payments to the state, and vouchers between such ledgers alone, which set one off against another, are left out. */
export async function taxMoves(snapshot: CompanySnapshot, wanted: Wanted): Promise<TaxMovesRow[]> {
  const found = await sql<TaxMovesRow>`
    select p.ledger_id as "ledgerId", date_trunc('month', p.date)::date as month, sum(p.amount)::bigint as moved
    ${taxed(snapshot, wanted)} group by 1, 2 order by 2, 1`.execute(snapshot.query);
  return found.rows;
}

/** The vouchers behind, the latest first. */
export async function taxVouchers(snapshot: CompanySnapshot, wanted: Wanted): Promise<string[]> {
  const found = await sql<{ voucherId: string }>`
    select p.voucher_id as "voucherId" ${taxed(snapshot, wanted)}
    group by p.voucher_id order by max(p.date) desc, p.voucher_id limit ${MOST}`.execute(snapshot.query);
  return found.rows.map(({ voucherId }) => voucherId);
}

function taxed({ companyId }: CompanySnapshot, { from, to, ledgerIds, duties }: Wanted): RawBuilder<unknown> {
  return sql`
    from posting p join voucher v using (company_id, voucher_id)
    where p.company_id = ${companyId} and p.ledger_id = any(${[...ledgerIds]}::uuid[])
      and p.date between ${from}::date and ${to}::date and v.kind <> 'payment'
      and exists (
        select from posting q where q.company_id = p.company_id and q.voucher_id = p.voucher_id
          and q.ledger_id <> all(${[...duties]}::uuid[]))`;
}
