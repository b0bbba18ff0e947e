import type { BooksReader } from "../snapshot.ts";

/** A ledger as what money on it or against it is for is told. `partyKind` null: no party. */
export type CashLedgerRow = {
  ledgerId: string;
  guid: string;
  name: string;
  group: string;
  partyKind: "customer" | "supplier" | "both" | null;
};

/** Every ledger of the company. */
export function cashLedgers({ companyId, query }: BooksReader): Promise<CashLedgerRow[]> {
  return query
    .selectFrom("ledger")
    .select(["ledger_id as ledgerId", "guid", "name", "group_name as group", "party_kind as partyKind"])
    .where("company_id", "=", companyId)
    .orderBy("ledger_id")
    .execute();
}

/** The first day of the company's books; null: Tally has not said it. */
export async function booksFrom({ companyId, query }: BooksReader): Promise<string | null> {
  const row = await query
    .selectFrom("company")
    .select("books_from as booksFrom")
    .where("company_id", "=", companyId)
    .executeTakeFirst();
  return row?.booksFrom ?? null;
}
