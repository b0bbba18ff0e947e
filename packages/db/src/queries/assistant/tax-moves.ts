import { sql } from "kysely";

import type { CompanySnapshot } from "../snapshot.ts";

/** What moved a ledger in one month of a period; `month` is its first day. Debit positive. */
export type TaxMovesRow = { ledgerId: string; month: string; moved: bigint };

/** Which ledgers of tax, and all that stand below Duties & Taxes. */
type Wanted = { from: string; to: string; ledgerIds: readonly string[]; duties: readonly string[] };

const MOST = 1_000;

/**
 * What vouchers moved ledgers of tax by month, and the vouchers behind, the latest first. Payments to the state, and vouchers between such ledgers alone, which set one off
 * against another, are left out.
 */
export async function taxMoves(
  { companyId, query }: CompanySnapshot,
  { from, to, ledgerIds, duties }: Wanted,
): Promise<{ rows: TaxMovesRow[]; voucherIds: string[] }> {
  // A line carries its voucher's day, by which vouchers have an index.
  const found = await sql<TaxMovesRow & { voucherIds: string[] | null }>`
    with taxed as materialized (
      select p.ledger_id, p.voucher_id, p.date, p.amount
      from posting p
      join voucher v on v.company_id = ${companyId} and v.voucher_id = p.voucher_id and v.date between ${from}::date and ${to}::date
      where p.company_id = ${companyId} and p.ledger_id = any(${[...ledgerIds]}::uuid[])
        and p.date between ${from}::date and ${to}::date and v.kind <> 'payment'
        and exists (
          select from posting q where q.company_id = ${companyId} and q.voucher_id = p.voucher_id
            and q.ledger_id <> all(${[...duties]}::uuid[]))
    ),
    sums as (
      select ledger_id, date_trunc('month', date)::date as month, sum(amount)::bigint as moved,
        row_number() over (order by date_trunc('month', date)::date, ledger_id) as place
      from taxed group by 1, 2
    )
    select ledger_id as "ledgerId", month, moved,
      case when place = 1 then array(
        select t.voucher_id from taxed t group by t.voucher_id order by max(t.date) desc, t.voucher_id limit ${MOST})::text[]
      end as "voucherIds"
    from sums order by place`.execute(query);
  const rows = found.rows.map(({ voucherIds: _ids, ...row }) => row);
  return { rows, voucherIds: found.rows[0]?.voucherIds ?? [] };
}
