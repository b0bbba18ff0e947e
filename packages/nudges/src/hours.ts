import { addDays, localDateAt, weekday, type LocalDate } from "@cfa/values/local-date";

import type { Kind } from "./kinds.ts";
import type { Hours, QuietDays } from "./rules.ts";

const MINUTE_MILLIS = 60_000;
const INDIA_MINUTES = 330;
const DAY_MINUTES = 1_440;
const SUNDAY = 7;
/** How far a quiet day is looked past; a stage that would wait longer is looked at again on that day. */
export const LONGEST_MOVE_DAYS = 2;
const LOOKED_AHEAD_DAYS = 14;

/** The minutes of a day within which something may go out, the first within and the last beyond; null: none are. */
export type Window = { from: number; to: number };

/** The minute of its day in India at a moment. */
export function minuteAt(moment: Date): number {
  return (Math.floor(moment.getTime() / MINUTE_MILLIS) + INDIA_MINUTES) % DAY_MINUTES;
}

/** The moment at which a minute of a day in India begins. */
export function momentOf(day: LocalDate, minute: number): Date {
  return new Date(Date.parse(`${day}T00:00:00Z`) + (minute - INDIA_MINUTES) * MINUTE_MILLIS);
}

/** Within which minutes a kind may go out: an offer in those alone that promotional texts have as well. */
export function windowOf(hours: Hours, kind: Kind): Window | null {
  const from = kind === "offer" ? Math.max(hours.from, hours.promotional.from) : hours.from;
  const to = kind === "offer" ? Math.min(hours.to, hours.promotional.to) : hours.to;
  return from < to ? { from, to } : null;
}

/** Why nothing goes out on a day; null: it does. */
export function quietOn(day: LocalDate, quiet: QuietDays): "quiet-day" | "holiday" | null {
  if (quiet.days.has(day) || quiet.weekdays.includes(weekday(day) || SUNDAY)) return "quiet-day";
  return quiet.holidays.has(day) ? "holiday" : null;
}

/** The day on which something due may go out, and what moved it; or, where that is too far, why not. */
export function sendDay(
  due: LocalDate,
  { quiet, until }: { quiet: QuietDays; until: LocalDate | null },
):
  | { day: LocalDate; moved: "quiet-day" | "holiday" | "party-quiet" | null }
  | { code: "quiet-day" | "holiday" | "party-quiet" } {
  let moved: "quiet-day" | "holiday" | "party-quiet" | null = null;
  for (let days = 0; days <= LONGEST_MOVE_DAYS; days++) {
    const day = addDays(due, days);
    const why = until !== null && day <= until ? "party-quiet" : quietOn(day, quiet);
    if (why === null) return { day, moved };
    moved ??= why;
  }
  return { code: moved ?? "quiet-day" };
}

/** Whether a kind may go out at a moment; if not, why, and when it may next (null: not within a fortnight). */
export function hoursAt(
  now: Date,
  kind: Kind,
  { hours, quiet }: { hours: Hours; quiet: QuietDays },
): { code: "outside-hours" | "quiet-day" | "holiday"; until: Date | null } | null {
  const today = localDateAt(now);
  const window = windowOf(hours, kind);
  const minute = minuteAt(now);
  const shut = quietOn(today, quiet);
  const isWithin = window !== null && minute >= window.from && minute < window.to;
  if (shut === null && isWithin) return null;
  const code = shut ?? "outside-hours";
  if (window === null) return { code, until: null };
  for (let days = minute < window.from ? 0 : 1; days <= LOOKED_AHEAD_DAYS; days++) {
    const day = addDays(today, days);
    if (quietOn(day, quiet) === null) return { code, until: momentOf(day, window.from) };
  }
  return { code, until: null };
}
