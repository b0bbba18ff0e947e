import { monthPartOf, MONTH_PARTS, weekdayOf, WEEKDAYS } from "../calendar.ts";
import type { Flow } from "../forecast/flows.ts";
import type { IsOpen } from "../forecast/recurring/rhythm.ts";

/* On which days of a week ahead money comes, by the weekdays and the parts of the month on which it came. */

const LOOK_BACK = 365;
const DRAWN_TO_ONE = 10; // days' money that speak for a factor of one
const SHUT_SHARE = 0.02; // of flows on days on which banks are shut, below which nothing is expected on them

export type DayShareOptions = {
  readonly origin: number;
  readonly days: number;
  readonly isOpen: IsOpen;
};

/** Of every week ahead the rising shares of its days, week after week; each week's last is 1. */
export function dayShares(flows: readonly Flow[], { origin, days, isOpen }: DayShareOptions): Float64Array {
  const known = flows.filter(({ day }) => day >= origin - LOOK_BACK && day < origin);
  const first = known.reduce((least, { day }) => Math.min(least, day), origin);
  const weekday = factors(known, { first, origin, of: weekdayOf, kinds: WEEKDAYS });
  const part = factors(known, { first, origin, of: monthPartOf, kinds: MONTH_PARTS });
  const shut = known.filter(({ day }) => !isOpen(day)).length;
  const isShut = shut <= SHUT_SHARE * known.length;
  const rising = new Float64Array(Math.ceil(days / WEEKDAYS) * WEEKDAYS);
  for (let from = 0; from < rising.length; from += WEEKDAYS) {
    let sum = 0;
    for (let at = from; at < from + WEEKDAYS; at++) {
      const day = origin + at;
      if (at < days && (isOpen(day) || !isShut))
        sum += (weekday[weekdayOf(day)] ?? 1) * (part[monthPartOf(day)] ?? 1);
      rising[at] = sum;
    }
    for (let at = from; at < from + WEEKDAYS; at++)
      rising[at] = sum > 0 ? (rising[at] ?? 0) / sum : (at - from + 1) / WEEKDAYS;
  }
  return rising;
}

/** The day (0 … 6) of a week ahead at a share. */
export function dayAtShare(rising: ArrayLike<number>, week: number, share: number): number {
  let day = 0;
  while (day < WEEKDAYS - 1 && (rising[week * WEEKDAYS + day] ?? 1) <= share) day++;
  return day;
}

/** How much more often money came on days of each kind than on others. */
function factors(
  flows: readonly Flow[],
  { first, origin, of, kinds }: { first: number; origin: number; of: (day: number) => number; kinds: number },
): Float64Array {
  const days = new Float64Array(kinds);
  const came = new Float64Array(kinds);
  for (let day = first; day < origin; day++) days[of(day)] = (days[of(day)] ?? 0) + 1;
  for (const { day } of flows) came[of(day)] = (came[of(day)] ?? 0) + 1;
  const perDay = flows.length / Math.max(1, origin - first);
  return came.map((count, kind) => (count + DRAWN_TO_ONE) / ((days[kind] ?? 0) * perDay + DRAWN_TO_ONE));
}
