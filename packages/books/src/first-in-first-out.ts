import { min } from "@cfa/values/money";

import type { Bill } from "./bill.ts";
import { later, payFrom, settle, type Credit } from "./settling.ts";

/**
 * Pays bills made from lines on account with money on account, first in, first out. It counts: both are the same
 * unnamed balance, of which Tally too shows only the net. Both lists are sorted in place.
 * Since both go by date, what is settled by any day is what would have been found on that day.
 */
export function settleOnAccount(bills: Bill[], credits: Credit[]): void {
  bills.sort(byDate);
  credits.sort(byDate);
  let next = 0;
  for (const bill of bills) {
    for (let credit; bill.open > 0n && (credit = credits[next]) !== undefined;) {
      payFrom(credit, bill);
      if (credit.left === 0n) next++;
    }
  }
}

/**
 * Tells which stated bills money on account has probably paid, first in, first out. It does not count: the bill stays open
 * and the money unapplied, because Tally says neither. Advances are left out: they say themselves what they wait for.
 */
export function settleLikely(statedBills: readonly Bill[], credits: readonly Credit[]): void {
  const waiting = credits
    .filter((credit) => credit.left > 0n && credit.kind !== "advance")
    .toSorted(byDate)
    .map((credit) => ({ credit, left: credit.left }));
  let next = 0;
  for (const bill of statedBills.filter((bill) => bill.open > 0n).toSorted(byDate)) {
    let uncovered = bill.open;
    for (let source; uncovered > 0n && (source = waiting[next]) !== undefined;) {
      const amount = min(uncovered, source.left);
      const { date, voucherId, lineNo } = source.credit;
      settle(bill, { amount, date: later(date, bill.date), basis: "inferred", voucherId, lineNo });
      uncovered -= amount;
      source.left -= amount;
      if (source.left === 0n) next++;
    }
  }
}

/** By day, then by due date where there is one; sorting is stable, so the order of vouchers decides the rest. */
function byDate(a: { date: string; dueDate?: string }, b: { date: string; dueDate?: string }): number {
  if (a.date !== b.date) return a.date < b.date ? -1 : 1;
  const dueA = a.dueDate ?? "";
  const dueB = b.dueDate ?? "";
  return dueA === dueB ? 0 : dueA < dueB ? -1 : 1;
}
