import { sql } from "kysely";

import type { BooksReader } from "../snapshot.ts";

export type DraftLedger = {
  ledgerId: string;
  name: string;
  isParty: boolean;
  isBillWise: boolean;
  isForeign: boolean;
  isMoney: boolean;
  isTax: boolean;
  isRevenue: boolean;
};

export type DraftBill = {
  billId: string;
  ledgerId: string;
  name: string;
  date: string;
  open: bigint;
  basis: "stated" | "inferred";
  side: "receivable" | "payable";
};

/** What is known of the company's Tally: its name there, its days, its agent. */
export type DraftGround = {
  guid: string | null;
  record: unknown;
  tally: unknown;
  hasAgent: boolean;
  readAt: Date | null;
  generation: bigint;
};

/** A bill as it stands now, whatever its settlements are dated. */
export async function draftBill(reader: BooksReader, billId: string): Promise<DraftBill | undefined> {
  return reader.query
    .selectFrom("bill")
    .select(["bill_id as billId", "ledger_id as ledgerId", "name", "date", "open", "basis", "side"])
    .where("company_id", "=", reader.companyId)
    .where("bill_id", "=", billId)
    .executeTakeFirst();
}

/** The bill of a party by its name, earliest first among those of one name; undefined when it is gone or settled. */
export async function openBillNamed(
  reader: BooksReader,
  wanted: { ledgerId: string; nameKey: string },
): Promise<DraftBill | undefined> {
  return reader.query
    .selectFrom("bill")
    .select(["bill_id as billId", "ledger_id as ledgerId", "name", "date", "open", "basis", "side"])
    .where("company_id", "=", reader.companyId)
    .where("ledger_id", "=", wanted.ledgerId)
    .where("side", "=", "receivable")
    .where("name_key", "=", wanted.nameKey)
    .orderBy(sql`open > 0`, "desc")
    .orderBy("occurrence", "desc")
    .executeTakeFirst();
}

/** Ledgers by id, by name, or all that may stand opposite a party. Reserved groups are known by their reserved names. */
export async function draftLedgers(
  reader: BooksReader,
  wanted: { ids?: readonly string[]; nameKeys?: readonly string[]; opposite?: boolean },
): Promise<DraftLedger[]> {
  const found = await sql<DraftLedger>`
    with special as (
      select record ->> 'name' as name, coalesce(record ->> 'reservedName', record ->> 'name') as reserved
      from fact where company_id = ${reader.companyId} and kind = 'group'
      union select r, r from unnest(${[...MONEY, ...TAX]}::text[]) r
    ), money as (select array_agg(name) as names from special where reserved = any(${MONEY}::text[])
    ), tax as (select array_agg(name) as names from special where reserved = any(${TAX}::text[])
    ), known as (
      select l.ledger_id as "ledgerId", l.name, l.party_kind is not null as "isParty", l.is_bill_wise as "isBillWise",
        l.is_foreign as "isForeign", l.is_revenue as "isRevenue", l.group_path || l.group_name && money.names as "isMoney",
        l.group_path || l.group_name && tax.names as "isTax", l.name_key
      from ledger l, money, tax where l.company_id = ${reader.companyId}
    )
    select * from known
    where "ledgerId" = any(${[...(wanted.ids ?? [])]}::uuid[]) or name_key = any(${[...(wanted.nameKeys ?? [])]}::text[])
      or (${wanted.opposite ?? false} and not "isParty" and not "isBillWise" and ("isMoney" or "isTax" or "isRevenue"))
    order by name_key`.execute(reader.query);
  return found.rows;
}

/** The records of the company's voucher types. */
export async function voucherTypeRecords(reader: BooksReader): Promise<unknown[]> {
  const rows = await reader.query
    .selectFrom("fact")
    .select("record")
    .where("company_id", "=", reader.companyId)
    .where("kind", "=", "voucher-type")
    .orderBy("guid")
    .execute();
  return rows.map((row) => row.record);
}

/** See DraftGround; the newest run that was taken in tells of the company. */
export async function draftGround(reader: BooksReader): Promise<DraftGround | undefined> {
  const found = await sql<DraftGround>`
    select c.tally_guid as guid, r.company_record as record, h.tally, h.company_id is not null as "hasAgent",
      greatest(s.read_at, h.read_at) as "readAt", coalesce(s.generation, 0) as generation
    from company c
    left join sync_state s on s.company_id = c.company_id
    left join agent_heartbeat h on h.company_id = c.company_id
    left join lateral (
      select company_record from sync_run
      where company_id = c.company_id and state = 'applied' order by applied_at desc limit 1
    ) r on true
    where c.company_id = ${reader.companyId}`.execute(reader.query);
  return found.rows[0];
}

const MONEY = ["Bank Accounts", "Bank OD A/c", "Bank OCC A/c", "Cash-in-Hand"];
const TAX = ["Duties & Taxes"];
