import type { BillFacts, Factor } from "./factors.ts";

/** Days ahead are looked at in stretches; beyond so many expected payments (e⁻¹⁰ = 0.005 % left) no more are. */
const STRETCH = 32;
const ENOUGH = 10;
/** Days after the as-of date whose bins by the day alone are kept. */
const KEPT_DAYS = 512;

type Fit = {
  factors: readonly Factor[];
  /** What each level of each factor multiplies by. */
  levels: readonly Float64Array[];
  asOf: number;
  /** Expected payments of a day before any factor. */
  daily: (bill: BillFacts, day: number) => number;
};

/** Expected payments of a bill until the end of each of so many days from one on. */
export type Course = (bill: BillFacts, from: number, days: number) => Float64Array;

/** Tells courses by what a fit learned. It is asked of many bills, so what only the day tells is worked out once. */
export function courseBy({ factors, levels, asOf, daily }: Fit): Course {
  const kept = factors.map(({ by }) => (by === "day" ? new Uint8Array(KEPT_DAYS).fill(255) : null));
  const room = new Float64Array(STRETCH);
  const groups = new Int32Array(factors.length);

  /** Multiplies a stretch of days by one factor. */
  function apply(at: number, bill: BillFacts, from: number, length: number): void {
    const factor = factors[at] as Factor;
    const times = levels[at] as Float64Array;
    const group = groups[at] as number;
    const { by, scale } = factor;
    const bins = kept[at];
    if (factor.recentDays !== undefined) {
      const each = Math.log(times[group + factor.bin(bill, from, asOf)] as number);
      if (each === 0) return;
      for (let place = 0; place < length; place++) {
        (room[place] as number) *= Math.exp(each * 0.5 ** ((from + place - asOf) / factor.recentDays));
      }
    } else if (by === "bill") {
      const each = times[group + factor.bin(bill, from, asOf)] as number;
      for (let place = 0; place < length; place++) (room[place] as number) *= each;
    } else if (scale !== undefined) {
      const since = from - (by === "age" ? bill.known : bill.due);
      for (let place = 0; place < length; place++) {
        (room[place] as number) *= times[group + scale.of(since + place)] as number;
      }
    } else {
      for (let place = 0; place < length; place++) {
        const ahead = from + place - asOf;
        let bin = bins?.[ahead] ?? 255;
        if (bin === 255) {
          bin = factor.bin(bill, from + place, asOf);
          if (bins !== null && bins !== undefined && ahead < KEPT_DAYS) bins[ahead] = bin;
        }
        (room[place] as number) *= times[group + bin] as number;
      }
    }
  }

  return (bill, from, days) => {
    const course = new Float64Array(days);
    factors.forEach((factor, at) => (groups[at] = factor.bins * factor.group(bill)));
    let sum = 0;
    for (let start = 0; start < days; start += STRETCH) {
      const length = Math.min(days - start, STRETCH);
      for (let place = 0; place < length; place++) room[place] = daily(bill, from + start + place);
      for (let at = 0; at < factors.length; at++) apply(at, bill, from + start, length);
      for (let place = 0; place < length; place++) course[start + place] = sum += room[place] as number;
      if (sum > ENOUGH) return course.slice(0, start + length);
    }
    return course;
  };
}
