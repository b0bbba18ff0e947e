import type { BooksReader, CompanySnapshot } from "./snapshot.ts";

/** The first day of the books; null before the first run. */
export async function booksBegin({ companyId, query }: BooksReader): Promise<string | null> {
  const company = await query
    .selectFrom("company")
    .select("books_from")
    .where("company_id", "=", companyId)
    .executeTakeFirst();
  return company?.books_from ?? null;
}

/** What Tally stated of one ledger, by the key of its name; undefined when it did not. */
export async function tallyBalanceNamed(
  snapshot: CompanySnapshot,
  nameKey: string,
): Promise<bigint | undefined> {
  const found = await snapshot.query
    .selectFrom("tally_balance")
    .select("closing")
    .where("company_id", "=", snapshot.companyId)
    .where("name_key", "=", nameKey)
    .executeTakeFirst();
  return found?.closing;
}
