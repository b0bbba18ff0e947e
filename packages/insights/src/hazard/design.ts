import { knownOn, NEVER, type Bills } from "../bills.ts";
import { countBelow } from "../numbers.ts";
import { factorsOf, type BillFacts, type Factor } from "./factors.ts";
import { priorBin } from "./prior.ts";
import { stepsOf, type Step } from "./steps.ts";

/*
 * A history laid out to be learned from: every day of every bill, or every n-th, is a row, in order of days, with its level of each factor. As of
 * any day of the history its rows are the first so many, so that looks back share what was laid out once.
 */

export type Design = {
  /** What was known on the as-of date. */
  readonly history: Bills;
  readonly factors: readonly Factor[];
  readonly asOf: number;
  /** First day of the history. */
  readonly first: number;
  /** By row: its day, and how much it counts (older days fade, seen from `asOf`). */
  readonly day: Int32Array;
  /** Where its bill stands in the prior. */
  readonly prior: Uint8Array;
  readonly weight: Float64Array;
  /** The rows on which a bill was paid. */
  readonly paidRows: Int32Array;
  /** What fits go through, one after the other. */
  readonly steps: readonly Step[];
};

const HALF_LIFE = 365; // days
/** A bill that nobody paid so long is looked at no further, days. */
const LONGEST = 540;
/** Rows of so many days are learned from; of a longer history, those of the latest bills. */
const MOST_ROWS = 1_000_000;
/** Where bills were open on more days than so many, and than so many to a payment, some of these days are left out. */
const MOST_OPEN = 50_000;
const OPEN_TO_PAID = 8;
const WEEK = 7;

/** Lays out what was known of bills on a day. */
export function designOf(bills: Bills, asOf: number): Design {
  const history = knownOn(bills, asOf);
  const ends = endsOf(history, asOf);
  const from = firstBill(history, ends);
  let first = asOf;
  for (let bill = from; bill < history.count; bill++) first = Math.min(first, history.known[bill] as number);
  const every = stepOf(history, { from, ends });
  const taken = new Int32Array(LONGEST + 1);
  const takenOf = (bill: number) =>
    daysTaken(history, bill, { end: ends[bill] as number, every, into: taken });
  const next = new Int32Array(asOf - first + 2); // by days from the first: rows of it, then its first row
  for (let bill = from; bill < history.count; bill++) {
    const count = takenOf(bill);
    for (let at = 0; at < count; at++) (next[(taken[at] as number) - first + 1] as number)++;
  }
  for (let at = 1; at < next.length; at++) (next[at] as number) += next[at - 1] as number;
  const count = next.at(-1) as number;
  const rows = new Int32Array(count);
  const days = new Int32Array(count);
  for (let bill = from; bill < history.count; bill++) {
    const count = takenOf(bill);
    for (let at = 0; at < count; at++) {
      const day = taken[at] as number;
      const row = next[day - first] as number;
      next[day - first] = row + 1;
      rows[row] = bill;
      days[row] = day;
    }
  }
  const factors = factorsOf(history);
  const columns = columnsOf(history, { rows, days, asOf, every });
  const facts = Array.from({ length: history.count }, (_, row) => factsAt(history, row));
  const steps = stepsOf(factors, { facts, bills: rows, days, first, last: asOf });
  return { history, factors, asOf, first, ...columns, steps };
}

/**
 * Of the days on which bills stayed open every n-th is a row and counts n times; payments all are rows (case-control sampling: what is rare
 * tells most). Of a small history nothing is left out.
 */
function stepOf(history: Bills, { from, ends }: { from: number; ends: Int32Array }): number {
  let open = 0;
  let paid = 0;
  for (let bill = from; bill < history.count; bill++) {
    const isPaid = paidOn(history, bill) === ends[bill];
    open += (ends[bill] as number) - (history.known[bill] as number) + (isPaid ? 0 : 1);
    if (isPaid) paid++;
  }
  const every = Math.max(1, Math.ceil(open / Math.max(MOST_OPEN, OPEN_TO_PAID * paid)));
  return every % WEEK === 0 ? every + 1 : every; // else each bill would be seen on one day of the week
}

/** The days of a bill that are rows, in their order; answers how many. */
function daysTaken(
  history: Bills,
  bill: number,
  { end, every, into }: { end: number; every: number; into: Int32Array },
): number {
  const known = history.known[bill] as number;
  let count = 0;
  let day = known + ((every - ((bill + known) % every)) % every);
  for (; day < end; day += every) into[count++] = day;
  if (day === end || paidOn(history, bill) === end) into[count++] = end;
  return count;
}

function columnsOf(
  history: Bills,
  of: { rows: Int32Array; days: Int32Array; asOf: number; every: number },
): Pick<Design, "day" | "prior" | "weight" | "paidRows"> {
  const { rows, days, asOf, every } = of;
  const count = rows.length;
  const prior = new Uint8Array(count);
  const weight = new Float64Array(count);
  const paidRows: number[] = [];
  let faded = 1;
  for (let row = 0; row < count; row++) {
    const bill = rows[row] as number;
    const day = days[row] as number;
    if (row === 0 || day !== days[row - 1]) faded = fade(asOf - day);
    prior[row] = priorBin(day - (history.due[bill] as number));
    weight[row] = (history.weight[bill] as number) * faded;
    if (paidOn(history, bill) === day) paidRows.push(row);
    else (weight[row] as number) *= every;
  }
  return { day: days, prior, weight, paidRows: Int32Array.from(paidRows) };
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
