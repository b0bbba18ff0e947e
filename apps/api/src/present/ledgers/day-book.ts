import type { DayBook, DayBookRow } from "@cfa/contract/ledgers";
import {
  dayBook,
  dayBookCounts,
  type DayBookLine,
  type DayBookScope,
  type VoucherPlace,
} from "@cfa/db/queries/ledgers/day-book";
import type { CompanySnapshot } from "@cfa/db/queries/snapshot";
import { vouchersById, type VoucherRow } from "@cfa/db/queries/vouchers";
import { assert } from "@cfa/values/assert";
import { paiseToJson } from "@cfa/values/money";
import type { Period } from "@cfa/values/period";

import { pageOf } from "../../routes/cursor.ts";
import { presentVoucher } from "../voucher.ts";

export type DayBookWanted = {
  period: Period;
  kind: string | null;
  states: DayBookScope["states"];
  limit: number;
  after: VoucherPlace | null;
};

/** One page of the day book; the first also counts what the whole period has. */
export async function readDayBook(snapshot: CompanySnapshot, wanted: DayBookWanted): Promise<DayBook> {
  const { period, kind, states, limit, after } = wanted;
  const found = await dayBook(snapshot, { ...period, kind, states, limit: limit + 1, after });
  const page = pageOf(found, { limit, placeOf: (line) => [line.date, line.voucherGuid] });
  const vouchers = await vouchersById(
    snapshot,
    page.rows.map((line) => line.voucherId),
  );
  const counts = after === null ? await dayBookCounts(snapshot, period) : null;
  return {
    period,
    counts: counts?.map((count) => ({ ...count, debit: paiseToJson(count.debit) })) ?? null,
    rows: page.rows.map((line) => presentRow(line, vouchers)),
    nextCursor: page.nextCursor,
  };
}

function presentRow(line: DayBookLine, vouchers: ReadonlyMap<string, VoucherRow>): DayBookRow {
  const voucher = presentVoucher(vouchers, line.voucherId);
  assert(voucher !== null, "what the day book lists is there within the same snapshot");
  const { kind, party, amount } = line;
  return { ...voucher, kind, party, amount: amount === null ? null : paiseToJson(amount) };
}
