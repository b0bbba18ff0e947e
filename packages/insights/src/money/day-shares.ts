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

/** The day ahead (0 …) at a share of a week ahead. */
export type DayAtShare = (week: number, share: number) => number;

const PARTS = 256; // of a week's shares: in nearly all of them lies one day alone
const SEVERAL = 255; // in the place of a part's day

/** Reads days off rising shares; shares from 0 to below 1. */
export function dayAtShare(rising: ArrayLike<number>): DayAtShare {
  const shares = Float64Array.from(rising);
  const search = (week: number, share: number): number => {
    let day = week * WEEKDAYS;
    while (day < (week + 1) * WEEKDAYS - 1 && (shares[day] ?? 1) <= share) day++;
    return day;
  };
  const weeks = Math.ceil(shares.length / WEEKDAYS);
  const known = Uint8Array.from({ length: weeks * PARTS }, (_, at) => {
    const week = Math.floor(at / PARTS);
    const from = (at % PARTS) / PARTS;
    const day = search(week, from);
    const isAlone = day === (week + 1) * WEEKDAYS - 1 || (shares[day] ?? 1) >= from + 1 / PARTS;
    return isAlone && day < SEVERAL ? day : SEVERAL;
  });
  return (week, share) => {
    const day = known[week * PARTS + Math.floor(share * PARTS)] ?? SEVERAL;
    return day === SEVERAL ? search(week, share) : day;
  };
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
