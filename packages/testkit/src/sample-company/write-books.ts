import { addDays, type LocalDate } from "@cfa/values/local-date";
import { monthsIn } from "@cfa/values/period";

import { planAdjustments } from "./adjust.ts";
import { planPurchases } from "./buy.ts";
import type { DeskClockwork } from "./desk.ts";
import { planAgain } from "./other-future.ts";
import { planOddities, writePostDated } from "./oddities.ts";
import { planOneOffs } from "./one-offs.ts";
import { planRecurring } from "./recurring.ts";
import { planSales } from "./sell.ts";
import { planStatutory } from "./statutory.ts";
import type { Voucher } from "./tally-books.ts";

/**
 * Writes the books month by month and yields each month's vouchers in order of date. Needs memory for what is open
 * (bills, plans) and for one month, not for what is past. From the first of a month on chance may be another.
 */
export function* writeBooks(
  clockwork: DeskClockwork,
  other?: { from: LocalDate; begin: () => void },
): Generator<Voucher> {
  const { desk } = clockwork;
  let index = 0;
  for (const month of monthsIn({ from: desk.booksFrom, to: desk.through })) {
    clockwork.begin(month.from);
    if (month.from === other?.from) {
      other.begin();
      planAgain(desk, month.from);
    }
    planSales(desk, month);
    planPurchases(desk, month);
    planRecurring(desk, month);
    planStatutory(desk, month);
    planOneOffs(desk, month);
    planAdjustments(desk, month);
    planOddities(desk, { ...month, index: index++ });
    for (let date: LocalDate = month.from; date <= month.to; date = addDays(date, 1)) clockwork.runDay(date);
    if (month.to === desk.through) writePostDated(desk);
    yield* clockwork.takeVouchers().toSorted(byDate);
  }
}

/** By date, then in the order they were entered. */
export function byDate(a: Voucher, b: Voucher): number {
  if (a.date !== b.date) return a.date < b.date ? -1 : 1;
  return a.masterId - b.masterId;
}
