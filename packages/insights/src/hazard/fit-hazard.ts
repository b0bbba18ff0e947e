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
/** What a bin lends to each of its neighbours. */
const LENT = 0.35;
/** Days ahead are looked at in stretches; beyond so many expected payments (e⁻¹⁰ = 0.005 % left) no more are. */
const STRETCH = 32;
const ENOUGH = 10;
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
  const placed = factors.map((factor, at) =>
    placesOf(factor, design.levels[at] ?? new Uint32Array(rows), { design, asOf }),
  );
  const scale = fade(asOf - design.asOf); // weights are seen from the design's day
  const weight = design.weight.subarray(0, rows).map((each) => each * scale);
  const prior = priorOf(design, { rows, weight });
  const expected = prior.expected;
  const times = factors.map(
    (factor, at): Float64Array =>
      start?.levels[at]?.slice() ?? new Float64Array(factor.bins * factor.groups).fill(1),
  );
  if (start !== undefined) times.forEach((level, at) => multiply(expected, placed[at] as Place, level));
  for (let pass = 0; pass < (start === undefined ? PASSES : MORE_PASSES); pass++) {
    factors.forEach((factor, at) => {
      if (asOf - design.first < (factor.needsDays ?? 0)) return;
      const place = placed[at] as Place;
      const before = times[at] as Float64Array;
      const after = ratios(factor, { place, before, rows, weight, isPaid: design.isPaid, expected });
      for (let l = 0; l < after.length; l++) before[l] = (after[l] as number) / (before[l] as number);
      multiply(expected, place, before);
      times[at] = after;
    });
  }
  return {
    asOf,
    levels: times,
    course(bill, from, days) {
      const course = new Float64Array(days);
      const groups = factors.map((factor) => factor.bins * factor.group(bill));
      let sum = 0;
      for (let start = 0; start < days; start += STRETCH) {
        const end = Math.min(days, start + STRETCH);
        for (let ahead = start; ahead < end; ahead++) course[ahead] = prior.daily(bill, from + ahead);
        factors.forEach((factor, at) => {
          const by = times[at] as Float64Array;
          const group = groups[at] as number;
          for (let ahead = start; ahead < end; ahead++) {
            (course[ahead] as number) *= by[group + factor.bin(bill, from + ahead, asOf)] ?? 1;
          }
        });
        for (let ahead = start; ahead < end; ahead++) course[ahead] = sum += course[ahead] as number;
        if (sum > ENOUGH) return course.slice(0, end);
      }
      return course;
    },
    times(name, bill) {
      const at = factors.findIndex((factor) => factor.name === name);
      const factor = factors[at];
      if (factor === undefined) return undefined;
      const group = factor.bins * factor.group(bill);
      return [...(times[at]?.slice(group, group + factor.bins) ?? [])];
    },
  };
}

/** Where rows stand in a factor: at `level`, or at 2 · `level` and one more from a row on (recent days). */
type Place = { level: Uint32Array; recentFrom: number | null };

function placesOf(
  factor: Factor,
  level: Uint32Array,
  { design, asOf }: { design: Design; asOf: number },
): Place {
  if (factor.recentDays === undefined) return { level, recentFrom: null };
  return { level, recentFrom: rowsUntil(design, asOf - factor.recentDays) };
}

type Prior = { expected: Float64Array; daily(bill: BillFacts, day: number): number };

/** What is expected before any factor: the company's own payments a day, shaped by the prior as far as it still has a say. */
function priorOf(design: Design, { rows, weight }: { rows: number; weight: Float64Array }): Prior {
  let paid = 0;
  let seen = 0;
  let outcomes = 0;
  for (let row = 0; row < rows; row++) {
    seen += weight[row] as number;
    if (design.isPaid[row] !== 1) continue;
    paid += weight[row] as number;
    outcomes++;
  }
  const base = (paid + FIRST.payments) / (seen + FIRST.days);
  const say = 1 / (1 + (outcomes / PRIOR_FADES) ** 2);
  const shape = PRIOR_HAZARD.map((hazard) => base ** (1 - say) * hazard ** say);
  const overdue = design.overdue;
  const expected = new Float64Array(rows);
  for (let row = 0; row < rows; row++) expected[row] = shape[priorBin(overdue[row] as number)] ?? base;
  return { expected, daily: (bill, day) => shape[priorBin(day - bill.due)] ?? base };
}

function multiply(expected: Float64Array, { level, recentFrom }: Place, by: Float64Array): void {
  const rows = expected.length;
  if (recentFrom === null) {
    for (let row = 0; row < rows; row++) (expected[row] as number) *= by[level[row] as number] as number;
    return;
  }
  for (let row = recentFrom; row < rows; row++)
    (expected[row] as number) *= by[2 * (level[row] as number) + 1] as number;
}

type Sums = {
  place: Place;
  before: Float64Array;
  rows: number;
  weight: Float64Array;
  isPaid: Uint8Array;
  expected: Float64Array;
};

/** What each level multiplies by: payments to those expected without it. */
function ratios(factor: Factor, { place, before, rows, weight, isPaid, expected }: Sums): Float64Array {
  const { level, recentFrom } = place;
  const paid = new Float64Array(before.length);
  const due = new Float64Array(before.length);
  // Of what tells recent days, only those are counted: the others make no difference.
  const stride = recentFrom === null ? 1 : 2;
  for (let row = recentFrom ?? 0; row < rows; row++) {
    const at = stride * (level[row] as number) + stride - 1;
    const each = weight[row] as number;
    (due[at] as number) += each * (expected[row] as number);
    if (isPaid[row] === 1) (paid[at] as number) += each;
  }
  const result = new Float64Array(before.length);
  for (let at = 0; at < due.length; at++) (due[at] as number) /= before[at] as number;
  for (let at = 0; at < due.length; at++) {
    if (at % factor.bins === factor.neutralBin) {
      result[at] = 1;
      continue;
    }
    const [payments, without] = withNeighbours(factor, at, { paid, due });
    result[at] = Math.min(MOST, Math.max(LEAST, (payments + factor.shrink) / (without + factor.shrink)));
  }
  return result;
}

function withNeighbours(
  { bins, smoothRun }: Factor,
  at: number,
  { paid, due }: { paid: Float64Array; due: Float64Array },
): [number, number] {
  let payments = paid[at] as number;
  let without = due[at] as number;
  if (smoothRun === undefined) return [payments, without];
  const bin = at % bins;
  if (bin % smoothRun > 0) {
    payments += LENT * (paid[at - 1] as number);
    without += LENT * (due[at - 1] as number);
  }
  if ((bin + 1) % smoothRun > 0) {
    payments += LENT * (paid[at + 1] as number);
    without += LENT * (due[at + 1] as number);
  }
  return [payments, without];
}
