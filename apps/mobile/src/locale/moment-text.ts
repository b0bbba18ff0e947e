import { formatDay, localDateAt, type LocalDate } from "@cfa/values/local-date";

import type { Catalogue } from "./en";

const MINUTE_MILLIS = 60_000;
const INDIA_OFFSET_MILLIS = 330 * MINUTE_MILLIS;

/** How long before `now` a moment was: "10 min ago". A moment a little ahead of a wrong clock reads as now. */
export function agoText(moment: number, options: { now: number; words: Catalogue }): string {
  const { now, words } = options;
  const minutes = Math.floor((now - moment) / MINUTE_MILLIS);
  if (minutes < 1) return words.time.now;
  if (minutes < 60) return words.time.minutes(minutes);
  const hours = Math.floor(minutes / 60);
  return hours < 48 ? words.time.hours(hours) : words.time.days(Math.floor(hours / 24));
}

/** A moment as people in India write it: "24-11-2026 18:40". */
export function momentText(moment: string): string {
  const at = new Date(moment);
  if (Number.isNaN(at.getTime())) return moment;
  const clock = new Date(at.getTime() + INDIA_OFFSET_MILLIS).toISOString().slice(11, 16);
  return `${momentDayText(moment)} ${clock}`;
}

/** The day of a moment in India: "24-11-2026". */
export function momentDayText(moment: string): string {
  const at = new Date(moment);
  return Number.isNaN(at.getTime()) ? moment : formatDay(localDateAt(at));
}

/** A calendar day of the contract, "2026-09-30", as "30-09-2026". */
export function dayText(day: string): string {
  return formatDay(day as LocalDate);
}

/** A month of the contract, "2026-09", as "09-2026". */
export function monthText(month: string): string {
  return month.split("-").toReversed().join("-");
}

/** A day typed as DD-MM-YYYY (also with / or . or nothing between), as "YYYY-MM-DD"; null when there is no such day. */
export function typedDay(text: string): string | null {
  const match = /^(\d{1,2})[-/.]?(\d{1,2})[-/.]?(\d{4})$/.exec(text.trim());
  if (!match) return null;
  const [, day = "", month = "", year = ""] = match;
  const iso = `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
  const real = new Date(`${iso}T00:00:00Z`);
  return !Number.isNaN(real.getTime()) && real.toISOString().slice(0, 10) === iso ? iso : null;
}
