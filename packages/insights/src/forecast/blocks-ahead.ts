import { risingSums } from "./chance.ts";
import { WEEK } from "./flows.ts";
import { dayIn, inMonth } from "./months.ts";

/** A day ahead and the past one whose business it repeats. */
export type Copied = { readonly day: number; readonly source: number };

/**
 * A part of the days ahead, and what it may repeat: `back` 0 is the latest, weights halve every so many further back. `ofLastYear` null: a week of
 * a year ago is no better than another.
 */
export type BlockAhead = {
  readonly halfLife: number;
  readonly sources: (span: number) => number;
  readonly of: (back: number) => Copied[];
  readonly ofLastYear: (() => Copied[]) | null;
};

/** Rising sums of how often each past block is drawn for a part, in a history of so many days. */
export function blockWeights({ halfLife, sources }: BlockAhead, span: number): Float64Array {
  return risingSums(Float64Array.from({ length: sources(span) }, (_, back) => 0.5 ** (back / halfLife)));
}

const HALF_LIFE_MONTHS = 6;
const HALF_LIFE_WEEKS = 4;
const HALF_LIFE_BLOCKS = 6;
const BLOCK = 4 * WEEK;
const MONTH_END = 3; // days counted from the end of the month
const MONTH = 30.44;
const YEAR = 12;

/**
 * Calendar months ahead, each date from the same date of a past month; the last days of a month are counted from its end. `beside`: so many
 * days before and after the days ahead are copied too, for what may move into them.
 */
export function monthsAhead(origin: number, days: number, beside = 0): BlockAhead[] {
  const now = inMonth(origin);
  const last = inMonth(origin + days - 1).month;
  return Array.from({ length: last - now.month + 1 }, (_, ahead) => {
    const month = now.month + ahead;
    const from = Math.max(origin - beside, dayIn(month, 1));
    const to = Math.min(origin + days - 1 + beside, dayIn(month, 31));
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
    return { halfLife: HALF_LIFE_WEEKS, sources: () => known, of: week, ofLastYear: null };
  });
}

/** Four weeks ahead at a time; `back` is days from the last four weeks, of which whole weeks count, so that weekdays stay. */
export function fourWeeksAhead(origin: number, days: number): BlockAhead[] {
  return Array.from({ length: Math.ceil(days / BLOCK) }, (_, ahead) => {
    const from = origin + ahead * BLOCK;
    return {
      halfLife: HALF_LIFE_BLOCKS * BLOCK,
      sources: (span) => Math.max(1, span - BLOCK + 1),
      of: (back) =>
        Array.from({ length: Math.min(BLOCK, origin + days - from) }, (__, at) => ({
          day: from + at,
          source: origin - BLOCK - Math.floor(back / WEEK) * WEEK + at,
        })),
      ofLastYear: null,
    };
  });
}
