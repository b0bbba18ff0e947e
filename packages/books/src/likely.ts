import { min } from "@cfa/values/money";

import type { Bill } from "./bill.ts";
import { later, settle, type Credit } from "./settling.ts";

/**
 * Tells which stated bills the money left on account has probably paid, first in, first out, bills by day and then by due
 * date. It does not count: the bill stays open and the money unapplied, because Tally says neither. Advances are left
 * out: they say themselves what they wait for.
 */
export function settleLikely(bills: readonly Bill[], credits: readonly Credit[]): void {
  const waiting = credits
    .filter((credit) => credit.left > 0n && credit.kind !== "advance")
    .toSorted(byDate)
    .map((credit) => ({ credit, left: credit.left }));
  const open = bills.filter((bill) => bill.basis === "stated" && bill.open > 0n).toSorted(byDate);
  let next = 0;
  for (const bill of open) {
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
