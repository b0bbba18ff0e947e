import { quantile } from "../numbers.ts";
import { blendInto } from "./blend.ts";
import { WEEK } from "./flows.ts";
import type { Reserves } from "./structure.ts";
import { summaryOf, type PathSummary, type Spread } from "./summary.ts";
import type { Trial, Weights } from "./weights.ts";

/** By how much ranges of running totals and of the lowest point are stretched around their middles. */
export type Stretch = { running: number; runningIn: number; runningOut: number; lowest: number };

const KEYS = ["running", "runningIn", "runningOut", "lowest"] as const;
/** What is known before trial: ranges hold as the paths say. */
const PRIOR = 1;
const TRIALS_OF_PRIOR = 12;
const WITHIN = 0.8;
const MOST = 3; // times, of one trial

/**
 * Learns from earlier days how far off totals were, in widths of the 80 % range to that side: stretched by the distance that 80 % of them
 * kept (split conformal prediction; Vovk, Gammerman & Shafer 2005), drawn to one as there are few of them.
 */
export function stretchOf(
  trials: readonly Trial[],
  weights: Weights,
  { seed, reserves }: { seed: number; reserves: Reserves },
): Stretch {
  const distances = { running: [], runningIn: [], runningOut: [], lowest: [] } as Record<
    keyof Stretch,
    number[]
  >;
  for (const { candidates, origin, moved: actual } of trials) {
    if (actual.in.length * WEEK < candidates.paths.days || actual.in.length < FULL_WEEKS) continue;
    blendInto(candidates, weights, seed);
    reserves.add(candidates.paths, origin);
    const { weeks, lowest } = summaryOf(candidates.paths, 0);
    const last = weeks.at(-1);
    if (last === undefined) continue;
    const totals = { in: sumOf(actual.in), out: sumOf(actual.out) };
    distances.running.push(distance(totals.in - totals.out, last.running));
    distances.runningIn.push(distance(totals.in, last.runningIn));
    distances.runningOut.push(distance(totals.out, last.runningOut));
    distances.lowest.push(distance(lowestOf(actual.in, actual.out), lowest));
  }
  const [running = 1, runningIn = 1, runningOut = 1, lowest = 1] = KEYS.map((key) => drawn(distances[key]));
  return { running, runningIn, runningOut, lowest };
}

const FULL_WEEKS = 13;

/** Stretches the ranges of a summary; middles and means stay. */
export function stretched(summary: PathSummary, by: Stretch): PathSummary {
  return {
    weeks: summary.weeks.map((week) => ({
      ...week,
      running: around(week.running, by.running),
      runningIn: around(week.runningIn, by.runningIn),
      runningOut: around(week.runningOut, by.runningOut),
    })),
    lowest: {
      ...summary.lowest,
      ...around(summary.lowest, by.lowest),
      values: summary.lowest.values.map((each) => moved(each, summary.lowest.quantiles[3] ?? 0, by.lowest)),
    },
  };
}

function around({ quantiles, mean }: Spread, by: number): Spread {
  return { quantiles: quantiles.map((each) => moved(each, quantiles[3] ?? 0, by)), mean };
}

function moved(value: number, middle: number, by: number): number {
  return middle + (value - middle) * by;
}

/** How far from the middle, in widths of the range to that side. */
function distance(actual: number, { quantiles }: Spread): number {
  const middle = quantiles[3] ?? 0;
  const edge = actual < middle ? (quantiles[1] ?? 0) : (quantiles[5] ?? 0);
  const width = Math.abs(edge - middle);
  return width > 0 ? Math.min(MOST, Math.abs(actual - middle) / width) : PRIOR;
}

function drawn(distances: readonly number[]): number {
  if (distances.length === 0) return PRIOR;
  const own = Math.max(1 / MOST, quantile(distances, WITHIN));
  return (distances.length * own + TRIALS_OF_PRIOR * PRIOR) / (distances.length + TRIALS_OF_PRIOR);
}

function sumOf(values: Float64Array): number {
  return values.reduce((sum, each) => sum + each, 0);
}

function lowestOf(inflow: Float64Array, outflow: Float64Array): number {
  let sum = 0;
  let lowest = Infinity;
  inflow.forEach((each, week) => {
    sum += each - (outflow[week] ?? 0);
    lowest = Math.min(lowest, sum);
  });
  return lowest;
}
