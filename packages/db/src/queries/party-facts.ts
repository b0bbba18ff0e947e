import type { StoredLine } from "@cfa/books/stored-party";
import { sql } from "kysely";

import type { Side } from "../schema.ts";
import type { CorrectionReader } from "./corrections.ts";

/** All that Tally says of one party's ledger, corrections aside. Sums in JSON are paise as text. */
export type PartyFactsRow = {
  ledgerId: string;
  guid: string;
  name: string;
  aliases: string[];
  homeSide: Side;
  isBillWise: boolean;
  creditPeriod: unknown;
  creditLimit: bigint | null;
  gstin: string | null;
  phone: string | null;
  email: string | null;
  opening: bigint;
  openingBills: unknown[];
  booksFrom: string | null;
};

/** Parties by the ids or GUIDs of their ledgers; what is no party is left out. */
export async function partyFacts(
  reader: CorrectionReader,
  wanted: { ledgerIds?: readonly string[]; guids?: readonly string[] },
): Promise<PartyFactsRow[]> {
  const found = await sql<PartyFactsRow>`
    select l.ledger_id as "ledgerId", l.guid, l.name, l.aliases, l.home_side as "homeSide", l.is_bill_wise as "isBillWise",
      l.credit_period as "creditPeriod", l.credit_limit as "creditLimit", l.gstin, l.phone, l.email, l.opening,
      l.opening_bills as "openingBills", c.books_from as "booksFrom"
    from ledger l join company c on c.company_id = l.company_id
    where l.company_id = ${reader.companyId} and l.home_side is not null
      and (l.ledger_id = any(${[...(wanted.ledgerIds ?? [])]}::uuid[]) or l.guid = any(${[...(wanted.guids ?? [])]}::text[]))
    order by l.ledger_id`.execute(reader.query);
  return found.rows;
}

/** A line that counts, with the ledger it moves. */
export type PartyLine = StoredLine & { ledgerId: string };

/** Every line that counts on some ledgers. */
export async function linesOfParties(
  reader: CorrectionReader,
  ledgerIds: readonly string[],
): Promise<PartyLine[]> {
  const found = await sql<PartyLine>`
    select p.ledger_id as "ledgerId", p.voucher_id as "voucherId", v.guid as "voucherGuid", p.line_no as "lineNo", p.date,
      v.kind, p.amount, p.allocations, v.number, v.reference, v.due_text as "dueText"
    from posting p join voucher v on v.company_id = p.company_id and v.voucher_id = p.voucher_id
    where p.company_id = ${reader.companyId} and p.ledger_id = any(${[...ledgerIds]}::uuid[])`.execute(
    reader.query,
  );
  return found.rows;
}

/** What corrections name by keys that stay: bills with the ledger they stand on in Tally. */
export type KeyedBill = {
  billId: string;
  ledgerId: string; // of the party
  ledgerGuid: string; // of the ledger it stands on in Tally
  side: Side;
  name: string;
  nameKey: string;
  date: string;
};

/** Bills by id. */
export async function billKeys(reader: CorrectionReader, billIds: readonly string[]): Promise<KeyedBill[]> {
  const found = await sql<KeyedBill>`
    select b.bill_id as "billId", b.ledger_id as "ledgerId", l.guid as "ledgerGuid", b.side, b.name,
      b.name_key as "nameKey", b.date
    from bill b
    join ledger l on l.company_id = b.company_id and l.ledger_id = coalesce(b.origin_ledger_id, b.ledger_id)
    where b.company_id = ${reader.companyId} and b.bill_id = any(${[...billIds]}::uuid[])`.execute(
    reader.query,
  );
  return found.rows;
}

/** Bills of some parties by the ids of these, to find those that keys mean. */
export async function billsByKey(
  reader: CorrectionReader,
  keys: readonly { ledgerGuid: string; side: string; nameKey: string; date: string }[],
): Promise<KeyedBill[]> {
  if (keys.length === 0) return [];
  const found = await sql<KeyedBill>`
    select b.bill_id as "billId", b.ledger_id as "ledgerId", l.guid as "ledgerGuid", b.side, b.name,
      b.name_key as "nameKey", b.date
    from jsonb_to_recordset(${JSON.stringify(keys)}::jsonb)
      as k ("ledgerGuid" text, side text, "nameKey" text, date date)
    join ledger l on l.company_id = ${reader.companyId} and l.guid = k."ledgerGuid"
    join bill b on b.company_id = l.company_id and b.side = k.side and b.name_key = k."nameKey" and b.date = k.date
      and (b.ledger_id = l.ledger_id and b.origin_ledger_id is null or b.origin_ledger_id = l.ledger_id)`.execute(
    reader.query,
  );
  return found.rows;
}

export type KeyedVoucher = { voucherId: string; guid: string; type: string; number: string };

/** Vouchers by id or GUID. */
export async function voucherKeys(
  reader: CorrectionReader,
  wanted: { voucherIds?: readonly string[]; guids?: readonly string[] },
): Promise<KeyedVoucher[]> {
  const found = await sql<KeyedVoucher>`
    select voucher_id as "voucherId", guid, type_name as type, number
    from voucher
    where company_id = ${reader.companyId}
      and (voucher_id = any(${[...(wanted.voucherIds ?? [])]}::uuid[]) or guid = any(${[...(wanted.guids ?? [])]}::text[]))`.execute(
    reader.query,
  );
  return found.rows;
}

/** What came from some parties since a day: receipts, positive, by ledger. */
export async function receiptsSince(
  reader: CorrectionReader,
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
