import { sql, type RawBuilder } from "kysely";

import type { Basis, BillTable, SettlementBasis, Side } from "../tables/bills.ts";
import { likelySettledAsOf, openAsOf, tdsAwaitedAsOf } from "./open-as-of.ts";
import type { CompanySnapshot } from "./snapshot.ts";

/** A bill as it stood on a day. Sums are paise, positive. */
export type BillRow = {
  billId: string;
  ledgerId: string;
  side: Side;
  name: string;
  date: string;
  dueDate: string;
  dueSource: BillTable["due_source"];
  basis: Basis;
  isOpening: boolean;
  amount: bigint;
  open: bigint;
  likelySettled: bigint;
  tdsAwaited: bigint; // all of `open`, or nothing
  voucherId: string | null;
  lineNo: number | null;
  originId: string | null; // the ledger of a merged party it stands on
  disputed: bigint;
  tallyDueDate: string | null; // where a correction says something else
};

export type SettlementRow = {
  date: string;
  amount: bigint;
  basis: SettlementBasis;
  voucherId: string | null;
  lineNo: number | null;
};

/** The place in a list of bills where the next page begins: after this one. */
export type BillPlace = { dueDate: string; billId: string };

/** A party's bills as of a day, earliest due first. `limit` rows after `after`. */
export async function billsOfParty(
  snapshot: CompanySnapshot,
  wanted: {
    ledgerId: string;
    asOf: string;
    state: "open" | "settled" | "all";
    limit: number;
    after: BillPlace | null;
  },
): Promise<BillRow[]> {
  const { after, state } = wanted;
  const standing = { open: sql`where open <> 0`, settled: sql`where open = 0`, all: sql`` }[state];
  const next = after
    ? sql`and (b.due_date, b.bill_id) > (${after.dueDate}::date, ${after.billId}::uuid)`
    : sql``;
  // The page is found first: what is likely is looked up for its bills alone.
  const found = await sql<BillRow>`
    ${billColumns(wanted.asOf)}
    join (
      select "dueDate", "billId" from (
        select b.due_date as "dueDate", b.bill_id as "billId", ${openAsOf(wanted.asOf)} as open from bill b
        where b.company_id = ${snapshot.companyId} and b.ledger_id = ${wanted.ledgerId}
          and b.date <= ${wanted.asOf}::date ${next}
      ) as standing ${standing}
      order by "dueDate", "billId" limit ${wanted.limit}
    ) as page on b.bill_id = page."billId"
    where b.company_id = ${snapshot.companyId}
    order by b.due_date, b.bill_id`.execute(snapshot.query);
  return found.rows;
}

/** One bill as of a day; undefined when the company has none of this id, or had it not yet. */
export async function billRow(
  snapshot: CompanySnapshot,
  { billId, asOf }: { billId: string; asOf: string },
): Promise<BillRow | undefined> {
  return (await billsById(snapshot, { billIds: [billId], asOf })).get(billId);
}

/** Bills as of a day, by id. What the company does not have, or had not yet, is left out. */
export async function billsById(
  { companyId, query }: CompanySnapshot,
  { billIds, asOf }: { billIds: readonly string[]; asOf: string },
): Promise<Map<string, BillRow>> {
  const found = await sql<BillRow>`
    ${billColumns(asOf)}
    where b.company_id = ${companyId} and b.bill_id = any(${[...billIds]}::uuid[])
      and b.date <= ${asOf}::date`.execute(query);
  return new Map(found.rows.map((row) => [row.billId, row]));
}

/** What has been taken off a bill up to a day, in order. */
export async function settlementsOf(
  snapshot: CompanySnapshot,
  wanted: { billId: string; asOf: string },
): Promise<SettlementRow[]> {
  return snapshot.query
    .selectFrom("settlement")
    .select(["date", "amount", "basis", "voucher_id as voucherId", "line_no as lineNo"])
    .where("company_id", "=", snapshot.companyId)
    .where("bill_id", "=", wanted.billId)
    .where("date", "<=", wanted.asOf)
    .orderBy("date")
    .orderBy("settlement_no")
    .execute();
}

/** Every column of the bill rows `b` as they stood on a day. */
export function billColumns(asOf: string): RawBuilder<BillRow> {
  return sql<BillRow>`
    select b.bill_id as "billId", b.ledger_id as "ledgerId", b.side, b.name, b.date, b.due_date as "dueDate",
      b.due_source as "dueSource", b.basis, b.is_opening as "isOpening", b.amount,
      ${openAsOf(asOf)} as open, ${likelySettledAsOf(asOf)} as "likelySettled",
      ${tdsAwaitedAsOf(asOf)} as "tdsAwaited", b.voucher_id as "voucherId", b.line_no as "lineNo",
      b.origin_ledger_id as "originId", b.disputed,
      b.source_due_date as "tallyDueDate"
    from bill b`;
}
