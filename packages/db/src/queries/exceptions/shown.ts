import { sql } from "kysely";

import type { Side } from "../../tables/bills.ts";
import { openAsOf } from "../open-as-of.ts";
import { shownContact } from "../shown-contact.ts";
import type { CompanySnapshot } from "../snapshot.ts";

/* What a page of exceptions names: parties, bills, vouchers, and the open bills that waiting money may belong to. */

export type ShownParty = {
  ledgerId: string;
  name: string;
  gstin: string | null;
  phone: string | null;
  open: bigint;
};
export type ShownBill = {
  billId: string;
  ledgerId: string;
  side: Side;
  name: string;
  date: string;
  dueDate: string;
  amount: bigint;
  open: bigint;
  voucherId: string | null; // that opened it
};
export type ShownVoucher = {
  voucherId: string;
  date: string;
  type: string;
  number: string;
  reference: string;
  narration: string;
};

const MOST_BILLS_OF_A_PARTY = sql.lit(300); // oldest first: what older money may have paid

/** Parties of these ids with all that is open of their bills on both sides. */
export async function partiesShown(
  snapshot: CompanySnapshot,
  wanted: { ledgerIds: readonly string[]; asOf: string },
): Promise<Map<string, ShownParty>> {
  const found = await sql<ShownParty>`
    select l.ledger_id as "ledgerId", l.name, l.gstin, ${shownContact("phone")} as phone,
      coalesce((select sum(${openAsOf(wanted.asOf)}) from bill b
        where b.company_id = l.company_id and b.ledger_id = l.ledger_id and b.date <= ${wanted.asOf}::date
          and (b.open <> 0 or b.last_settled > ${wanted.asOf}::date)), 0)::bigint as open
    from ledger l
    where l.company_id = ${snapshot.companyId} and l.ledger_id = any(${distinct(wanted.ledgerIds)}::uuid[])`.execute(
    snapshot.query,
  );
  return new Map(found.rows.map((row) => [row.ledgerId, row]));
}

/** Bills of these ids as they stood on a day. */
export async function billsShown(
  snapshot: CompanySnapshot,
  wanted: { billIds: readonly string[]; asOf: string },
): Promise<Map<string, ShownBill>> {
  const found = await sql<ShownBill>`
    select ${billColumns(wanted.asOf)}
    from bill b
    where b.company_id = ${snapshot.companyId} and b.bill_id = any(${distinct(wanted.billIds)}::uuid[])`.execute(
    snapshot.query,
  );
  return new Map(found.rows.map((row) => [row.billId, row]));
}

/** Vouchers of these ids, without their lines. */
export async function vouchersShown(
  snapshot: CompanySnapshot,
  voucherIds: readonly string[],
): Promise<Map<string, ShownVoucher>> {
  const found = await sql<ShownVoucher>`
    select voucher_id as "voucherId", date, type_name as type, number, reference, narration
    from voucher
    where company_id = ${snapshot.companyId} and voucher_id = any(${distinct(voucherIds)}::uuid[])`.execute(
    snapshot.query,
  );
  return new Map(found.rows.map((row) => [row.voucherId, row]));
}

/** The oldest open bills of some parties, by party and side. */
export async function openBillsOf(
  snapshot: CompanySnapshot,
  wanted: { ledgerIds: readonly string[]; asOf: string },
): Promise<ShownBill[]> {
  const found = await sql<ShownBill>`
    select standing.* from unnest(${distinct(wanted.ledgerIds)}::uuid[]) party (ledger_id)
    cross join (values ('receivable'), ('payable')) sides (side)
    cross join lateral (
      select * from (
        select ${billColumns(wanted.asOf)} from bill b
        where b.company_id = ${snapshot.companyId} and b.side = sides.side and b.ledger_id = party.ledger_id
          and b.date <= ${wanted.asOf}::date and (b.open <> 0 or b.last_settled > ${wanted.asOf}::date)
      ) as candidate where open > 0
      order by date, "dueDate", "billId" limit ${MOST_BILLS_OF_A_PARTY}
    ) standing`.execute(snapshot.query);
  return found.rows;
}

/** The lines through which some vouchers moved some parties: where their money stands. */
export async function linesOf(
  snapshot: CompanySnapshot,
  voucherIds: readonly string[],
): Promise<{ voucherId: string; ledgerId: string; lineNo: number }[]> {
  const found = await sql<{ voucherId: string; ledgerId: string; lineNo: number }>`
    select voucher_id as "voucherId", ledger_id as "ledgerId", line_no as "lineNo"
    from posting
    where company_id = ${snapshot.companyId} and voucher_id = any(${distinct(voucherIds)}::uuid[])
    order by voucher_id, line_no`.execute(snapshot.query);
  return found.rows;
}

function billColumns(asOf: string) {
  return sql`b.bill_id as "billId", b.ledger_id as "ledgerId", b.side, b.name, b.date, b.due_date as "dueDate", b.amount,
    b.voucher_id as "voucherId", ${openAsOf(asOf)} as open`;
}

function distinct(ids: readonly string[]): string[] {
  return [...new Set(ids)];
}
