import { sql } from "kysely";

import type { Side } from "../tables/bills.ts";
import type { BooksReader } from "./snapshot.ts";

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
export async function billKeys(reader: BooksReader, billIds: readonly string[]): Promise<KeyedBill[]> {
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
  reader: BooksReader,
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
  reader: BooksReader,
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
