import type { StoredLine } from "@cfa/books/stored-party";
import { sql } from "kysely";

import type { Side } from "../tables/bills.ts";
import { shownContact } from "./shown-contact.ts";
import type { BooksReader } from "./snapshot.ts";

/** A party's ledger: what its books are made from, and what Tally says of it. Sums in JSON are paise as text. */
export type PartyLedgerRow = {
  ledgerId: string;
  guid: string;
  name: string;
  aliases: string[];
  homeSide: Side;
  /** What it was when its books were last derived; null: they never were. */
  kind: "customer" | "supplier" | "both" | null;
  isBillWise: boolean;
  creditPeriod: { text: string } | null;
  creditLimit: bigint | null;
  gstin: string | null;
  phone: string | null;
  email: string | null;
  /** The same, but for what was erased here. */
  reach: { phone: string | null; email: string | null };
  opening: bigint;
  openingBills: unknown[];
};

/** A line of a voucher that counts, on a party's ledger. */
export type PartyLedgerLine = StoredLine & { ledgerId: string };

/** Parties by the ids or GUIDs of their ledgers; what is no party is left out. */
export async function partyLedgers(
  reader: BooksReader,
  wanted: { ledgerIds: readonly string[] } | { guids: readonly string[] },
): Promise<PartyLedgerRow[]> {
  const isWanted =
    "guids" in wanted
      ? sql`l.guid = any(${[...wanted.guids]}::text[])`
      : sql`l.ledger_id = any(${[...wanted.ledgerIds]}::uuid[])`;
  const found = await sql<PartyLedgerRow>`
    select l.ledger_id as "ledgerId", l.guid, l.name, l.aliases, l.home_side as "homeSide", l.party_kind as kind,
      l.is_bill_wise as "isBillWise", l.credit_period as "creditPeriod", l.credit_limit as "creditLimit", l.gstin,
      l.phone, l.email,
      jsonb_build_object('phone', ${shownContact("phone")}, 'email', ${shownContact("email")}) as reach,
      l.opening, l.opening_bills as "openingBills"
    from ledger l
    where l.company_id = ${reader.companyId} and l.home_side is not null and ${isWanted}
    order by l.ledger_id`.execute(reader.query);
  return found.rows;
}

/** Every line that counts on some ledgers. */
export async function partyLedgerLines(
  reader: BooksReader,
  ledgerIds: readonly string[],
): Promise<PartyLedgerLine[]> {
  if (ledgerIds.length === 0) return [];
  const found = await sql<PartyLedgerLine>`
    select p.ledger_id as "ledgerId", p.voucher_id as "voucherId", v.guid as "voucherGuid", p.line_no as "lineNo",
      p.date, v.kind, p.amount, p.allocations, v.number, v.reference, v.narration,
      v.due_text as "dueText"
    from posting p join voucher v on v.company_id = p.company_id and v.voucher_id = p.voucher_id
    where p.company_id = ${reader.companyId} and p.ledger_id = any(${[...ledgerIds]}::uuid[])`.execute(
    reader.query,
  );
  return found.rows;
}

/** What came from some parties since a day: receipts, positive, by ledger. */
export async function receiptsSince(
  reader: BooksReader,
  wanted: { ledgerIds: readonly string[]; from: string },
): Promise<{ ledgerId: string; date: string; amount: bigint }[]> {
  const found = await sql<{ ledgerId: string; date: string; amount: bigint }>`
    select p.ledger_id as "ledgerId", p.date, -p.amount as amount
    from posting p join voucher v on v.company_id = p.company_id and v.voucher_id = p.voucher_id
    where p.company_id = ${reader.companyId} and p.ledger_id = any(${[...wanted.ledgerIds]}::uuid[])
      and p.date >= ${wanted.from}::date and v.kind = 'receipt' and v.state = 'posted' and p.amount < 0`.execute(
    reader.query,
  );
  return found.rows;
}
