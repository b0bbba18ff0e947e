import { daysBetween, type LocalDate } from "@cfa/values/local-date";
import type { Paise } from "@cfa/values/money";

import { counts, type Basis, type SettlementBasis, type Side } from "./bill.ts";

/** What of a bill is needed to know how it stands on a day. */
export type BillHistory = {
  side: Side;
  basis: Basis;
  date: LocalDate;
  dueDate: LocalDate;
  amount: Paise;
  settlements: readonly { date: LocalDate; amount: Paise; basis: SettlementBasis }[];
  /** From this day on, so much was left open for tax kept back alone (docs/algorithms/tds.md). */
  tds?: { amount: Paise; from: LocalDate } | null;
};

/** What of unapplied money is needed to know how much there is on a day. */
export type UnappliedMovement = { side: Side; date: LocalDate; amount: Paise };

/** How a bill stands on a day. */
export type BillStanding = {
  open: Paise; // amount less settlements that count, dated up to the day
  likelySettled: Paise; // of the open sum, what on-account money has probably paid by then
  tdsAwaited: Paise; // all of the open sum where it is nothing but tax kept back, certificate awaited; else 0
  overdueDays: number; // 0: not overdue, or nothing owed
};

/** One side of a party, or of many, on a day. All sums are positive in the direction of the side. */
export type SideTotals = {
  outstanding: Paise; // due + overdue + TDS awaited − unapplied
  due: Paise; // open on bills that are not overdue
  overdue: Paise;
  tdsAwaited: Paise; // open for tax kept back alone: neither due nor overdue
  unapplied: Paise;
  bills: number; // open ones
  oldestOverdueDays: number; // 0: nothing is overdue
};

/** How a bill stands on a day; null before the day it counts from. */
export function billAsOf(bill: BillHistory, asOf: LocalDate): BillStanding | null {
  if (bill.date > asOf) return null;
  let open = bill.amount;
  let likelySettled = 0n;
  for (const settlement of bill.settlements) {
    if (settlement.date > asOf) continue;
    if (counts(bill, settlement)) open -= settlement.amount;
    else likelySettled += settlement.amount;
  }
  const { tds } = bill;
  const isTax = tds !== undefined && tds !== null && tds.from <= asOf && open <= tds.amount;
  const tdsAwaited = isTax ? open : 0n;
  const overdueDays = open > tdsAwaited ? overdueDaysOf(bill.dueDate, asOf) : 0;
  return { open, likelySettled, tdsAwaited, overdueDays };
}

/** Days a due date has passed by: 0 up to and on the due date, 1 on the day after it. */
export function overdueDaysOf(dueDate: LocalDate, asOf: LocalDate): number {
  return Math.max(0, daysBetween(dueDate, asOf));
}

/** The first due date that is not overdue on a day: what falls due before it is. */
export function notOverdueFrom(asOf: LocalDate): LocalDate {
  return asOf;
}

/** One side's totals on a day, for one party's books or for those of many together. */
export function outstandingAsOf(
  books: { bills: Iterable<BillHistory>; unapplied: Iterable<UnappliedMovement> },
  { side, asOf }: { side: Side; asOf: LocalDate },
): SideTotals {
  const totals = noTotals();
  for (const bill of books.bills) {
    const standing = bill.side === side ? billAsOf(bill, asOf) : null;
    if (standing === null || standing.open === 0n) continue;
    totals.bills++;
    if (standing.tdsAwaited > 0n) totals.tdsAwaited += standing.open;
    else if (standing.overdueDays > 0) totals.overdue += standing.open;
    else totals.due += standing.open;
    totals.oldestOverdueDays = Math.max(totals.oldestOverdueDays, standing.overdueDays);
  }
  for (const row of books.unapplied) {
    if (row.side === side && row.date <= asOf) totals.unapplied += row.amount;
  }
  totals.outstanding = totals.due + totals.overdue + totals.tdsAwaited - totals.unapplied;
  return totals;
}

/** Many parties' totals as one: the same definition, so that parts and whole agree. */
export function addTotals(parts: Iterable<SideTotals>): SideTotals {
  const whole = noTotals();
  for (const part of parts) {
    whole.outstanding += part.outstanding;
    whole.due += part.due;
    whole.overdue += part.overdue;
    whole.tdsAwaited += part.tdsAwaited;
    whole.unapplied += part.unapplied;
    whole.bills += part.bills;
    whole.oldestOverdueDays = Math.max(whole.oldestOverdueDays, part.oldestOverdueDays);
  }
  return whole;
}

/**
 * The parties to look at first: by overdue less unapplied, largest first. A party whose unapplied money covers what is
 * overdue is not among them. Equals keep the order they come in.
 */
export function topOverdue<P extends { overdue: Paise; unapplied: Paise }>(
  parties: readonly P[],
  limit: number,
): P[] {
  return parties
    .map((party) => ({ party, uncovered: party.overdue - party.unapplied }))
    .filter(({ party, uncovered }) => party.overdue > 0n && uncovered > 0n)
    .toSorted((a, b) => (a.uncovered === b.uncovered ? 0 : a.uncovered > b.uncovered ? -1 : 1))
    .slice(0, limit)
    .map(({ party }) => party);
}

function noTotals(): SideTotals {
  return {
    outstanding: 0n,
    due: 0n,
    overdue: 0n,
    tdsAwaited: 0n,
    unapplied: 0n,
    bills: 0,
    oldestOverdueDays: 0,
  };
}
