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
  /** By row: its bill, its day, and how much it counts (older days fade, seen from `asOf`). */
  readonly bill: Int32Array;
  readonly day: Int32Array;
  /** Days from the due date. */
  readonly overdue: Int32Array;
  readonly weight: Float64Array;
  /** The rows on which a bill was paid. */
  readonly paidRows: Int32Array;
  /** By factor, by row: `bin + bins · group`; of one that tells recent days, its group alone. */
  readonly levels: readonly Int32Array[];
  /** By row: room for what a fit works with, so that many fits one after the other need no more than one. */
  readonly room: { readonly weight: Float64Array; readonly expected: Float64Array };
};

const HALF_LIFE = 365; // days
/** A bill that nobody paid so long is looked at no further, days. */
const LONGEST = 540;
/** Rows of so many days are learned from; of a longer history, those of the latest bills. */
const MOST_ROWS = 1_000_000;
/** Of a thinned history, the days of open bills: at least so many, or so many to a payment. */
const MOST_OPEN = 50_000;
const OPEN_TO_PAID = 8;
const WEEK = 7;

/** Lays out what was known of bills on a day. */
export function designOf(bills: Bills, asOf: number): Design {
  const history = knownOn(bills, asOf);
  const ends = endsOf(history, asOf);
  const from = firstBill(history, ends);
  let count = 0;
  let first = asOf;
  for (let bill = from; bill < history.count; bill++) {
    const known = history.known[bill] as number;
    first = Math.min(first, known);
    count += Math.max(0, (ends[bill] as number) - known + 1);
  }
  const next = startsOf(history, { from, ends, first, asOf });
  const rows = new Int32Array(count);
  const days = new Int32Array(count);
  for (let bill = from; bill < history.count; bill++) {
    for (let day = history.known[bill] as number; day <= (ends[bill] as number); day++) {
      const row = next[day - first] as number;
      next[day - first] = row + 1;
      rows[row] = bill;
      days[row] = day;
    }
  }
  const factors = factorsOf(history);
  return { history, factors, asOf, first, ...columnsOf(history, { rows, days, asOf, factors }) };
}

function columnsOf(
  history: Bills,
  of: { rows: Int32Array; days: Int32Array; asOf: number; factors: readonly Factor[] },
): Omit<Design, "history" | "factors" | "asOf" | "first"> {
  const { rows, days, asOf, factors } = of;
  const count = rows.length;
  const overdue = new Int32Array(count);
  const weight = new Float64Array(count);
  const paidRows: number[] = [];
  let faded = 1;
  for (let row = 0; row < count; row++) {
    const bill = rows[row] as number;
    const day = days[row] as number;
    if (row === 0 || day !== days[row - 1]) faded = fade(asOf - day);
    overdue[row] = day - (history.due[bill] as number);
    weight[row] = (history.weight[bill] as number) * faded;
    if (paidOn(history, bill) === day) paidRows.push(row);
  }
  const facts = Array.from({ length: history.count }, (_, row) => factsAt(history, row));
  return {
    bill: rows,
    day: days,
    overdue,
    weight,
    paidRows: Int32Array.from(paidRows),
    levels: factors.map((factor) => levelsOf(factor, facts, { bills: rows, days })),
    room: { weight: new Float64Array(count), expected: new Float64Array(count) },
  };
}

/**
 * The same with fewer rows: all payments, and of the days on which a bill stayed open every n-th, which counts n times (case-control
 * sampling: what is rare tells most). Of a small history nothing is left out.
 */
export function thinned(design: Design): Design {
  const { bill, day, paidRows, levels } = design;
  const open = day.length - paidRows.length;
  const every = Math.ceil(open / Math.max(MOST_OPEN, OPEN_TO_PAID * paidRows.length));
  if (every <= 1) return design;
  const step = every % WEEK === 0 ? every + 1 : every; // else each bill would be seen on one day of the week
  const taken = new Int32Array(day.length);
  const paid: number[] = [];
  let count = 0;
  let nextPaid = 0;
  for (let row = 0; row < day.length; row++) {
    const isPaid = paidRows[nextPaid] === row;
    if (isPaid) {
      nextPaid++;
      paid.push(count);
    } else if (((bill[row] as number) + (day[row] as number)) % step !== 0) continue;
    taken[count++] = row;
  }
  const rows = taken.subarray(0, count);
  const int = (of: Int32Array) => takenFrom(of, rows, new Int32Array(count));
  const weight = takenFrom(design.weight, rows, new Float64Array(count));
  for (let row = 0; row < count; row++) (weight[row] as number) *= step;
  for (const row of paid) (weight[row] as number) /= step;
  return {
    ...design,
    bill: int(bill),
    day: int(day),
    overdue: int(design.overdue),
    weight,
    paidRows: Int32Array.from(paid),
    levels: levels.map(int),
    room: { weight: new Float64Array(count), expected: new Float64Array(count) },
  };
}

function takenFrom<T extends Int32Array | Float64Array>(of: T, rows: Int32Array, into: T): T {
  for (let row = 0; row < rows.length; row++) into[row] = of[rows[row] as number] as number;
  return into;
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

/** By days from the first: the first row of each. */
function startsOf(
  history: Bills,
  { from, ends, first, asOf }: { from: number; ends: Int32Array; first: number; asOf: number },
): Int32Array {
  // How many bills more or fewer are looked at than on the day before, then their sum, then the rows before.
  const starts = new Int32Array(asOf - first + 2);
  for (let bill = from; bill < history.count; bill++) {
    const known = history.known[bill] as number;
    const end = ends[bill] as number;
    if (end < known) continue;
    (starts[known - first] as number)++;
    (starts[end + 1 - first] as number)--;
  }
  let open = 0;
  let before = 0;
  for (let at = 0; at < starts.length; at++) {
    open += starts[at] as number;
    starts[at] = before;
    before += open;
  }
  return starts;
}

function levelsOf(
  factor: Factor,
  facts: readonly BillFacts[],
  { bills, days }: { bills: Int32Array; days: Int32Array },
): Int32Array {
  const { by, scale } = factor;
  const each = factor.recentDays === undefined ? factor.bins : 1;
  const groups = Int32Array.from(facts, (bill) => each * factor.group(bill));
  const levels = new Int32Array(bills.length);
  if (by === "bill") {
    for (let row = 0; row < levels.length; row++) levels[row] = groups[bills[row] as number] as number;
  } else if (scale !== undefined) {
    const from = Int32Array.from(facts, ({ known, due }) => (by === "age" ? known : due));
    for (let row = 0; row < levels.length; row++) {
      const bill = bills[row] as number;
      levels[row] = (groups[bill] as number) + scale.of((days[row] as number) - (from[bill] as number));
    }
  } else {
    let bin = 0;
    for (let row = 0; row < levels.length; row++) {
      const bill = bills[row] as number;
      const day = days[row] as number;
      if (by !== "day" || row === 0 || day !== days[row - 1])
        bin = factor.bin(facts[bill] as BillFacts, day, day);
      levels[row] = (groups[bill] as number) + bin;
    }
  }
  return levels;
}
