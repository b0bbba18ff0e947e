import { WEEK } from "../forecast/flows.ts";
import { netOf, type Paths } from "../forecast/paths.ts";

/* When the running total is at its lowest. */

/** The week about which most of them lie; neighbours count as well, so that one week of many alike does not decide. */
export function mostAbout(weekOf: ArrayLike<number>, weeks: number): number {
  const falls = new Float64Array(weeks);
  for (let path = 0; path < weekOf.length; path++)
    falls[weekOf[path] ?? 0] = (falls[weekOf[path] ?? 0] ?? 0) + 1;
  const about = falls.map((each, week) => each + BESIDE * ((falls[week - 1] ?? 0) + (falls[week + 1] ?? 0)));
  return about.indexOf(Math.max(...about));
}

const BESIDE = 0.999;

/** The week (0 …) about which the total at a week's end is mostly at its lowest, and the day (0 …) of that week on which it mostly is. */
export function lowestDay(paths: Paths): { week: number; day: number } {
  const net = netOf(paths);
  const { count, days } = paths;
  const weekOf = new Int32Array(count);
  const onDay = new Float64Array(days);
  for (let path = 0; path < count; path++) {
    let sum = 0;
    let least = Infinity;
    let leastEnd = Infinity;
    let day = 0;
    for (let at = 0; at < days; at++) {
      sum += net[path * days + at] ?? 0;
      if (sum < least) [least, day] = [sum, at];
      if ((at + 1) % WEEK !== 0 || sum >= leastEnd) continue;
      leastEnd = sum;
      weekOf[path] = Math.floor(at / WEEK);
    }
    onDay[day] = (onDay[day] ?? 0) + 1;
  }
  const week = mostAbout(weekOf, Math.ceil(days / WEEK));
  const inWeek = onDay.subarray(week * WEEK, (week + 1) * WEEK);
  return { week, day: week * WEEK + inWeek.indexOf(Math.max(...inWeek)) };
}
