import { NEVER, type Bills } from "../bills.ts";
import { meanOf, quantile } from "../numbers.ts";
import type { Case } from "./cases.ts";

/** What is said of a case; days are counted like the bills'. `weeks` are the chances of being paid in weeks 1…8 after the cut-off. */
export type Said = {
  median: number;
  low?: number;
  high?: number;
  late?: number;
  weeks?: readonly number[];
};

/** A case with what was said of it. */
export type Told = Case & { cutOff: number; said: Said };

/** Scores of one kind of cases: errors in days, shares 0…1. */
export type KindScore = {
  n: number;
  mae: number;
  medae: number;
  pin10?: number;
  pin50?: number;
  pin90?: number;
  cov80?: number;
  width80?: number;
  bucketAcc: number;
  aucLate?: number;
  brierLate?: number;
};

/** Scores of a model on a ledger. */
export type Score = {
  open?: KindScore;
  new?: KindScore;
  wape4w: number;
  wape8w: number;
  tot4w: number;
  tot8w: number;
};

const BUCKETS = [0, 15, 30, 60];
const WEEKS = 8;

/** Scores what was said against what happened; the measures are those of the public protocol (docs/algorithms/payments.md). */
export function score(bills: Bills, told: readonly Told[]): Score {
  const result: Score = { ...cashScore(bills, told) };
  for (const kind of ["open", "new"] as const) {
    const seen = told.filter((each) => each.kind === kind && (bills.paid[each.row] ?? NEVER) !== NEVER);
    if (seen.length > 0) result[kind] = kindScore(bills, seen);
  }
  return result;
}

function kindScore(bills: Bills, told: readonly Told[]): KindScore {
  const errors: number[] = [];
  let right = 0;
  const ranged: { actual: number; low: number; median: number; high: number }[] = [];
  const lateness: { isLate: boolean; chance: number }[] = [];
  let chances = 0;
  for (const { row, cutOff, said } of told) {
    const paid = bills.paid[row] ?? 0;
    const due = bills.due[row] ?? 0;
    errors.push(Math.abs(paid - said.median));
    if (bucketOf(paid - due) === bucketOf(said.median - due)) right++;
    if (said.low !== undefined && said.high !== undefined) {
      ranged.push({ actual: paid, low: said.low, median: said.median, high: said.high });
    }
    if (due >= cutOff) {
      if (said.late !== undefined) chances++;
      lateness.push({ isLate: paid > due, chance: said.late ?? said.median - due });
    }
  }
  const n = told.length;
  const area = auc(lateness);
  return {
    n,
    mae: meanOf(errors),
    medae: quantile(errors, 0.5),
    ...(ranged.length < n
      ? {}
      : {
          pin10: meanOf(ranged.map((each) => pinball(each.actual - each.low, 0.1))),
          pin50: meanOf(ranged.map((each) => pinball(each.actual - each.median, 0.5))),
          pin90: meanOf(ranged.map((each) => pinball(each.actual - each.high, 0.9))),
          cov80: meanOf(ranged.map((each) => (each.actual >= each.low && each.actual <= each.high ? 1 : 0))),
          width80: meanOf(ranged.map((each) => each.high - each.low)),
        }),
    bucketAcc: right / n,
    ...(area === undefined ? {} : { aucLate: area }),
    ...(chances < lateness.length || chances === 0
      ? {}
      : { brierLate: meanOf(lateness.map((each) => (each.chance - (each.isLate ? 1 : 0)) ** 2)) }),
  };
}

/** Cash of the bills open at each cut-off, week by week; amounts above the 99.9 % quantile are cut to it. */
function cashScore(
  bills: Bills,
  told: readonly Told[],
): Pick<Score, "wape4w" | "wape8w" | "tot4w" | "tot8w"> {
  const cap = quantile(Array.from(bills.amount), 0.999);
  const weeks = new Map<number, { actual: Float64Array; said: Float64Array }>();
  for (const { kind, row, cutOff, said } of told) {
    if (kind !== "open") continue;
    const at = weeks.get(cutOff) ?? { actual: new Float64Array(WEEKS), said: new Float64Array(WEEKS) };
    weeks.set(cutOff, at);
    const amount = Math.min(bills.amount[row] ?? 0, cap);
    const add = (list: Float64Array, week: number, sum: number) => {
      if (week >= 0 && week < WEEKS) list[week] = (list[week] ?? 0) + sum;
    };
    const paid = bills.paid[row] ?? NEVER;
    if (paid !== NEVER) add(at.actual, Math.floor((paid - cutOff - 1) / 7), amount);
    if (said.weeks !== undefined) said.weeks.forEach((chance, week) => add(at.said, week, chance * amount));
    else add(at.said, Math.max(0, Math.floor((said.median - cutOff - 1) / 7)), amount);
  }
  const measure = (span: number) => {
    let wrong = 0;
    let off = 0;
    let cash = 0;
    for (const { actual, said } of weeks.values()) {
      let difference = 0;
      for (let week = 0; week < span; week++) {
        const one = (said[week] ?? 0) - (actual[week] ?? 0);
        wrong += Math.abs(one);
        difference += one;
        cash += actual[week] ?? 0;
      }
      off += Math.abs(difference);
    }
    return { wape: wrong / cash, tot: off / cash };
  };
  const four = measure(4);
  const eight = measure(8);
  return { wape4w: four.wape, wape8w: eight.wape, tot4w: four.tot, tot8w: eight.tot };
}

function bucketOf(daysLate: number): number {
  const place = BUCKETS.findIndex((edge) => daysLate <= edge);
  return place === -1 ? BUCKETS.length : place;
}

/** Area under the curve, equal chances sharing their ranks; undefined where all or none were late. */
function auc(list: readonly { isLate: boolean; chance: number }[]): number | undefined {
  const sorted = list.toSorted((a, b) => a.chance - b.chance);
  let late = 0;
  let ranks = 0;
  for (let from = 0; from < sorted.length;) {
    let to = from;
    while (to < sorted.length && sorted[to]?.chance === sorted[from]?.chance) to++;
    for (let i = from; i < to; i++) {
      if (sorted[i]?.isLate !== true) continue;
      late++;
      ranks += (from + 1 + to) / 2;
    }
    from = to;
  }
  const others = sorted.length - late;
  return late === 0 || others === 0 ? undefined : (ranks - (late * (late + 1)) / 2) / (late * others);
}

function pinball(error: number, share: number): number {
  return Math.max(share * error, (share - 1) * error);
}
