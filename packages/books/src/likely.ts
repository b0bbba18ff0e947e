import type { LocalDate } from "@cfa/values/local-date";
import { min } from "@cfa/values/money";

import type { Bill } from "./bill.ts";
import { later, settle, type Credit } from "./settling.ts";
import { BILLS_AHEAD, inTurn, type Waiting } from "./turn.ts";

/** A stated bill that is open, and the day on which the second newer bill had been paid in full. */
type Open = Waiting & { passedFrom: LocalDate | null };

/**
 * Tells which stated bills the money left on account has probably paid, each sum those whose turn it is (`turn.ts`). It does
 * not count: the bill stays open and the money unapplied, because Tally says neither. Advances are left out: they say
 * themselves what they wait for.
 */
export function settleLikely(bills: readonly Bill[], credits: readonly Credit[]): void {
  const money = credits.filter((credit) => credit.left > 0n && credit.kind !== "advance").toSorted(byDate);
  if (money.length === 0) return;
  const open = openOnes(bills.filter((bill) => bill.basis === "stated").toSorted(byDate));
  let head = 0;
  const ahead = (day: LocalDate): Open[] => {
    while (open[head]?.left === 0n) head++;
    const near = open.slice(head, head + BILLS_AHEAD).filter((one) => one.left > 0n);
    for (const one of near) one.passedTwice = one.passedFrom !== null && one.passedFrom <= day;
    return near;
  };
  for (const { left: amount, date, voucherId, lineNo, words } of money) {
    let left = amount;
    for (let near; left > 0n && (near = ahead(date)).length > 0;) {
      for (const one of inTurn(near, { amount: left, date, words, mayPass: true }).bills) {
        const paid = min(one.left, left);
        if (paid === 0n) break;
        const on = later(date, one.bill.date);
        settle(one.bill, { amount: paid, date: on, basis: "inferred", voucherId, lineNo });
        one.left -= paid;
        left -= paid;
      }
    }
  }
}

/** The open ones of the bills, which come by day. */
function openOnes(bills: readonly Bill[]): Open[] {
  const open: Open[] = [];
  let first: LocalDate | null = null;
  let second: LocalDate | null = null;
  for (const bill of bills.toReversed()) {
    if (bill.open > 0n) open.push({ bill, left: bill.open, passedTwice: false, passedFrom: second });
    const paid = bill.open === 0n ? bill.lastSettled : null;
    if (paid === null) continue;
    if (first === null || paid < first) [first, second] = [paid, first];
    else if (second === null || paid < second) second = paid;
  }
  return open.toReversed();
}

/** By day, then by due date where there is one; sorting is stable, so the order of vouchers decides the rest. */
function byDate(a: { date: string; dueDate?: string }, b: { date: string; dueDate?: string }): number {
  if (a.date !== b.date) return a.date < b.date ? -1 : 1;
  const dueA = a.dueDate ?? "";
  const dueB = b.dueDate ?? "";
  return dueA === dueB ? 0 : dueA < dueB ? -1 : 1;
}
