import { sql } from "kysely";

import type { Side } from "../../tables/bills.ts";
import type { BooksReader } from "../snapshot.ts";

/** What one side of a party keeps back as tax, as it was learned when its books were last derived. */
export type TdsHabitRow = {
  ledgerId: string;
  side: Side;
  points: number; // 200 is 2 %
  base: "taxable" | "gross";
  bills: number; // that it rests on
  booked: number; // of them, those whose tax a voucher shows
  since: string;
  learnedOn: string;
};

/** What is known of some parties. */
export async function tdsHabits(reader: BooksReader, ledgerIds: readonly string[]): Promise<TdsHabitRow[]> {
  const found = await sql<TdsHabitRow>`
    select ledger_id as "ledgerId", side, points, base, bills, booked, since, learned_on as "learnedOn"
    from tds_profile
    where company_id = ${reader.companyId} and ledger_id = any(${[...ledgerIds]}::uuid[])`.execute(
    reader.query,
  );
  return found.rows;
}

/** The roots of ledgers whose lines are what goods and services cost before duties and taxes. */
const REVENUE = [
  "Sales Accounts",
  "Purchase Accounts",
  "Direct Incomes",
  "Indirect Incomes",
  "Direct Expenses",
  "Indirect Expenses",
];

/** What some vouchers charge before duties and taxes: their lines on revenue ledgers, positive. */
export async function taxableSums(
  reader: BooksReader,
  voucherIds: readonly string[],
): Promise<{ voucherId: string; taxable: bigint }[]> {
  if (voucherIds.length === 0) return [];
  const found = await sql<{ voucherId: string; taxable: bigint }>`
    select p.voucher_id as "voucherId", abs(sum(p.amount))::bigint as taxable
    from posting p
    join ledger l on l.company_id = p.company_id and l.ledger_id = p.ledger_id and l.root = any(${REVENUE}::text[])
    where p.company_id = ${reader.companyId} and p.voucher_id = any(${[...voucherIds]}::uuid[])
    group by p.voucher_id`.execute(reader.query);
  return found.rows;
}
