import type { BooksReader } from "../snapshot.ts";

export type BillSums = { dueDate: string; amount: bigint; open: bigint };

/** When a bill is due, how much it is and how much of it is open, as the books stand. */
export function billSums({ companyId, query }: BooksReader, billId: string): Promise<BillSums | undefined> {
  return query
    .selectFrom("bill")
    .select(["due_date as dueDate", "amount", "open"])
    .where("company_id", "=", companyId)
    .where("bill_id", "=", billId)
    .executeTakeFirst();
}
