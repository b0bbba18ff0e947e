import { sql, type Kysely } from "kysely";

import type { Schema, Side } from "../schema.ts";

/** Books to read from: a snapshot, or a transaction that is about to write. */
export type PartyReader = { readonly companyId: string; readonly query: Kysely<Schema> };

/** A party's ledger: what its books are made from, and what Tally says of it. Sums in JSON are paise as text. */
export type PartyLedgerRow = {
  ledgerId: string;
  guid: string;
  name: string;
  aliases: string[];
  homeSide: Side;
  isBillWise: boolean;
  creditPeriod: { text: string } | null;
  creditLimit: bigint | null;
  gstin: string | null;
  phone: string | null;
  email: string | null;
  opening: bigint;
  openingBills: unknown[];
};

/** A line of a voucher that counts, on a party's ledger. */
export type PartyLedgerLine = {
  ledgerId: string;
  voucherId: string;
  voucherGuid: string;
  lineNo: number;
  date: string;
  kind: string;
  amount: bigint;
  allocations: unknown[] | null;
  number: string;
  reference: string;
  narration: string;
  dueText: string | null;
};

/** The ledgers of some GUIDs that are parties. */
export async function partyLedgers(reader: PartyReader, guids: readonly string[]): Promise<PartyLedgerRow[]> {
  if (guids.length === 0) return [];
  const found = await sql<PartyLedgerRow>`
    select l.ledger_id as "ledgerId", l.guid, l.name, l.aliases, l.home_side as "homeSide",
      l.is_bill_wise as "isBillWise", l.credit_period as "creditPeriod", l.credit_limit as "creditLimit", l.gstin,
      l.phone, l.email, l.opening, l.opening_bills as "openingBills"
    from ledger l
    where l.company_id = ${reader.companyId} and l.guid = any(${[...guids]}::text[]) and l.home_side is not null
    order by l.guid`.execute(reader.query);
  return found.rows;
}

/** Every line that counts on some ledgers. */
export async function partyLedgerLines(
  reader: PartyReader,
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
