import { sql } from "kysely";

import type { CompanySnapshot } from "./snapshot.ts";

/** A line on a party's ledger that is kept in a foreign currency; amount debit positive, as are those of the allocations in JSON. */
export type ForeignLineRow = {
  ledgerId: string;
  date: string;
  voucherId: string;
  lineNo: number;
  amount: bigint;
  foreign: string | null; // Tally's text of the sum
  others: string[]; // names of the other ledgers of its voucher
  allocations: { name: string; amount: string }[];
};

/** Lines with bills, of those of some ledgers that are kept in a foreign currency, up to a day, in the order of their days. */
export async function foreignLines(
  { companyId, query }: CompanySnapshot,
  wanted: { ledgerIds: readonly string[]; asOf: string },
): Promise<ForeignLineRow[]> {
  const found = await sql<ForeignLineRow>`
    select p.ledger_id as "ledgerId", p.date, p.voucher_id as "voucherId", p.line_no as "lineNo", p.amount, p.allocations,
      f.record -> 'entries' -> (p.line_no - 1) ->> 'foreign' as foreign,
      array(select o.name from posting op join ledger o on o.company_id = op.company_id and o.ledger_id = op.ledger_id
            where op.company_id = p.company_id and op.voucher_id = p.voucher_id and op.ledger_id <> p.ledger_id) as others
    from ledger l
    join posting p on p.company_id = l.company_id and p.ledger_id = l.ledger_id
    join voucher v on v.company_id = p.company_id and v.voucher_id = p.voucher_id
    join fact f on f.company_id = v.company_id and f.kind = 'voucher' and f.guid = v.guid
    where l.company_id = ${companyId} and l.ledger_id = any(${[...wanted.ledgerIds]}::uuid[]) and l.is_foreign
      and p.date <= ${wanted.asOf}::date and p.allocations is not null
    order by p.date, case when v.kind in ('sales', 'purchase') then 0 when v.kind = 'journal' then 2 else 1 end, v.guid, p.line_no`.execute(
    query,
  );
  return found.rows;
}
