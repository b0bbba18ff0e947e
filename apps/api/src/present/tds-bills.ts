import { awaitedBy, awaitedOf } from "@cfa/books/tds-awaited";
import type { TdsBill, TdsBills, TdsQuarter, TdsReceipt } from "@cfa/contract/tds";
import { billsById } from "@cfa/db/queries/bills";
import type { CompanySnapshot } from "@cfa/db/queries/snapshot";
import { tdsReceipts, type TdsReceiptRow } from "@cfa/db/queries/tds/receivable";
import { assert } from "@cfa/values/assert";
import { idOut } from "@cfa/values/ids";
import type { LocalDate } from "@cfa/values/local-date";
import { paiseToJson } from "@cfa/values/money";

import { pageAt } from "../routes/cursor.ts";
import { presentBill } from "./bill.ts";
import { readAwaitedTds, type AwaitedTds } from "./tds-awaited.ts";

/** The bills behind what is awaited from customers; of one customer or financial year, where these are given. */
export async function readTdsBills(
  snapshot: CompanySnapshot,
  wanted: { asOf: LocalDate; ledgerId: string | null; year: string | null; limit: number; offset: number },
): Promise<TdsBills> {
  const { asOf, ledgerId, year, limit, offset } = wanted;
  const found = await readAwaitedTds(snapshot, { side: "receivable", asOf, ledgerId });
  const all = found
    .filter((bill) => year === null || bill.year === year)
    .toSorted((a, b) => (a.date === b.date ? 0 : a.date < b.date ? -1 : 1));
  const page = pageAt(all.slice(offset, offset + limit + 1), { limit, offset });
  const { awaited, bills } = awaitedOf(all);
  return {
    asOf,
    awaited: paiseToJson(awaited),
    bills,
    quarters: quartersOf(all),
    rows: await presentBills(snapshot, page.rows, asOf),
    nextCursor: page.nextCursor,
  };
}

function quartersOf(bills: readonly AwaitedTds[]): TdsQuarter[] {
  const sums = awaitedBy(bills, ({ year, quarter }) => `${year} ${quarter}`);
  return [...sums]
    .toSorted(([a], [b]) => (a < b ? 1 : -1))
    .map(([key, sum]) => {
      const [year = "", quarter] = key.split(" ");
      return { year, quarter: Number(quarter), awaited: paiseToJson(sum.awaited), bills: sum.bills };
    });
}

async function presentBills(
  snapshot: CompanySnapshot,
  awaited: readonly AwaitedTds[],
  asOf: LocalDate,
): Promise<TdsBill[]> {
  const billIds = awaited.map(({ billId }) => billId);
  const bills = await billsById(snapshot, { billIds, asOf });
  const receipts = await tdsReceipts(snapshot, billIds);
  return awaited.map(({ billId, ledgerId, party, year, quarter, since }) => {
    const row = bills.get(billId);
    assert(row !== undefined, "a bill whose tax is awaited is not there");
    const partyId = idOut("party", ledgerId);
    const receipt = presentReceipt(receipts.get(billId));
    return { partyId, party, bill: presentBill(row, asOf), year, quarter, since, receipt };
  });
}

function presentReceipt(row: TdsReceiptRow | undefined): TdsReceipt | null {
  if (row === undefined) return null;
  return { ...row, voucherId: idOut("voucher", row.voucherId), amount: paiseToJson(row.amount) };
}
