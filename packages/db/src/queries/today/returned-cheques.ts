import { sql } from "kysely";

import type { CompanySnapshot } from "../snapshot.ts";

/** Money of a customer that came and went back. */
export type ReturnedChequeRow = {
  voucherId: string;
  ledgerId: string;
  name: string;
  date: string;
  amount: bigint;
};

/** Longest from a cheque's deposit to its return. */
const CLEARING_DAYS = 15;

/**
 * Cheques of customers that may have come back from a day on: a payment to the customer of just the sum that a receipt of theirs had brought
 * shortly before, and that no receipt since has brought again. Tally's voucher is the same for money given back on purpose.
 */
export async function returnedCheques(
  { companyId, query }: CompanySnapshot,
  { from, asOf }: { from: string; asOf: string },
): Promise<ReturnedChequeRow[]> {
  const received = sql`select from posting r join voucher w on w.company_id = r.company_id and w.voucher_id = r.voucher_id
      where r.company_id = v.company_id and r.ledger_id = p.ledger_id and w.kind = 'receipt' and w.state = 'posted'`;
  const found = await sql<ReturnedChequeRow>`
    select v.voucher_id as "voucherId", p.ledger_id as "ledgerId", l.name, v.date, p.amount
    from voucher v
    join posting p on p.company_id = v.company_id and p.voucher_id = v.voucher_id
    join ledger l on l.company_id = p.company_id and l.ledger_id = p.ledger_id
    where v.company_id = ${companyId} and v.kind = 'payment' and v.state = 'posted' and p.amount > 0
      and v.date between ${from}::date and ${asOf}::date and l.home_side = 'receivable'
      and exists (${received} and r.amount = -p.amount and r.date between v.date - ${CLEARING_DAYS}::int and v.date)
      and not exists (${received} and -r.amount >= p.amount and r.date > v.date and r.date <= ${asOf}::date)
    order by p.amount desc, v.voucher_id`.execute(query);
  return found.rows;
}
