import type { Candidates } from "./candidates.ts";
import { chanceFrom, type Chance } from "./chance.ts";
import { DIRECTIONS, WEEK, type Direction } from "./flows.ts";
import { lineOf, OTHER, weeksOf, type Line, type Paths } from "./paths.ts";
import { readAt, type WeekQuantiles } from "./quantiles.ts";
import type { Weights } from "./weights.ts";

/**
 * Moves the paths so that each week's sums of a direction have the quantiles that all candidates together say (weighted means of
 * quantiles), while every path keeps its rank in each week, and with it how weeks and directions hang together (ensemble copula
 * coupling; Schefzik, Thorarinsdottir & Gneiting 2013). Classes move in proportion, so they still add up; what is certain stays.
 */
export function blendInto(candidates: Candidates, weights: Weights, seed: number): void {
  const { paths, told } = candidates;
  for (const direction of DIRECTIONS) {
    const own = weights[direction].get(told[0]?.name ?? "") ?? 0;
    const others = told.slice(1).flatMap(({ name, weeks }) => {
      const said = weeks[direction];
      const weight = weights[direction].get(name) ?? 0;
      return said === undefined || weight === 0 ? [] : [{ said, weight }];
    });
    if (others.length === 0) continue;
    const chance = chanceFrom(seed, direction === "in" ? 11 : 12);
    const both = paths.lines.filter((line) => line.direction === direction);
    const certain = both.filter((line) => line.certain === true);
    const lines = both.filter((line) => line.certain !== true);
    moveWeeks(paths, direction, { lines, certain, own, others, chance });
  }
}

type Move = {
  lines: Line[];
  certain: Line[];
  own: number;
  others: readonly { said: WeekQuantiles; weight: number }[];
  chance: Chance;
};

function moveWeeks(paths: Paths, direction: Direction, { lines, certain, own, others, chance }: Move): void {
  const { count, days } = paths;
  const moving = weeksOf(paths, lines);
  const known = weeksOf(paths, certain);
  const sums = moving.map((sum, at) => sum + (known[at] ?? 0));
  const ties = Float64Array.from({ length: count }, () => 0);
  for (let week = 0; week * WEEK < days; week++) {
    const of = sums.subarray(week * count, (week + 1) * count);
    for (let path = 0; path < count; path++) ties[path] = chance.next();
    const order = Array.from({ length: count }, (_, path) => path).toSorted(
      (a, b) => (of[a] ?? 0) - (of[b] ?? 0) || (ties[a] ?? 0) - (ties[b] ?? 0),
    );
    order.forEach((path, rank) => {
      const share = (rank + 0.5) / count;
      const at = week * count + path;
      let after = own * (sums[at] ?? 0);
      for (const { said, weight } of others) after += weight * Math.max(0, readAt(said[week] ?? [], share));
      after = Math.max(0, after - (known[at] ?? 0));
      scaleWeek(paths, { path, week, before: moving[at] ?? 0, after, lines, direction });
    });
  }
}

type Scale = {
  path: number;
  week: number;
  before: number;
  after: number;
  lines: Line[];
  direction: Direction;
};

function scaleWeek(paths: Paths, { path, week, before, after, lines, direction }: Scale): void {
  const { days } = paths;
  const from = path * days + week * WEEK;
  const to = path * days + Math.min(days, (week + 1) * WEEK);
  if (before > 0) {
    const by = after / before;
    for (const { sums } of lines) for (let at = from; at < to; at++) sums[at] = (sums[at] ?? 0) * by;
    return;
  }
  if (after <= 0) return;
  const { sums } = lineOf(paths, OTHER, direction);
  const at = from + Math.min(to - from - 1, (path * 5 + week) % WEEK);
  sums[at] = (sums[at] ?? 0) + after;
}
