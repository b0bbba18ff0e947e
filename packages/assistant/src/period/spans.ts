import {
  addDays,
  addMonths,
  day,
  localDateOf,
  partsOf,
  weekday,
  type LocalDate,
} from "@cfa/values/local-date";
import { financialQuarterOf, financialYearOf, monthOf, type Period } from "@cfa/values/period";

import type { Turn, Unit } from "./calendar-words.ts";

const MONTHS_IN: Readonly<Record<"month" | "quarter" | "half" | "year" | "financial-year", number>> = {
  month: 1,
  quarter: 3,
  half: 6,
  year: 12,
  "financial-year": 12,
};
const STEP: Readonly<Record<Turn, number>> = { last: -1, this: 0, next: 1 };
const DAYS_A_WEEK = 7;

/** The whole unit of time that holds a day, or one before or after it. Weeks run from Monday; a year is the financial one unless it is the calendar's. */
export function unitOn(
  today: LocalDate,
  unit: Unit,
  { turn, isCalendar = false }: { turn: Turn; isCalendar?: boolean },
): Period {
  const step = STEP[turn];
  if (unit === "day") return { from: addDays(today, step), to: addDays(today, step) };
  if (unit === "week") {
    const from = addDays(today, -((weekday(today) + 6) % DAYS_A_WEEK) + step * DAYS_A_WEEK);
    return { from, to: addDays(from, DAYS_A_WEEK - 1) };
  }
  const months = MONTHS_IN[unit];
  const from = addMonths(startOf(today, unit, isCalendar), step * months);
  return { from, to: addDays(addMonths(from, months), -1) };
}

function startOf(today: LocalDate, unit: keyof typeof MONTHS_IN, isCalendar: boolean): LocalDate {
  const { year, month } = partsOf(today);
  if (unit === "month") return monthOf(today).from;
  if (isCalendar && unit === "year") return on(year, 1, 1);
  if (isCalendar && unit === "quarter") return on(year, Math.floor((month - 1) / 3) * 3 + 1, 1);
  const { from } = financialYearOf(today);
  if (unit === "quarter") return addMonths(from, (financialQuarterOf(today) - 1) * MONTHS_IN.quarter);
  if (unit === "half") return addMonths(from, financialQuarterOf(today) > 2 ? MONTHS_IN.half : 0);
  return from;
}

/**
 * The last or next so many units. Days, weeks and months run up to today, or on from tomorrow; quarters, halves and years are whole ones, before or after the one
 * that holds today.
 */
export function runOf(
  today: LocalDate,
  count: number,
  { unit, turn }: { unit: Unit; turn: "last" | "next" },
): Period {
  if (unit === "day" || unit === "week") {
    const days = unit === "day" ? count : count * DAYS_A_WEEK;
    return turn === "last"
      ? { from: addDays(today, 1 - days), to: today }
      : { from: addDays(today, 1), to: addDays(today, days) };
  }
  if (unit === "month") {
    return turn === "last"
      ? { from: addDays(addMonths(today, -count), 1), to: today }
      : { from: addDays(today, 1), to: addMonths(today, count) };
  }
  const months = count * MONTHS_IN[unit];
  const now = unitOn(today, unit, { turn: "this" });
  return turn === "last"
    ? { from: addMonths(now.from, -months), to: addDays(now.from, -1) }
    : { from: addDays(now.to, 1), to: addDays(addMonths(now.from, months + MONTHS_IN[unit]), -1) };
}

/** A quarter, 1 to 4, of the financial year that begins in a year; of the calendar year, if it is that one's. */
export function quarterOf(first: number, quarter: number, isCalendar: boolean): Period {
  const from = addMonths(on(first, isCalendar ? 1 : 4, 1), (quarter - 1) * MONTHS_IN.quarter);
  return { from, to: addDays(addMonths(from, MONTHS_IN.quarter), -1) };
}

/** The half, 1 or 2, of the financial year that begins in a year. */
export function halfOf(first: number, half: number): Period {
  const from = addMonths(on(first, 4, 1), (half - 1) * MONTHS_IN.half);
  return { from, to: addDays(addMonths(from, MONTHS_IN.half), -1) };
}

/** The financial year that begins in a year. */
export function yearFrom(first: number): Period {
  return financialYearOf(on(first, 4, 1));
}

/** A month of a year; without one the latest that has begun, or, ahead, the next that has not ended. */
export function monthNamed(
  month: number,
  { year, today, isAhead }: { year: number | null; today: LocalDate; isAhead: boolean },
): Period {
  if (year !== null) return monthOf(on(year, month, 1));
  const now = partsOf(today);
  const first = isAhead ? (month >= now.month ? 0 : 1) : month <= now.month ? 0 : -1;
  return monthOf(on(now.year + first, month, 1));
}

/** A day of a month; without a year the latest that is not ahead, or, ahead, the next that is not over. undefined: there is no such day. */
export function dayNamed(
  { date, month, year }: { date: number; month: number; year: number | null },
  { today, isAhead }: { today: LocalDate; isAhead: boolean },
): LocalDate | undefined {
  const now = partsOf(today).year;
  const years = year === null ? (isAhead ? [now, now + 1] : [now, now - 1]) : [year];
  for (const each of years) {
    const found = localDateOf(each, month, date);
    if (found.ok && (year !== null || (isAhead ? found.value >= today : found.value <= today)))
      return found.value;
  }
  return undefined;
}

/** A year as it is typed with two digits or four: 26 is 2026. undefined: it is none. */
export function yearTyped(text: string): number | undefined {
  if (!/^(\d{2}|\d{4})$/.test(text)) return undefined;
  const year = Number(text);
  return text.length === 2 ? 2000 + year : year >= 1990 && year < 2100 ? year : undefined;
}

function on(year: number, month: number, date: number): LocalDate {
  return day(`${year}-${String(month).padStart(2, "0")}-${String(date).padStart(2, "0")}`);
}
