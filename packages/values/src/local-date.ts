import { fail, ok, type Result } from "./result.ts";

/** A calendar day in India, "YYYY-MM-DD". Compares and sorts as text. It has no time and no zone. */
export type LocalDate = string & { readonly __localDate: true };

const ISO = /^(\d{4})-(\d{2})-(\d{2})$/;
const ZERO = "0".charCodeAt(0);
const MILLIS_A_DAY = 86_400_000;
const ZONE_OFFSET_MILLIS = 330 * 60_000; // Asia/Kolkata has been UTC+5:30 without summer time since 1945

/** Reads "YYYY-MM-DD"; fails on a day that does not exist. */
export function parseLocalDate(text: string): Result<LocalDate, string> {
  const match = ISO.exec(text);
  if (!match) return fail(`not a day as YYYY-MM-DD: "${text}"`);
  return localDateOf(Number(match[1]), Number(match[2]), Number(match[3]));
}

/** Builds a day from its parts, month 1 to 12; fails on a day that does not exist. */
export function localDateOf(year: number, month: number, day: number): Result<LocalDate, string> {
  const moment = new Date(Date.UTC(year, month - 1, day));
  const real =
    moment.getUTCFullYear() === year && moment.getUTCMonth() === month - 1 && moment.getUTCDate() === day;
  if (!real || year < 1900 || year > 9999) return fail(`no such day: ${year}-${month}-${day}`);
  return ok(fromMoment(moment));
}

/** A day written in our own code or tests; throws if it does not exist. */
export function day(text: string): LocalDate {
  const parsed = parseLocalDate(text);
  if (!parsed.ok) throw new TypeError(parsed.error);
  return parsed.value;
}

/** The calendar day in India at a moment. The moment is the caller's: nothing here reads a clock. */
export function localDateAt(moment: Date): LocalDate {
  return fromMoment(new Date(moment.getTime() + ZONE_OFFSET_MILLIS));
}

/** The day `days` later (earlier when negative). */
export function addDays(date: LocalDate, days: number): LocalDate {
  return fromMoment(new Date(toMillis(date) + days * MILLIS_A_DAY));
}

/** The same day of the month `months` later, or that month's last day when it is shorter. */
export function addMonths(date: LocalDate, months: number): LocalDate {
  const { year, month, day: dayOfMonth } = partsOf(date);
  const index = year * 12 + (month - 1) + months;
  const targetYear = Math.floor(index / 12);
  const targetMonth = (index % 12) + 1;
  return day(iso(targetYear, targetMonth, Math.min(dayOfMonth, daysInMonth(targetYear, targetMonth))));
}

/** Whole days from `from` to `to`; negative when `to` is earlier. */
export function daysBetween(from: LocalDate, to: LocalDate): number {
  return Math.round((toMillis(to) - toMillis(from)) / MILLIS_A_DAY);
}

/** Year, month (1–12) and day of the month. */
export function partsOf(date: LocalDate): { year: number; month: number; day: number } {
  return { year: Number(date.slice(0, 4)), month: Number(date.slice(5, 7)), day: Number(date.slice(8, 10)) };
}

/** The day of the week, 0 Sunday to 6 Saturday. */
export function weekday(date: LocalDate): number {
  return new Date(toMillis(date)).getUTCDay();
}

/** The number of days in a month (1–12). */
export function daysInMonth(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

/** Tally's day number: days since 31 December 1899, so that 43524 is 1 March 2019. */
export function fromTallyDayNumber(number: number): LocalDate {
  return addDays("1899-12-31" as LocalDate, number);
}

/** The inverse of `fromTallyDayNumber`. */
export function toTallyDayNumber(date: LocalDate): number {
  return daysBetween("1899-12-31" as LocalDate, date);
}

/** A day for people in Indian order: "2026-04-07" → "07-04-2026". */
export function formatDay(date: LocalDate): string {
  return `${date.slice(8, 10)}-${date.slice(5, 7)}-${date.slice(0, 4)}`;
}

function fromMoment(moment: Date): LocalDate {
  return moment.toISOString().slice(0, 10) as LocalDate;
}

function toMillis(date: LocalDate): number {
  return Date.UTC(digits(date, 0, 4), digits(date, 5, 7) - 1, digits(date, 8, 10));
}

/** The number that some digits of a text are. */
function digits(text: string, from: number, to: number): number {
  let number = 0;
  for (let at = from; at < to; at++) number = number * 10 + text.charCodeAt(at) - ZERO;
  return number;
}

function iso(year: number, month: number, dayOfMonth: number): string {
  return `${year}-${String(month).padStart(2, "0")}-${String(dayOfMonth).padStart(2, "0")}`;
}
