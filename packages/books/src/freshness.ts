import { localDateAt, weekday } from "@cfa/values/local-date";

/** How old the last good read of Tally is. */
export type Freshness = "never" | "fresh" | "stale";

const HOUR_MILLIS = 3_600_000;
const STALE_AFTER_MILLIS = 24 * HOUR_MILLIS;
const SUNDAY = 0;

/** Stale: the last good read is older than 24 hours of working time, Sundays in India left out. */
export function freshnessAt(readAt: Date | null, now: Date): Freshness {
  if (!readAt) return "never";
  return workingMillis(readAt, now) > STALE_AFTER_MILLIS ? "stale" : "fresh";
}

/** Milliseconds between two moments that do not fall on a Sunday, counted by the hour; ends early once it is enough. */
function workingMillis(from: Date, to: Date): number {
  let worked = 0;
  for (let at = from.getTime(); at < to.getTime() && worked <= STALE_AFTER_MILLIS; at += HOUR_MILLIS) {
    const step = Math.min(HOUR_MILLIS, to.getTime() - at);
    if (weekday(localDateAt(new Date(at))) !== SUNDAY) worked += step;
  }
  return worked;
}
