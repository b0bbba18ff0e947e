import { knownOn, NEVER, type Bills } from "../bills.ts";
import { countBelow } from "../numbers.ts";
import { factorsOf, type BillFacts, type Factor } from "./factors.ts";

/*
 * A history laid out to be learned from: every day of every bill is a row, in order of days, with its level of each factor. As of
 * any day of the history its rows are the first so many, so that looks back share what was laid out once.
 */

export type Design = {
  /** What was known on the as-of date. */
  readonly history: Bills;
  readonly factors: readonly Factor[];
  readonly asOf: number;
  /** First day of the history. */
  readonly first: number;
  /** By row: its day, how much it counts (older days fade, seen from `asOf`), and whether its bill was paid on it. */
  readonly day: Int32Array;
  /** Days from the due date. */
  readonly overdue: Int32Array;
  readonly weight: Float64Array;
  readonly isPaid: Uint8Array;
  /** By factor, by row: `bin + bins · group`; of one that tells recent days, its group alone. */
  readonly levels: readonly Uint32Array[];
};

const HALF_LIFE = 365; // days
/** A bill that nobody paid so long is looked at no further, days. */
const LONGEST = 540;
/** Rows of so many days are learned from; of a longer history, those of the latest bills. */
const MOST_ROWS = 1_000_000;

/** Lays out what was known of bills on a day. */
export function designOf(bills: Bills, asOf: number): Design {
  const history = knownOn(bills, asOf);
  const factors = factorsOf(history);
  const ends = endsOf(history, asOf);
  const from = firstBill(history, ends);
  const perDay = new Map<number, number>();
  let count = 0;
  let first = asOf;
  for (let bill = from; bill < history.count; bill++) {
    const known = history.known[bill] ?? 0;
    first = Math.min(first, known);
    for (let day = known; day <= (ends[bill] ?? 0); day++) {
      perDay.set(day, (perDay.get(day) ?? 0) + 1);
      count++;
    }
  }
  const next = startsOf(perDay);
  const rows = new Int32Array(count);
  const days = new Int32Array(count);
  for (let bill = from; bill < history.count; bill++) {
    for (let day = history.known[bill] ?? 0; day <= (ends[bill] ?? 0); day++) {
      const row = next.get(day) ?? 0;
      next.set(day, row + 1);
      rows[row] = bill;
      days[row] = day;
    }
  }
  const facts = Array.from({ length: history.count }, (_, row) => factsAt(history, row));
  return {
    history,
    factors,
    asOf,
    first,
    day: days,
    overdue: Int32Array.from(rows, (bill, row) => (days[row] ?? 0) - (history.due[bill] ?? 0)),
    weight: Float64Array.from(
      rows,
      (bill, row) => (history.weight[bill] ?? 1) * fade(asOf - (days[row] ?? asOf)),
    ),
    isPaid: Uint8Array.from(rows, (bill, row) => (paidOn(history, bill) === days[row] ? 1 : 0)),
    levels: factors.map((factor) => levelsOf(factor, facts, { bills: rows, days })),
  };
}

/** How much what is so many days old counts. */
export function fade(days: number): number {
  return 0.5 ** (days / HALF_LIFE);
}

/** How many rows were known as of a day. */
export function rowsUntil({ day }: Design, asOf: number): number {
  return countBelow(day, asOf + 1);
}

/** A row of the columns as a bill. */
export function factsAt(bills: Bills, row: number): BillFacts {
  return {
    party: bills.party[row] ?? 0,
    known: bills.known[row] ?? 0,
    date: bills.date[row] ?? 0,
    due: bills.due[row] ?? 0,
    amount: bills.amount[row] ?? 0,
  };
}

/** A bill paid before it was known counts as paid on the day it was. */
function paidOn(history: Bills, bill: number): number {
  return Math.max(history.paid[bill] ?? NEVER, history.known[bill] ?? 0);
}

/** The last day on which each bill is looked at: paid, or the as-of date. A bill that is not known yet has none. */
function endsOf(history: Bills, asOf: number): Int32Array {
  return Int32Array.from({ length: history.count }, (_, bill) =>
    Math.min(paidOn(history, bill), asOf, (history.known[bill] ?? 0) + LONGEST),
  );
}

function firstBill(history: Bills, ends: Int32Array): number {
  let rows = 0;
  for (let bill = history.count - 1; bill >= 0; bill--) {
    rows += Math.max(0, (ends[bill] ?? 0) - (history.known[bill] ?? 0) + 1);
    if (rows > MOST_ROWS) return bill + 1;
  }
  return 0;
}

function startsOf(perDay: ReadonlyMap<number, number>): Map<number, number> {
  const starts = new Map<number, number>();
  let start = 0;
  for (const [day, rows] of [...perDay].toSorted(([a], [b]) => a - b)) {
    starts.set(day, start);
    start += rows;
  }
  return starts;
}

function levelsOf(
  factor: Factor,
  facts: readonly BillFacts[],
  { bills, days }: { bills: Int32Array; days: Int32Array },
): Uint32Array {
  const groups = Uint32Array.from(facts, (bill) => factor.group(bill));
  if (factor.recentDays !== undefined) return Uint32Array.from(bills, (bill) => groups[bill] ?? 0);
  const levels = new Uint32Array(bills.length);
  for (let row = 0; row < levels.length; row++) {
    const bill = bills[row] as number;
    const day = days[row] as number;
    levels[row] = factor.bins * (groups[bill] as number) + factor.bin(facts[bill] as BillFacts, day, day);
  }
  return levels;
}
