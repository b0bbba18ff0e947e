import { WEEK, type Direction } from "./flows.ts";

/**
 * One class of item in one direction: its sums of every day of every path, path after path; positive sizes. What is `certain` stays as it
 * is, whatever is said of the level of all.
 */
export type Line = { class: string; direction: Direction; sums: Float64Array; certain?: boolean };

/** What might come, path by path: the same path of every line belongs together. */
export type Paths = { count: number; days: number; lines: Line[] };

/** The class of money that is not told apart: what candidates expect where the paths have none, and paths that only sum up. */
export const OTHER = "other";

/** No money on any path yet. */
export function emptyPaths(count: number, days: number): Paths {
  return { count, days, lines: [] };
}

/** The line of a class and direction, made where there is none. */
export function lineOf(paths: Paths, kind: string, direction: Direction): Line {
  const known = paths.lines.find((line) => line.class === kind && line.direction === direction);
  if (known !== undefined) return known;
  const line = { class: kind, direction, sums: new Float64Array(paths.count * paths.days) };
  paths.lines.push(line);
  return line;
}

/** Sums of every week of every path, week after week: `[week · count + path]`. */
export function weeksOf(paths: Paths, lines: readonly Line[]): Float64Array {
  const { count, days } = paths;
  const weeks = Math.ceil(days / WEEK);
  const made = new Float64Array(weeks * count);
  for (const { sums } of lines)
    for (let path = 0; path < count; path++)
      for (let week = 0; week < weeks; week++) {
        const from = path * days + week * WEEK;
        const to = path * days + Math.min(days, (week + 1) * WEEK);
        let sum = made[week * count + path] ?? 0;
        for (let at = from; at < to; at++) sum += sums[at] ?? 0;
        made[week * count + path] = sum;
      }
  return made;
}

/** What remains of each day of each path when outflows are taken from inflows. */
export function netOf(paths: Paths): Float64Array {
  const net = new Float64Array(paths.count * paths.days);
  for (const { direction, sums } of paths.lines) {
    const sign = direction === "in" ? 1 : -1;
    for (let at = 0; at < net.length; at++) net[at] = (net[at] ?? 0) + sign * (sums[at] ?? 0);
  }
  return net;
}
