import { addDays, daysBetween, daysInMonth, partsOf, weekday, type LocalDate } from "@cfa/values/local-date";

/** Lakshmi Puja, the main day of Diwali. Source: published Hindu calendars (drikpanchang.com). */
const DIWALI: readonly LocalDate[] = [
  "2021-11-04",
  "2022-10-24",
  "2023-11-12",
  "2024-11-01",
  "2025-10-20",
  "2026-11-08",
  "2027-10-29",
  "2028-10-17",
  "2029-11-05",
  "2030-10-26",
] as LocalDate[];

/** Days to the nearest Diwali: negative before it; a large number far from any. */
export function daysFromDiwali(date: LocalDate): number {
  let nearest = 9_999;
  for (const diwali of DIWALI) {
    const days = daysBetween(diwali, date);
    if (Math.abs(days) < Math.abs(nearest)) nearest = days;
  }
  return nearest;
}

/** How much more or less is sold than in a plain month: much before Diwali, a little at the year's end, little in the rains. */
export function salesSeason(date: LocalDate): number {
  const fromDiwali = daysFromDiwali(date);
  if (fromDiwali >= -40 && fromDiwali <= -3) return 1.5;
  if (fromDiwali > -3 && fromDiwali <= 12) return 0.55;
  const { month } = partsOf(date);
  if (month === 3) return 1.25;
  if (month === 4) return 0.85;
  return month >= 7 && month <= 8 ? 0.85 : 1;
}

/** The next day on which business is done: no Sundays, not Diwali and the two days after it. */
export function workingDay(date: LocalDate): LocalDate {
  let at = date;
  for (;;) {
    const fromDiwali = daysFromDiwali(at);
    if (fromDiwali >= 0 && fromDiwali <= 2) at = addDays(at, 1);
    else if (weekday(at) === 0) at = addDays(at, 1);
    else return at;
  }
}

/**
 * Moves a day of payment as the calendar does: who would pay in the week around Diwali pays after it, and
 * some of what falls into April is paid before the books are closed on 31 March.
 */
export function paymentDay(wished: LocalDate, chance: (probability: number) => boolean): LocalDate {
  let at = wished;
  const fromDiwali = daysFromDiwali(at);
  if (fromDiwali >= -2 && fromDiwali <= 5 && chance(0.7)) at = addDays(at, 6 - fromDiwali);
  const { year, month, day } = partsOf(at);
  if (month === 4 && day <= 20 && chance(0.4)) {
    at = addDays(`${year}-03-31` as LocalDate, -(day % 6));
  }
  return workingDay(at);
}

/** A day of a date's month, or its last day when the month is shorter. */
export function dayOfMonth(date: LocalDate, wanted: number): LocalDate {
  const { year, month } = partsOf(date);
  const day = Math.max(1, Math.min(wanted, daysInMonth(year, month)));
  return `${date.slice(0, 8)}${String(day).padStart(2, "0")}` as LocalDate;
}
