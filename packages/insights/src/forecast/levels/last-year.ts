import type { LevelModel } from "../level-model.ts";
import { SHARES, weightedQuantiles } from "../quantiles.ts";

const YEAR = 52; // weeks
const AROUND = 13; // weeks on both sides that a week of last year is held against
const HALF_LIFE = 8; // weeks, of the level
const ENOUGH = 10; // pairs of weeks that count as much as the belief that seasons do not come back

/** The level of late, times what the same weeks were last year beside those around them, as far as that came back before. */
export function lastYear(trust: number): LevelModel {
  return {
    name: "last-year",
    fewestWeeks: YEAR + AROUND,
    trust,
    forecast({ weekly }, weeks) {
      if (weekly.some((sum) => sum <= 0)) return null;
      const logs = weekly.map((sum) => Math.log(sum));
      const base = smoothed(logs);
      const stood = logs.map((each, at) => each - (base[at] ?? 0));
      let together = 0;
      let alone = 0;
      for (let at = YEAR; at < logs.length; at++) {
        together += (stood[at] ?? 0) * aroundYearAgo(stood, at);
        alone += aroundYearAgo(stood, at) ** 2;
      }
      const pairs = logs.length - YEAR;
      const share = (Math.max(0, Math.min(1, together / (alone || 1))) * pairs) / (pairs + ENOUGH);
      const level = lateLevel(logs, stood, share);
      const errors: number[] = [];
      const weights: number[] = [];
      for (let at = 8; at < logs.length; at++) {
        errors.push((logs[at] ?? 0) - (lateBefore(logs, at) ?? 0));
        weights.push(0.5 ** ((logs.length - at) / 52));
      }
      const spread = weightedQuantiles(errors, weights);
      return Array.from({ length: weeks }, (_, ahead) => {
        const middle = level + share * aroundYearAgo(stood, logs.length + ahead);
        return Float64Array.from(SHARES, (__, place) =>
          Math.exp(middle + ((spread[place] ?? 0) - (spread[3] ?? 0))),
        );
      });
    },
  };
}

function aroundYearAgo(stood: ArrayLike<number>, at: number): number {
  const ago = at - YEAR;
  if (ago < 0 || ago >= stood.length) return 0;
  const before = stood[Math.max(0, ago - 1)] ?? 0;
  const after = stood[Math.min(stood.length - 1, ago + 1)] ?? 0;
  return 0.6 * (stood[ago] ?? 0) + 0.2 * before + 0.2 * after;
}

/** Means of the weeks around each. */
function smoothed(logs: Float64Array): Float64Array {
  return logs.map((_, at) => {
    const around = logs.subarray(Math.max(0, at - AROUND), at + AROUND + 1);
    return around.reduce((sum, each) => sum + each, 0) / around.length;
  });
}

function lateLevel(logs: Float64Array, stood: ArrayLike<number>, share: number): number {
  let sum = 0;
  let weight = 0;
  for (let at = Math.max(0, logs.length - 40); at < logs.length; at++) {
    const own = 0.5 ** ((logs.length - 1 - at) / HALF_LIFE);
    sum += own * ((logs[at] ?? 0) - share * aroundYearAgo(stood, at));
    weight += own;
  }
  return sum / weight;
}

function lateBefore(logs: Float64Array, at: number): number {
  let sum = 0;
  let weight = 0;
  for (let before = Math.max(0, at - 30); before < at - 3; before++) {
    const own = 0.5 ** ((at - before) / HALF_LIFE);
    sum += own * (logs[before] ?? 0);
    weight += own;
  }
  return sum / weight;
}
