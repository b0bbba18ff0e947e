import { CompiledQuery } from "kysely";

import { ledgerMoves, type LedgerMovesRow } from "./ledger-moves.ts";
import type { CompanySnapshot } from "./snapshot.ts";

export type TallyBalanceRow = { name: string; closing: bigint };

/** Every ledger's moves up to the end of a day (null: over all of them), debit positive, by name. */
export function movesOn(
  snapshot: CompanySnapshot,
  wanted: { asOf: string; yearFrom: string },
): Promise<LedgerMovesRow[]> {
  const run = async <Row extends object>(text: string, values: readonly unknown[] = []): Promise<Row[]> =>
    (await snapshot.query.executeQuery<Row>(CompiledQuery.raw(text, [...values]))).rows;
  return ledgerMoves(run, { companyId: snapshot.companyId, ...wanted });
}

/** The first day of the books; null before the first run. */
export async function booksBegin(snapshot: CompanySnapshot): Promise<string | null> {
  const company = await snapshot.query
    .selectFrom("company")
    .select("books_from")
    .where("company_id", "=", snapshot.companyId)
    .executeTakeFirst();
  return company?.books_from ?? null;
}

/** What Tally itself stated in the last run that brought its trial balance, debit positive. */
export function tallyBalances(snapshot: CompanySnapshot): Promise<TallyBalanceRow[]> {
  return snapshot.query
    .selectFrom("tally_balance")
    .select(["ledger_name as name", "closing"])
    .where("company_id", "=", snapshot.companyId)
    .orderBy("name_key")
    .execute();
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
