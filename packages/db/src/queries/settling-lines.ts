import { sql } from "kysely";

import type { CompanySnapshot } from "./snapshot.ts";

/** A line of a voucher with what its ledger is; amount debit positive. Reserved groups are known by their reserved names. */
export type SettlingLineRow = {
  voucherId: string;
  lineNo: number;
  ledgerId: string;
  ledger: string;
  isParty: boolean;
  isMoney: boolean;
  isTrade: boolean;
  amount: bigint;
};

const MONEY = ["Bank Accounts", "Bank OD A/c", "Bank OCC A/c", "Cash-in-Hand"];
const TRADE = ["Sales Accounts", "Purchase Accounts", "Duties & Taxes"];

/** Every line of some vouchers, to tell what settled a bill. */
export async function settlingLines(
  { companyId, query }: CompanySnapshot,
  voucherIds: readonly string[],
): Promise<SettlingLineRow[]> {
  if (voucherIds.length === 0) return [];
  const found = await sql<SettlingLineRow>`
    with special as (
      select record ->> 'name' as name, coalesce(record ->> 'reservedName', record ->> 'name') as reserved
      from fact where company_id = ${companyId} and kind = 'group'
      union select r, r from unnest(${[...MONEY, ...TRADE]}::text[]) r
    ), names as (
      select coalesce(array_agg(name) filter (where reserved = any(${MONEY}::text[])), '{}') as money,
             coalesce(array_agg(name) filter (where reserved = any(${TRADE}::text[])), '{}') as trade
      from special
    )
    select p.voucher_id as "voucherId", p.line_no as "lineNo", p.ledger_id as "ledgerId", l.name as ledger,
      l.party_kind is not null as "isParty", l.group_path || l.group_name && names.money as "isMoney",
      l.group_path || l.group_name && names.trade as "isTrade", p.amount
    from names, posting p join ledger l on l.company_id = p.company_id and l.ledger_id = p.ledger_id
    where p.company_id = ${companyId} and p.voucher_id = any(${[...voucherIds]}::uuid[])
    order by p.voucher_id, p.line_no`.execute(query);
  return found.rows;
}
