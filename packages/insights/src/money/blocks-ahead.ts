import { WEEK } from "../forecast/flows.ts";
import { dayIn, inMonth } from "../forecast/months.ts";

/** A day ahead and the past one whose business it repeats. */
export type Copied = { readonly day: number; readonly source: number };

/** A part of the days ahead, and what it may repeat: `back` 0 is the latest, weights halve every so many further back. */
export type BlockAhead = {
  readonly halfLife: number;
  readonly sources: (span: number) => number;
  readonly of: (back: number) => Copied[];
  readonly ofLastYear: () => Copied[];
};

const HALF_LIFE_MONTHS = 6;
const HALF_LIFE_WEEKS = 4;
const MONTH_END = 3; // days counted from the end of the month
const MONTH = 30.44;
const YEAR = 12;

/** Calendar months ahead, each date from the same date of a past month; the last days of a month are counted from its end. */
export function monthsAhead(origin: number, days: number): BlockAhead[] {
  const now = inMonth(origin);
  const last = inMonth(origin + days - 1).month;
  return Array.from({ length: last - now.month + 1 }, (_, ahead) => {
    const month = now.month + ahead;
    const from = Math.max(origin, dayIn(month, 1));
    const to = Math.min(origin + days - 1, dayIn(month, 31));
    const dates = Array.from({ length: to - from + 1 }, (__, at) => {
      const { date, length } = inMonth(from + at);
      return { day: from + at, date: date > length - MONTH_END ? date - length : date };
    });
    const latestOf = (date: number) => (dayIn(now.month, date) < origin ? now.month : now.month - 1);
    return {
      halfLife: HALF_LIFE_MONTHS,
      sources: (span) => Math.max(1, Math.floor(span / MONTH)),
      of: (back) => dates.map(({ day, date }) => ({ day, source: dayIn(latestOf(date) - back, date) })),
      ofLastYear: () => dates.map(({ day, date }) => ({ day, source: dayIn(month - YEAR, date) })),
    };
  });
}

/** Weeks ahead, each from a past week. */
export function weeksAhead(first: number, origin: number, days: number): BlockAhead[] {
  const known = Math.max(1, Math.floor((origin - first) / WEEK));
  return Array.from({ length: Math.ceil(days / WEEK) }, (_, ahead) => {
    const from = origin + ahead * WEEK;
    const week = (back: number): Copied[] =>
      Array.from({ length: Math.min(WEEK, origin + days - from) }, (__, at) => ({
        day: from + at,
        source: origin - (back + 1) * WEEK + at,
      }));
    return { halfLife: HALF_LIFE_WEEKS, sources: () => known, of: week, ofLastYear: () => week(0) };
  });
}
