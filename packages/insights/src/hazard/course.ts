import { binOf } from "./bins.ts";
import { NO_BILL, type BillFacts, type Factor, type Line } from "./factors.ts";

/** Days ahead are looked at in stretches; beyond so many expected payments (e⁻¹⁰ = 0.005 % left) no more are. */
const STRETCH = 32;
const ENOUGH = 10;
/** Of so many days after the as-of date what all bills share is worked out once. */
const KEPT_DAYS = 512;

type Fit = {
  factors: readonly Factor[];
  /** What each level of each factor multiplies by. */
  levels: readonly Float64Array[];
  asOf: number;
  /** Expected payments of a day before any factor. */
  daily: (bill: BillFacts, day: number) => number;
};

/** Expected payments of a bill until the end of each of so many days from one on, which is after the as-of date. */
export type Course = (bill: BillFacts, from: number, days: number) => Float64Array;

/** Tells courses by what a fit learned. It is asked of many bills. */
export function courseBy(fit: Fit): Course {
  const { asOf, daily } = fit;
  const kinds = kindsOf(fit);
  const usual = daysFrom(kinds, { asOf, from: asOf + 1, days: KEPT_DAYS });
  const room = new Float64Array(STRETCH);
  const { byBill, byLine, byDay, paces } = kinds;
  return (bill, from, days) => {
    const isUsual = from > asOf && from + days <= asOf + KEPT_DAYS;
    const known = isUsual ? usual : daysFrom(kinds, { asOf, from, days });
    let fixed = 1;
    for (const one of byBill) fixed *= one.times[groupOf(one, bill)] as number;
    const lines = byLine.map((one) => lineOf(one, bill, asOf));
    const groups = byDay.map((one) => groupOf(one, bill));
    const each = paces.map((one) => Math.log(one.times[groupOf(one, bill) + 1] as number));
    const course = new Float64Array(days);
    let sum = 0;
    for (let start = 0; start < days; start += STRETCH) {
      const length = Math.min(days - start, STRETCH);
      const at = from + start - known.from;
      for (let place = 0; place < length; place++) {
        const day = fixed * daily(bill, from + start + place);
        room[place] = day * (known.shared[at + place] as number);
      }
      for (let one = 0; one < lines.length; one++) follow(room, lines[one] ?? null, from + start, length);
      for (let one = 0; one < groups.length; one++) {
        const { times } = byDay[one] as Levelled;
        const bins = known.bins[one] as Uint8Array;
        const group = groups[one] as number;
        for (let place = 0; place < length; place++)
          (room[place] as number) *= times[group + (bins[at + place] as number)] as number;
      }
      for (let one = 0; one < each.length; one++) {
        const [pace, left] = [each[one] as number, known.left[one] as Float64Array];
        if (pace === 0) continue;
        for (let place = 0; place < length; place++)
          (room[place] as number) *= Math.exp(pace * (left[at + place] as number));
      }
      for (let place = 0; place < length; place++) course[start + place] = sum += room[place] as number;
      if (sum > ENOUGH) return course.slice(0, start + length);
    }
    return course;
  };
}

/** A factor with what its levels multiply by. */
type Levelled = { factor: Factor; times: Float64Array };

/** Factors by what tells their bins in the days ahead. */
type Kinds = {
  /** The day alone, the same for all bills. */
  shared: Levelled[];
  byBill: Levelled[];
  byDay: Levelled[];
  /** How recent days differed. */
  paces: Levelled[];
  /** Days since one that the bill tells. */
  byLine: Levelled[];
};

function kindsOf({ factors, levels }: Fit): Kinds {
  const kinds: Kinds = { shared: [], byBill: [], byDay: [], paces: [], byLine: [] };
  for (const [at, factor] of factors.entries()) {
    const { by, groups, recentDays } = factor;
    const isPace = recentDays !== undefined;
    const isOfDay = isPace || by === "day";
    const own = isPace ? "paces" : by === "bill" ? "byBill" : by === "day" ? "byDay" : "byLine";
    const kind = groups === 1 && isOfDay ? "shared" : own;
    kinds[kind].push({ factor, times: levels[at] as Float64Array });
  }
  return kinds;
}

/** What is the same for all bills on days from one on, by factor where it is not one product. */
type Days = { from: number; shared: Float64Array; bins: Uint8Array[]; left: Float64Array[] };

function daysFrom(
  { shared, byDay, paces }: Kinds,
  { asOf, from, days }: { asOf: number; from: number; days: number },
): Days {
  const leftOf = ({ recentDays }: Factor, at: number) => 0.5 ** ((from + at - asOf) / (recentDays ?? 1));
  const product = new Float64Array(days).fill(1);
  for (const { factor, times } of shared) {
    const pace = factor.recentDays === undefined ? null : Math.log(times[1] as number);
    for (let at = 0; at < days; at++) {
      const bin = pace === null ? factor.bin(NO_BILL, from + at, asOf) : 0;
      (product[at] as number) *= pace === null ? (times[bin] as number) : Math.exp(pace * leftOf(factor, at));
    }
  }
  return {
    from,
    shared: product,
    bins: byDay.map(({ factor }) =>
      Uint8Array.from({ length: days }, (_, at) => factor.bin(NO_BILL, from + at, asOf)),
    ),
    left: paces.map(({ factor }) => Float64Array.from({ length: days }, (_, at) => leftOf(factor, at))),
  };
}

function groupOf({ factor }: Levelled, bill: BillFacts): number {
  return factor.bins * factor.group(bill);
}

type LevelledLine = Line & { times: Float64Array };

/** How a factor goes with the days; null: it makes no difference. */
function lineOf(levelled: Levelled, bill: BillFacts, asOf: number): LevelledLine | null {
  const { factor, times } = levelled;
  const { by, scale } = factor;
  const group = groupOf(levelled, bill);
  if (scale !== undefined) return { scale, since: by === "age" ? bill.known : bill.due, base: group, times };
  const line = factor.ahead?.(bill, asOf) ?? null;
  return line === null ? null : { ...line, base: line.base + group, times };
}

/** Multiplies days from one on by a factor. */
function follow(room: Float64Array, line: LevelledLine | null, from: number, length: number): void {
  if (line === null) return;
  const { scale, since, base, times } = line;
  for (let place = 0; place < length; place++)
    (room[place] as number) *= times[base + binOf(scale, from + place - since)] as number;
}
