import { sql } from "kysely";

import type { BooksReader } from "./snapshot.ts";

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

/** What is open of some bills now, by id. */
export async function openOf(reader: BooksReader, billIds: readonly string[]): Promise<Map<string, bigint>> {
  if (billIds.length === 0) return new Map();
  const rows = await reader.query
    .selectFrom("bill")
    .select(["bill_id as billId", "open"])
    .where("company_id", "=", reader.companyId)
    .where(sql<boolean>`bill_id = any(${[...billIds]}::uuid[])`)
    .execute();
  return new Map(rows.map(({ billId, open }) => [billId, open]));
}
