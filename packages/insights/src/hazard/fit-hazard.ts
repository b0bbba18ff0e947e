import { countBelow } from "../numbers.ts";
import { courseBy } from "./course.ts";
import { fade, rowsUntil, type Design } from "./design.ts";
import type { BillFacts, Factor } from "./factors.ts";
import { PRIOR_HAZARD, priorBin } from "./prior.ts";
import type { Step } from "./steps.ts";

/** How likely a bill that is open is paid on a day: expected payments a day, 0 or more. */
export type Hazard = {
  readonly asOf: number;
  /**
   * Until the end of each of so many days from one on; no further than where hardly anything can be left to pay.
   */
  course(bill: BillFacts, from: number, days: number): Float64Array;
  /** By what a factor multiplies at each of its bins for a bill, by the factor's name; undefined: there is no such factor. */
  times(name: string, bill: BillFacts): readonly number[] | undefined;
};

const PASSES = 4;
/** Fewer are enough where an earlier day's fit is the beginning. */
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

/** Learns what a company's history says, as of a day, of when bills are paid. */
export function fitHazard(design: Design, asOf: number): Hazard {
  return hazardsOf(design)(asOf);
}

/**
 * Learns it as of one day and then of later ones: each fit begins where the one before ended, and knows nothing of later days. Open bills
 * count as open until the day. The expected payments of a day are a product of factors, each a ratio of payments that were to those
 * expected without it, drawn towards one (Poisson regression by backfitting; Hastie & Tibshirani 1990, Generalized Additive Models; the
 * drawing is a gamma prior with mean one), on top of a prior whose say fades with outcomes. Older days count for less.
 */
export function hazardsOf(design: Design): (asOf: number) => Hazard {
  const { factors } = design;
  const fit: Fit = {
    design,
    times: factors.map(({ bins, groups }) => new Float64Array(bins * groups).fill(1)),
    expected: new Float64Array(design.day.length),
    paid: design.steps.map(({ places }) => new Float64Array(places)),
    sums: { paid: 0, seen: 0 },
  };
  let before: Until | null = null;
  return (asOf) => {
    const until = moveOn(fit, before, asOf);
    fitFactors(fit, until, before === null ? PASSES : MORE_PASSES);
    before = until;
    const levels = fit.times.map((each) => each.slice());
    const { shape, base } = until;
    return {
      asOf,
      course: courseBy({
        factors,
        levels,
        asOf,
        daily: (bill, day) => shape[priorBin(day - bill.due)] ?? base,
      }),
      times(name, bill) {
        const at = factors.findIndex((factor) => factor.name === name);
        const factor = factors[at];
        if (factor === undefined) return undefined;
        const group = factor.bins * factor.group(bill);
        return [...(levels[at]?.slice(group, group + factor.bins) ?? [])];
      },
    };
  };
}

/** What goes on from fit to fit. */
type Fit = {
  readonly design: Design;
  /** What each level of each factor multiplies by. */
  readonly times: readonly Float64Array[];
  /** What is expected of each row, times how much it counts: it is asked for no other way. */
  readonly expected: Float64Array;
  /** Payments at each place of each step that does not tell recent days, and of all; weights as the design has them. */
  readonly paid: readonly Float64Array[];
  readonly sums: { paid: number; seen: number };
};

/** A day until which a history is fitted. */
type Until = {
  readonly asOf: number;
  readonly rows: number;
  readonly paidRows: number;
  /** How much more weights are, seen from this day. */
  readonly scale: number;
  /** What is expected of a day before any factor, by where its bill stands in the prior. */
  readonly shape: Float64Array;
  readonly base: number;
};

/** Takes in the rows until a day, which begin where the factors fitted before put them. */
function moveOn(fit: Fit, before: Until | null, asOf: number): Until {
  const { design, expected } = fit;
  const { weight, prior } = design;
  const rows = rowsUntil(design, asOf);
  const paidRows = countBelow(design.paidRows, rows);
  const known = before?.rows ?? 0;
  const paidLately = design.paidRows.subarray(before?.paidRows ?? 0, paidRows);
  for (let row = known; row < rows; row++) fit.sums.seen += weight[row] as number;
  takePayments(fit, paidLately);
  const scale = fade(asOf - design.asOf);
  const until = { asOf, rows, paidRows, scale, ...priorOf(fit.sums, { scale, payments: paidRows }) };
  const { shape } = until;
  if (before !== null) {
    const earlier = (bin: number) => (before.shape[bin] as number) * before.scale;
    const by = shape.map((hazard, bin) => (hazard * scale) / earlier(bin));
    for (let row = 0; row < known; row++) (expected[row] as number) *= by[prior[row] as number] as number;
  }
  for (let row = known; row < rows; row++)
    expected[row] = (weight[row] as number) * scale * (shape[prior[row] as number] as number);
  for (const row of paidLately) (expected[row] as number) *= LAST_DAY;
  if (before !== null) for (const step of design.steps) standAt(fit, step, { before, until });
  return until;
}

/** Adds up new payments. Of their days a part alone counts as open. */
function takePayments({ design, paid, sums }: Fit, rows: Int32Array): void {
  const { weight, steps } = design;
  for (const row of rows) {
    sums.paid += weight[row] as number;
    sums.seen -= (1 - LAST_DAY) * (weight[row] as number);
  }
  for (const [at, { place, recentDays }] of steps.entries()) {
    const own = paid[at] as Float64Array;
    if (recentDays !== undefined) continue;
    for (const row of rows) (own[place[row] as number] as number) += weight[row] as number;
  }
}

/** Multiplies new rows by a step's factors, and frees rows of what recent days differ by when they are recent no more. */
function standAt({ design, times, expected }: Fit, step: Step, days: { before: Until; until: Until }): void {
  const { before, until } = days;
  const { place } = step;
  const by = timesByPlace(step, times);
  const from = firstRow(design, step, until.asOf);
  multiply(expected, { place, by, from: Math.max(from, before.rows), to: until.rows });
  if (step.recentDays === undefined) return;
  const since = firstRow(design, step, before.asOf);
  multiply(expected, { place, by: by.map((each) => 1 / each), from: since, to: Math.min(from, before.rows) });
}

/** The first row that a step is asked of. */
function firstRow(design: Design, { recentDays }: Step, asOf: number): number {
  return recentDays === undefined ? 0 : rowsUntil(design, asOf - recentDays);
}

function timesByPlace({ factors, places, recentDays }: Step, times: readonly Float64Array[]): Float64Array {
  const by = new Float64Array(places).fill(1);
  for (const { at, level } of factors) {
    const own = times[at] as Float64Array;
    for (let place = 0; place < places; place++) {
      const each = recentDays === undefined ? (level?.[place] ?? place) : 2 * place + 1;
      (by[place] as number) *= own[each] as number;
    }
  }
  return by;
}

/** What is expected before any factor: the company's own payments a day, shaped by the prior as far as it still has a say. */
function priorOf(
  { paid, seen }: Fit["sums"],
  { scale, payments }: { scale: number; payments: number },
): Pick<Until, "base" | "shape"> {
  const base = (paid * scale + FIRST.payments) / (seen * scale + FIRST.days);
  const say = 1 / (1 + (payments / PRIOR_FADES) ** 2);
  // A plain array of numbers is now of one kind and now of another, and each time the loops over rows are compiled anew.
  return { base, shape: Float64Array.from(PRIOR_HAZARD, (hazard) => base ** (1 - say) * hazard ** say) };
}

/** Some rows, and by what their places still have to be multiplied; null: by nothing. */
type Change = { place: Int32Array; by: Float64Array | null; from: number; to: number };

/** Fits the factors step by step. A step's change is made when the next one's sums are: that is one way through the rows. */
function fitFactors({ design, expected, times, paid }: Fit, until: Until, passes: number): void {
  const { rows } = until;
  const turns = design.steps.flatMap((step, at) => turnOf(step, { design, times, until, paid: paid[at] }));
  let changes: Change[] = [{ place: design.day, by: null, from: 0, to: rows }];
  for (let turn = 0; turn < passes * turns.length; turn++) {
    const { step, from, fitted } = turns[turn % turns.length] as Turn;
    const sums = { place: step.place, due: new Float64Array(step.places) };
    for (const change of changes) {
      const asked = { ...change, from: Math.max(from, change.from) };
      if (asked.by === null) add(expected, asked, sums);
      else multiplyAndAdd(expected, { ...asked, by: asked.by }, sums);
    }
    changes = changes
      .map((change) => ({ ...change, to: Math.min(from, change.to) }))
      .filter((change) => change.from < change.to);
    changes.push({ place: step.place, by: renewAll(fitted, sums.due), from, to: rows });
  }
  for (const { by, ...some } of changes) if (by !== null) multiply(expected, { ...some, by });
}

/** A step as it is fitted: the first row it is asked of, and its factors. */
type Turn = { step: Step; from: number; fitted: readonly Fitted[] };

/** A factor as it is fitted: its level by place, what its levels multiply by, and the payments at each; of recent days by group. */
type Fitted = { factor: Factor; level: Int32Array | null; times: Float64Array; paid: Float64Array };

/** A step with those of its factors that say something by then; nothing where none does. */
function turnOf(
  step: Step,
  of: { design: Design; times: Fit["times"]; until: Until; paid: Float64Array | undefined },
): Turn[] {
  const { design, times, until } = of;
  const from = firstRow(design, step, until.asOf);
  const paid = new Float64Array(step.places);
  if (step.recentDays === undefined) {
    for (let place = 0; place < paid.length; place++)
      paid[place] = (of.paid?.[place] as number) * until.scale;
  } else {
    const recent = design.paidRows.subarray(countBelow(design.paidRows, from), until.paidRows);
    for (const row of recent)
      (paid[step.place[row] as number] as number) += (design.weight[row] as number) * until.scale;
  }
  const fitted = step.factors.flatMap(({ at, level }): Fitted[] => {
    const factor = design.factors[at] as Factor;
    if (until.asOf - design.first < (factor.needsDays ?? 0)) return [];
    const own = times[at] as Float64Array;
    return [{ factor, level, times: own, paid: level === null ? paid : byLevel(paid, level, own.length) }];
  });
  return fitted.length === 0 ? [] : [{ step, from, fitted }];
}

/** Sums by place as sums by level. */
function byLevel(sums: Float64Array, level: Int32Array, levels: number): Float64Array {
  const all = new Float64Array(levels);
  for (let place = 0; place < level.length; place++)
    (all[level[place] as number] as number) += sums[place] as number;
  return all;
}

type Multiplied = Change & { by: Float64Array };
type Sums = { place: Int32Array; due: Float64Array };

function multiply(expected: Float64Array, { place, by, from, to }: Multiplied): void {
  for (let row = from; row < to; row++) (expected[row] as number) *= by[place[row] as number] as number;
}

/** Adds up what is expected at each place. */
function add(expected: Float64Array, { from, to }: Change, { place, due }: Sums): void {
  for (let row = from; row < to; row++) (due[place[row] as number] as number) += expected[row] as number;
}

/** Both at once: one step's change, then the next one's sums. */
function multiplyAndAdd(expected: Float64Array, change: Multiplied, { place, due }: Sums): void {
  const { place: changed, by, from, to } = change;
  for (let row = from; row < to; row++) {
    const each = (expected[row] as number) * (by[changed[row] as number] as number);
    expected[row] = each;
    (due[place[row] as number] as number) += each;
  }
}

/** Renews the factors of a step one after the other, by what is expected at its places; answers by what each place changes in all. */
function renewAll(fitted: readonly Fitted[], due: Float64Array): Float64Array {
  const changed = new Float64Array(due.length).fill(1);
  for (const one of fitted) {
    const { level } = one;
    if (level === null) return renew(one, due);
    const by = renew(one, byLevel(due, level, one.times.length));
    for (let place = 0; place < due.length; place++) {
      const each = by[level[place] as number] as number;
      (due[place] as number) *= each;
      (changed[place] as number) *= each;
    }
  }
  return changed;
}

/** What each level multiplies by from now on: payments to those expected without it. Answers the change of each, or of each group. */
function renew({ factor, times, paid }: Fitted, due: Float64Array): Float64Array {
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
