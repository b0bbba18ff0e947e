import { WEEK, type Direction } from "./flows.ts";
import { netOf, weeksOf, type Paths } from "./paths.ts";
import { sortedQuantiles } from "./quantiles.ts";

/** Quantiles at `SHARES`, and the mean. */
export type Spread = { quantiles: Float64Array; mean: number };

/** One week: what comes in, goes out, remains, and the running total of what remained since the forecast began. */
export type WeekSummary = {
  from: number;
  in: Spread;
  out: Spread;
  net: Spread;
  running: Spread;
  runningIn: Spread;
  runningOut: Spread;
  classes: { class: string; direction: Direction; mean: number }[];
};

export type PathSummary = {
  weeks: WeekSummary[];
  /** The lowest running total at a week's end, and the week (0 …) on which it most often falls. */
  lowest: Spread & { week: number; values: Float64Array };
};

/** Reads weeks and the lowest point off the paths. */
export function summaryOf(paths: Paths, origin: number): PathSummary {
  const { count, days } = paths;
  const weeks = Math.ceil(days / WEEK);
  const of = (direction: Direction) =>
    weeksOf(
      paths,
      paths.lines.filter((line) => line.direction === direction),
    );
  const both = { in: of("in"), out: of("out") };
  const net = both.in.map((sum, at) => sum - (both.out[at] ?? 0));
  const running = runningOf(net, weeks, count);
  const runningIn = runningOf(both.in, weeks, count);
  const runningOut = runningOf(both.out, weeks, count);
  const classes = paths.lines.map((line) => ({ line, sums: weeksOf(paths, [line]) }));
  const cut = (values: Float64Array, week: number) =>
    spreadOf(values.slice(week * count, (week + 1) * count));
  return {
    weeks: Array.from({ length: weeks }, (_, week) => ({
      from: origin + week * WEEK,
      in: cut(both.in, week),
      out: cut(both.out, week),
      net: cut(net, week),
      running: cut(running, week),
      runningIn: cut(runningIn, week),
      runningOut: cut(runningOut, week),
      classes: classes.map(({ line, sums }) => ({
        class: line.class,
        direction: line.direction,
        mean: meanOfPart(sums, week * count, count),
      })),
    })),
    lowest: lowestOf(running, weeks, count),
  };
}

/** The lowest running total on any day of each path. */
export function lowestDays(paths: Paths): Float64Array {
  const net = netOf(paths);
  return Float64Array.from({ length: paths.count }, (_, path) => {
    let sum = 0;
    let lowest = Infinity;
    for (let day = 0; day < paths.days; day++) {
      sum += net[path * paths.days + day] ?? 0;
      lowest = Math.min(lowest, sum);
    }
    return lowest;
  });
}

function runningOf(sums: Float64Array, weeks: number, count: number): Float64Array {
  const running = Float64Array.from(sums);
  for (let at = count; at < weeks * count; at++)
    running[at] = (running[at] ?? 0) + (running[at - count] ?? 0);
  return running;
}

function lowestOf(running: Float64Array, weeks: number, count: number): PathSummary["lowest"] {
  const values = new Float64Array(count).fill(Infinity);
  const falls = Array.from({ length: weeks }, () => 0);
  for (let path = 0; path < count; path++) {
    let at = 0;
    for (let week = 0; week < weeks; week++) {
      const sum = running[week * count + path] ?? 0;
      if (sum >= (values[path] ?? 0)) continue;
      values[path] = sum;
      at = week;
    }
    falls[at] = (falls[at] ?? 0) + 1;
  }
  return { ...spreadOf(values), week: falls.indexOf(Math.max(...falls)), values };
}

/** Quantiles and mean of values in any order. */
export function spreadOf(values: Float64Array): Spread {
  return { quantiles: sortedQuantiles(values.toSorted()), mean: meanOf(values) };
}

/** The mean of all values. */
export function meanOf(values: Float64Array): number {
  return meanOfPart(values, 0, values.length);
}

function meanOfPart(values: Float64Array, from: number, count: number): number {
  let sum = 0;
  for (let at = from; at < from + count; at++) sum += values[at] ?? 0;
  return sum / count;
}
