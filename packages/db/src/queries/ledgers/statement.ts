import { sql } from "kysely";

import type { VoucherState } from "../../tables/vouchers.ts";
import type { CompanySnapshot } from "../snapshot.ts";

/** One line of a ledger, debit positive, with its voucher's head. */
export type LedgerLine = {
  voucherId: string;
  voucherGuid: string;
  lineNo: number;
  date: string;
  type: string;
  number: string;
  reference: string;
  narration: string;
  state: VoucherState;
  amount: bigint;
};

/** A line's place in a statement: by day, then as Tally made the vouchers. */
export type LinePlace = { date: string; voucherGuid: string; lineNo: number };

/** A ledger's lines of a period in order. `limit` lines after `after`. */
export async function ledgerLines(
  snapshot: CompanySnapshot,
  wanted: { ledgerId: string; from: string; to: string; limit: number; after: LinePlace | null },
): Promise<LedgerLine[]> {
  const { after } = wanted;
  const next = after
    ? sql`and p.date >= ${after.date}::date and (p.date, v.guid, p.line_no) > (${after.date}::date, ${after.voucherGuid}, ${after.lineNo}::int)`
    : sql``;
  const found = await sql<LedgerLine>`
    select p.voucher_id as "voucherId", v.guid as "voucherGuid", p.line_no as "lineNo", p.date, v.type_name as type,
      v.number, v.reference, v.narration, v.state, p.amount
    from posting p join voucher v using (company_id, voucher_id)
    where p.company_id = ${snapshot.companyId} and p.ledger_id = ${wanted.ledgerId}
      and p.date between ${wanted.from}::date and ${wanted.to}::date ${next}
    order by p.date, v.guid, p.line_no limit ${wanted.limit}`.execute(snapshot.query);
  return found.rows;
}

/** What a ledger's lines of one day come to, up to and with a place in it. */
export async function movedUpTo(
  snapshot: CompanySnapshot,
  wanted: { ledgerId: string; place: LinePlace },
): Promise<bigint> {
  const { date, voucherGuid, lineNo } = wanted.place;
  const found = await sql<{ moved: bigint }>`
    select coalesce(sum(p.amount), 0)::bigint as moved
    from posting p join voucher v using (company_id, voucher_id)
    where p.company_id = ${snapshot.companyId} and p.ledger_id = ${wanted.ledgerId} and p.date = ${date}::date
      and (v.guid, p.line_no) <= (${voucherGuid}, ${lineNo}::int)`.execute(snapshot.query);
  return found.rows[0]?.moved ?? 0n;
}
