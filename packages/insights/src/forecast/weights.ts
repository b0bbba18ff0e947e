import { DIRECTIONS, type Direction } from "./flows.ts";
import { lossOf } from "./quantiles.ts";
import type { Candidates } from "./candidates.ts";

/** What was said on an earlier day, and the weekly sums that then came; `moved`: with what answers the balance. */
export type Trial = {
  candidates: Candidates;
  origin: number;
  actual: Record<Direction, Float64Array>;
  moved: Record<Direction, Float64Array>;
};

export type Weights = Record<Direction, Map<string, number>>;

const POWER = 4; // of the loss, once there is enough past
const HALF_WEEKS = 26; // tried weeks at which the past counts half

/**
 * How much each candidate counts: its trust over a power of its loss on the company's own past, beside that of the others. The less past was
 * tried, the lower the power, and the nearer the trust alone. What could not be tried counts as no better and no worse than the others.
 */
export function weightsOf(candidates: Candidates, trials: readonly Trial[]): Weights {
  const of = (direction: Direction): Map<string, number> => {
    const ratios = ratiosOf(trials, direction);
    const weeks = trials.reduce((sum, { actual }) => sum + actual[direction].length, 0);
    const power = (POWER * weeks) / (weeks + HALF_WEEKS);
    const raw = candidates.told
      .filter((told) => told.weeks[direction] !== undefined)
      .map(({ name, trust }) => [name, trust[direction] * (ratios.get(name) ?? 1) ** -power] as const);
    const total = raw.reduce((sum, [, weight]) => sum + weight, 0);
    return new Map(raw.map(([name, weight]) => [name, weight / total]));
  };
  const [first, second] = DIRECTIONS.map(of);
  return { in: first ?? new Map(), out: second ?? new Map() };
}

/** Each candidate's loss beside the mean of all on the same trials; nothing of what could not be tried. */
function ratiosOf(trials: readonly Trial[], direction: Direction): Map<string, number> {
  const own = new Map<string, number>();
  const others = new Map<string, number>();
  for (const { candidates, actual } of trials) {
    const losses = candidates.told.flatMap(({ name, weeks }) => {
      const said = weeks[direction];
      if (said === undefined) return [];
      const loss = actual[direction].reduce((sum, each, week) => sum + lossOf(each, said[week] ?? []), 0);
      return [{ name, loss }];
    });
    const mean = losses.reduce((sum, { loss }) => sum + loss, 0) / losses.length;
    for (const { name, loss } of losses) {
      own.set(name, (own.get(name) ?? 0) + loss);
      others.set(name, (others.get(name) ?? 0) + mean);
    }
  }
  const ratios = new Map<string, number>();
  for (const [name, loss] of own) {
    const mean = others.get(name) ?? 0;
    if (mean > 0) ratios.set(name, Math.max(LEAST_RATIO, loss / mean));
  }
  return ratios;
}

const LEAST_RATIO = 0.1;
