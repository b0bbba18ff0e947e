/*
 * Bills as the models see them: columns of numbers, one row a bill. Days are counted from 1970-01-01, amounts are rupees as
 * floating-point numbers (they weigh and rank; no money is booked from them).
 */

/** In the place of a day that has not come, or never does. */
export const NEVER = 2_000_000;

/** Columns of equal length, ordered by `known`. */
export type Bills = {
  readonly count: number;
  /** Index of the party, 0…parties − 1. */
  readonly party: Int32Array;
  readonly parties: number;
  /** Day from which the bill can be known: the later of its date and of the day it was entered. */
  readonly known: Int32Array;
  readonly date: Int32Array;
  readonly due: Int32Array;
  /** Amount in rupees. */
  readonly amount: Float64Array;
  /** Day on which nothing of it was left; NEVER while something is. */
  readonly paid: Int32Array;
  /** How much its outcome counts, 0…1: less where its settlement is a guess. */
  readonly weight: Float64Array;
};

/** One bill, to make columns of. */
export type BillRow = {
  party: number;
  known: number;
  date: number;
  due: number;
  amount: number;
  paid: number | null;
  weight?: number;
};

/** Columns of rows, ordered by the day they became known; equal days keep the order given. */
export function billsOf(rows: readonly BillRow[]): Bills {
  const sorted = rows.toSorted((a, b) => a.known - b.known);
  const int = (of: (row: BillRow) => number) => Int32Array.from(sorted, of);
  const party = int((row) => row.party);
  return {
    count: sorted.length,
    party,
    parties: party.reduce((most, each) => Math.max(most, each + 1), 0),
    known: int((row) => row.known),
    date: int((row) => row.date),
    due: int((row) => row.due),
    amount: Float64Array.from(sorted, (row) => row.amount),
    paid: int((row) => row.paid ?? NEVER),
    weight: Float64Array.from(sorted, (row) => row.weight ?? 1),
  };
}

/** Delays are cut to these, so that one bill does not stand for all, days. */
const DELAYS_FROM = -60;
export const DELAYS_TO = 240;

/** A delay, cut. */
export function cutDelay(days: number): number {
  return Math.min(DELAYS_TO, Math.max(DELAYS_FROM, days));
}

/** Days from the due date to the payment of a paid bill, cut. */
export function delayOf(bills: Bills, row: number): number {
  return cutDelay((bills.paid[row] ?? 0) - (bills.due[row] ?? 0));
}

/** The rows of paid bills, in the order they were paid in. */
export function paidRows(bills: Bills): number[] {
  return Array.from({ length: bills.count }, (_, row) => row)
    .filter((row) => (bills.paid[row] ?? NEVER) !== NEVER)
    .toSorted((a, b) => (bills.paid[a] ?? 0) - (bills.paid[b] ?? 0));
}

/** How many bills are paid. */
export function paidCount(bills: Bills): number {
  return bills.paid.reduce((count, day) => count + (day === NEVER ? 0 : 1), 0);
}

/** What was known on a day: bills known by then; what was paid later is not known to be paid. */
export function knownOn(bills: Bills, day: number): Bills {
  let count = 0;
  while (count < bills.count && (bills.known[count] ?? NEVER) <= day) count++;
  const paid = bills.paid.slice(0, count);
  for (let i = 0; i < count; i++) if ((paid[i] ?? NEVER) > day) paid[i] = NEVER;
  return {
    count,
    party: bills.party.subarray(0, count),
    parties: bills.parties,
    known: bills.known.subarray(0, count),
    date: bills.date.subarray(0, count),
    due: bills.due.subarray(0, count),
    amount: bills.amount.subarray(0, count),
    paid,
    weight: bills.weight.subarray(0, count),
  };
}
