import type { Direction } from "../forecast/flows.ts";
import { netOf, type Line, type Paths } from "../forecast/paths.ts";
import { meanOf, spreadOf, type Spread } from "../forecast/summary.ts";

/**
 * The first days of a forecast taken together: what comes in and goes out in them, what may be spent at their end, and how low that is on
 * the lowest of them.
 */
export type DaysAhead = {
  readonly days: number;
  readonly in: Spread;
  readonly out: Spread;
  readonly net: Spread;
  readonly balance: Spread;
  readonly lowest: { readonly balance: Spread; readonly day: number };
  readonly classes: readonly { class: string; direction: Direction; mean: number }[];
};

/** Reads them off the paths that the weeks were read from. */
export function daysAhead(
  paths: Paths,
  { days, origin, opening }: { days: number; origin: number; opening: number },
): DaysAhead {
  const of = (lines: readonly Line[]) => sumsOver(paths, lines, days);
  const into = of(paths.lines.filter(({ direction }) => direction === "in"));
  const out = of(paths.lines.filter(({ direction }) => direction === "out"));
  const net = spreadOf(into.map((sum, at) => sum - (out[at] ?? 0)));
  const lowest = lowestOver(paths, days);
  return {
    days,
    in: spreadOf(into),
    out: spreadOf(out),
    net,
    balance: above(net, opening),
    lowest: { balance: above(spreadOf(lowest.sums), opening), day: origin + lowest.day },
    classes: paths.lines.map((line) => ({
      class: line.class,
      direction: line.direction,
      mean: meanOf(of([line])),
    })),
  };
}

/** A spread of what moves, as one of what there is then. */
export function above({ quantiles, mean }: Spread, opening: number): Spread {
  return { quantiles: quantiles.map((each) => each + opening), mean: mean + opening };
}

function sumsOver(paths: Paths, lines: readonly Line[], days: number): Float64Array {
  return Float64Array.from({ length: paths.count }, (_, path) => {
    let sum = 0;
    for (const { sums } of lines)
      for (let at = path * paths.days; at < path * paths.days + days; at++) sum += sums[at] ?? 0;
    return sum;
  });
}

/** The lowest running total at a day's end of each path, and the day (0 …) on which it most often falls. */
function lowestOver(paths: Paths, days: number): { sums: Float64Array; day: number } {
  const net = netOf(paths);
  const sums = new Float64Array(paths.count).fill(Infinity);
  const onDay = new Float64Array(days);
  for (let path = 0; path < paths.count; path++) {
    let sum = 0;
    let day = 0;
    for (let at = 0; at < days; at++) {
      sum += net[path * paths.days + at] ?? 0;
      if (sum < (sums[path] ?? 0)) [sums[path], day] = [sum, at];
    }
    onDay[day] = (onDay[day] ?? 0) + 1;
  }
  return { sums, day: onDay.indexOf(Math.max(...onDay)) };
}
