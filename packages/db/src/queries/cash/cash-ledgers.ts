import { sql } from "kysely";

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

/** A ledger by its id. */
export type NamedLedger = {
  ledgerId: string;
  guid: string;
  name: string;
  isParty: boolean;
  isRevenue: boolean;
};

/** Ledgers by their ids, whatever they are; what the company does not have is left out. */
export async function namedLedgers(
  { companyId, query }: BooksReader,
  ids: readonly string[],
): Promise<Map<string, NamedLedger>> {
  if (ids.length === 0) return new Map();
  const rows = await query
    .selectFrom("ledger")
    .select(["ledger_id as ledgerId", "guid", "name", "party_kind as partyKind", "is_revenue as isRevenue"])
    .where("company_id", "=", companyId)
    .where("ledger_id", "in", [...new Set(ids)])
    .execute();
  return new Map(
    rows.map(({ partyKind, ...ledger }) => [ledger.ledgerId, { ...ledger, isParty: partyKind !== null }]),
  );
}

/** Whether all of some ledgers and bills are the company's. */
export async function areThere(
  { companyId, query }: BooksReader,
  { ledgerIds, billIds }: { ledgerIds: readonly string[]; billIds: readonly string[] },
): Promise<boolean> {
  const found = await sql<{ missing: number }>`
    select (
      select count(*) from unnest(${[...ledgerIds]}::uuid[]) as w (id)
      where not exists (select from ledger l where l.company_id = ${companyId} and l.ledger_id = w.id)
    )::int + (
      select count(*) from unnest(${[...billIds]}::uuid[]) as w (id)
      where not exists (select from bill b where b.company_id = ${companyId} and b.bill_id = w.id)
    )::int as missing`.execute(query);
  return found.rows[0]?.missing === 0;
}
