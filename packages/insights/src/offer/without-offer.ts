import { chanceBy, type Distribution } from "../distribution.ts";
import type { BillForecast } from "../payment-insight.ts";

/* When a bill would be paid if nothing were offered, day by day, from what was forecast of it by weeks. */

const WEEK = 7;
/** Days ahead after which nothing is looked at: what is not paid by then counts as not paid. */
export const HORIZON = 180;

/**
 * The chances of being paid by the end of each of the 180 days after the forecast's day, straight lines between the weeks of a forecast and from
 * the last week to the day that counts as never. Day numbers of the distribution are days after the forecast's.
 */
export function daysWithoutOffer(forecast: Pick<BillForecast, "weeks" | "never">): Distribution {
  const by = new Float64Array(HORIZON + 1);
  let sum = 0;
  const ends = forecast.weeks.map((chance) => (sum += chance));
  const last = ends.length * WEEK;
  const byNever = Math.max(sum, 1 - forecast.never);
  for (let day = 0; day <= HORIZON; day++) {
    const week = Math.floor(day / WEEK);
    const [from, to, span, since] =
      day < last
        ? [week === 0 ? 0 : (ends[week - 1] ?? 0), ends[week] ?? 0, WEEK, week * WEEK]
        : [sum, byNever, HORIZON - last, last];
    by[day] = Math.min(1, from + ((to - from) * (day - since)) / span);
  }
  return { from: 0, by };
}

/** What is known of the payment of a bill that is not paid by a day: the mean day it is paid by, none later than the horizon, and the chance of never. */
export type After = { day: number; never: number };

/** That for each day up to the horizon. */
export function afterEachDay(said: Distribution): After[] {
  const after: After[] = [];
  const never = 1 - chanceBy(said, HORIZON);
  let open = 0; // days a bill is open from here on, on average
  for (let day = HORIZON; day >= 0; day--) {
    const left = 1 - chanceBy(said, day);
    if (day < HORIZON) open += left;
    after[day] = left <= 1e-9 ? { day, never: 0 } : { day: day + open / left, never: never / left };
  }
  return after;
}
