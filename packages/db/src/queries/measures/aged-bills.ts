import { sql } from "kysely";

import type { Side } from "../../tables/bills.ts";
import { billColumns, type BillRow } from "../bills.ts";
import type { CompanySnapshot } from "../snapshot.ts";

export type AgedBillRow = BillRow & { party: string };

export type AgedBillsWanted = {
  asOf: string;
  side: Side;
  /** The day ages are counted from. */
  by: "due-date" | "bill-date";
  /** Ages that are wanted, both inside; null: without an end. */
  ages: { from: number; to: number | null };
  limit: number;
  after: { day: string; billId: string } | null;
};

/** Open bills of all parties with ages in a range, oldest first, without those open for awaited tax alone. `limit` after `after`. */
export async function agedBills(snapshot: CompanySnapshot, wanted: AgedBillsWanted): Promise<AgedBillRow[]> {
  const { asOf, side, by, ages, after } = wanted;
  const day = by === "due-date" ? sql`b.due_date` : sql`b.date`;
  const found = await sql<AgedBillRow>`
    select standing.*, l.name as party
    from (
      ${billColumns(asOf)}
      where b.company_id = ${snapshot.companyId} and b.side = ${side} and b.date <= ${asOf}::date
        and (b.open <> 0 or b.last_settled > ${asOf}::date)
        and greatest(${asOf}::date - ${day}, 0) >= ${ages.from}
        ${ages.to === null ? sql`` : sql`and greatest(${asOf}::date - ${day}, 0) <= ${ages.to}`}
        ${after === null ? sql`` : sql`and (${day}, b.bill_id) > (${after.day}::date, ${after.billId}::uuid)`}
    ) as standing
    join ledger l on l.company_id = ${snapshot.companyId} and l.ledger_id = standing."ledgerId"
    where standing.open <> standing."tdsAwaited"
    order by ${by === "due-date" ? sql`"dueDate"` : sql`standing.date`}, "billId" limit ${wanted.limit}`.execute(
    snapshot.query,
  );
  return found.rows;
}
