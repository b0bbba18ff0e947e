import { countBelow } from "../numbers.ts";
import { courseBy } from "./course.ts";
import { fade, rowsUntil, type Design } from "./design.ts";
import type { BillFacts, Factor } from "./factors.ts";
import { PRIOR_HAZARD, priorBin } from "./prior.ts";

/** How likely a bill that is open is paid on a day: expected payments a day, 0 or more. */
export type Hazard = {
  readonly asOf: number;
  /** What each level of each factor of the design multiplies by: where the next fit may start from. */
  readonly levels: readonly Float64Array[];
  /**
   * Until the end of each of so many days from one on; no further than where hardly anything can be left to pay.
   */
  course(bill: BillFacts, from: number, days: number): Float64Array;
  /** By what a factor multiplies at each of its bins for a bill, by the factor's name; undefined: there is no such factor. */
  times(name: string, bill: BillFacts): readonly number[] | undefined;
};

const PASSES = 4;
/** Fewer are enough where an earlier day's fit is the start. */
const MORE_PASSES = 2;
/**
 * So much of the day it was paid on a bill was open. With a whole day a rate of 0.4 on the days of payment runs would leave e^-0.4 = 0.67
 * of what 0.6 is left of.
 */
export const LAST_DAY = 0.5;
/** What a bin lends to each of its neighbours. */
const LENT = 0.35;
const LEAST = 0.02;
const MOST = 50;
/** Weight of the first guess of the payments of a day. */
const FIRST = { payments: 0.5, days: 20 };
/** So many outcomes halve what the prior says. */
const PRIOR_FADES = 12;

/**
 * Learns what a company's history says, as of a day, of when bills are paid. Open bills count as open until that day. The expected
 * payments of a day are a product of factors, each a ratio of payments that were to those expected without it, drawn towards one
 * (Poisson regression by backfitting; Hastie & Tibshirani 1990, Generalized Additive Models; the drawing is a gamma prior with mean
 * one), on top of a prior whose say fades with outcomes. Older days count for less.
 */
export function fitHazard(design: Design, asOf: number, start?: Hazard): Hazard {
  const rows = rowsUntil(design, asOf);
  const { factors } = design;
  const weight = design.room.weight.subarray(0, rows);
  const scale = fade(asOf - design.asOf); // weights are seen from the design's day
  for (let row = 0; row < rows; row++) weight[row] = (design.weight[row] as number) * scale;
  const paidRows = design.paidRows.subarray(0, countBelow(design.paidRows, rows));
  for (const row of paidRows) (weight[row] as number) *= LAST_DAY;
  const prior = priorOf(design, { rows, weight, paidRows });
  const { expected } = prior; // times how much each row counts: it is asked for no other way
  const fitted = factors.map((factor, at): Fitted => ({
    factor,
    level: design.levels[at] as Int32Array,
    from: factor.recentDays === undefined ? 0 : rowsUntil(design, asOf - factor.recentDays),
    times: start?.levels[at]?.slice() ?? new Float64Array(factor.bins * factor.groups).fill(1),
  }));
  if (start !== undefined) for (const one of fitted) multiply(expected, one, timesByPlace(one));
  const used = fitted.filter(({ factor }) => asOf - design.first >= (factor.needsDays ?? 0));
  const paid = used.map((one) => paidIn(paidRows, one, weight));
  const passes = start === undefined ? PASSES : MORE_PASSES;
  const turns = Array.from({ length: passes * used.length }, (_, turn) => turn % used.length);
  let last: { of: Fitted; change: Float64Array } | undefined;
  for (const at of turns) {
    const one = used[at] as Fitted;
    const due = new Float64Array(placesOf(one));
    if (last !== undefined && last.of.from === 0 && one.from === 0) {
      multiplyAndAdd(expected, last.of.level, last.change, { level: one.level, due });
    } else {
      if (last !== undefined) multiply(expected, last.of, last.change);
      add(expected, one, due);
    }
    last = { of: one, change: renew(one, { paid: paid[at] as Float64Array, due }) };
  }
  const levels = fitted.map(({ times }) => times);
  return {
    asOf,
    levels,
    course: courseBy({ factors, levels, asOf, daily: prior.daily }),
    times(name, bill) {
      const at = factors.findIndex((factor) => factor.name === name);
      const factor = factors[at];
      if (factor === undefined) return undefined;
      const group = factor.bins * factor.group(bill);
      return [...(levels[at]?.slice(group, group + factor.bins) ?? [])];
    },
  };
}

/**
 * A factor as it is fitted: the level of each row, the first row it is asked of (recent days), and what its levels multiply by. Of one that
 * tells recent days a row's place is its group, and its level the second bin of that group.
 */
type Fitted = { factor: Factor; level: Int32Array; from: number; times: Float64Array };

function placesOf({ factor }: Fitted): number {
  return factor.recentDays === undefined ? factor.bins * factor.groups : factor.groups;
}

function timesByPlace({ factor, times }: Fitted): Float64Array {
  return factor.recentDays === undefined ? times : times.filter((_, at) => at % 2 === 1);
}

type Prior = { expected: Float64Array; daily: (bill: BillFacts, day: number) => number };

/** What is expected before any factor: the company's own payments a day, shaped by the prior as far as it still has a say. */
function priorOf(
  design: Design,
  { rows, weight, paidRows }: { rows: number; weight: Float64Array; paidRows: Int32Array },
): Prior {
  let paid = 0;
  let seen = 0;
  for (let row = 0; row < rows; row++) seen += weight[row] as number;
  for (const row of paidRows) paid += (weight[row] as number) / LAST_DAY;
  const base = (paid + FIRST.payments) / (seen + FIRST.days);
  const say = 1 / (1 + (paidRows.length / PRIOR_FADES) ** 2);
  // A plain array of numbers is now of one kind and now of another, and each time the loop below is compiled anew.
  const shape = Float64Array.from(PRIOR_HAZARD, (hazard) => base ** (1 - say) * hazard ** say);
  const overdue = design.overdue;
  const expected = design.room.expected.subarray(0, rows);
  for (let row = 0; row < rows; row++)
    expected[row] = (weight[row] as number) * (shape[priorBin(overdue[row] as number)] ?? base);
  return { expected, daily: (bill, day) => shape[priorBin(day - bill.due)] ?? base };
}

function multiply(expected: Float64Array, { level, from }: Fitted, by: Float64Array): void {
  const rows = expected.length;
  for (let row = from; row < rows; row++) (expected[row] as number) *= by[level[row] as number] as number;
}

/** Adds up what is expected of each place of a factor. */
function add(expected: Float64Array, { level, from }: Fitted, due: Float64Array): void {
  const rows = expected.length;
  for (let row = from; row < rows; row++) (due[level[row] as number] as number) += expected[row] as number;
}

/** Both at once: one factor's change, then the next one's sums. */
function multiplyAndAdd(
  expected: Float64Array,
  changed: Int32Array,
  by: Float64Array,
  { level, due }: { level: Int32Array; due: Float64Array },
): void {
  const rows = expected.length;
  for (let row = 0; row < rows; row++) {
    const each = (expected[row] as number) * (by[changed[row] as number] as number);
    expected[row] = each;
    (due[level[row] as number] as number) += each;
  }
}

/** Payments at each place of a factor. */
function paidIn(paidRows: Int32Array, one: Fitted, weight: Float64Array): Float64Array {
  const paid = new Float64Array(placesOf(one));
  for (const row of paidRows) {
    if (row >= one.from) (paid[one.level[row] as number] as number) += (weight[row] as number) / LAST_DAY;
  }
  return paid;
}

/** What each level multiplies by from now on: payments to those expected without it. Answers the change of each place. */
function renew(one: Fitted, { paid, due }: { paid: Float64Array; due: Float64Array }): Float64Array {
  const { factor, times } = one;
  const { shrink, bins } = factor;
  const isRecent = factor.recentDays !== undefined;
  const change = due; // its room is used again
  if (!isRecent) for (let at = 0; at < due.length; at++) (due[at] as number) /= times[at] as number;
  const smooth = factor.smoothRun === undefined ? null : withNeighbours(factor.smoothRun, { paid, due });
  const payments = smooth?.paid ?? paid;
  const without = smooth?.due ?? due;
  for (let place = 0; place < due.length; place++) {
    const at = isRecent ? 2 * place + 1 : place;
    const before = times[at] as number;
    const isNeutral = factor.neutralBin !== undefined && at % bins === factor.neutralBin;
    const ratio =
      ((payments[place] as number) + shrink) /
      ((without[place] as number) / (isRecent ? before : 1) + shrink);
    const after = isNeutral ? 1 : Math.min(MOST, Math.max(LEAST, ratio));
    times[at] = after;
    change[place] = after / before;
  }
  return change;
}

/** Sums with what their neighbours in runs of so many lend. */
function withNeighbours(
  run: number,
  { paid, due }: { paid: Float64Array; due: Float64Array },
): { paid: Float64Array; due: Float64Array } {
  const lent = (sums: Float64Array) =>
    sums.map((own, at) => {
      const bin = at % run;
      const below = bin > 0 ? own + LENT * (sums[at - 1] as number) : own;
      return (bin + 1) % run > 0 ? below + LENT * (sums[at + 1] as number) : below;
    });
  return { paid: lent(paid), due: lent(due) };
}
