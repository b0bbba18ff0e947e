import { addDays, addMonths, daysBetween, type LocalDate } from "@cfa/values/local-date";
import { financialYearLabel } from "@cfa/values/period";

import { paymentDay, salesSeason, workingDay } from "../calendar.ts";
import { randomFrom } from "../random.ts";

/*
 * The calendar of the large company as tables: days are whole numbers with 0 the first day of its books, months too, and
 * both may be negative. What a million vouchers ask for again and again is worked out once.
 */

export type Days = {
  /** The last day of the books. */
  readonly through: number;
  readonly lastMonth: number;
  numberOf(date: LocalDate): number;
  dateOf(day: number): LocalDate;
  monthOf(day: number): number;
  firstOf(month: number): number;
  lengthOf(month: number): number;
  /** The first month of the quarter after the one that holds a month. */
  nextQuarter(month: number): number;
  /** The day itself or the next one on which business is done. */
  working(day: number): number;
  /** The day on which one pays who means to pay on this one; `sample` 0 to 3 picks one of the likely answers. */
  paying(day: number, sample: number): number;
  /** "26-27", the financial year. */
  yearOf(day: number): string;
  seasonOf(month: number): number;
};

/** How many months before and after the books the tables reach. */
const BEFORE = 10;
const AFTER = 12;
const SAMPLES = 4;

/** The calendar of books that begin with a month and end on a day. */
export function makeDays(booksFrom: LocalDate, through: LocalDate): Days {
  const start = addMonths(booksFrom, -BEFORE);
  const shift = daysBetween(start, booksFrom);
  const months = tableOfMonths(start, through);
  const size = daysBetween(start, months.at(-1) ?? start);
  const dates = Array.from({ length: size }, (_, index) => addDays(start, index));
  const firsts = Int32Array.from(months, (month) => daysBetween(booksFrom, month));
  const month = Int32Array.from(dates, (date) => monthsBetween(booksFrom, date));
  const working = Int32Array.from(dates, (date) => daysBetween(booksFrom, workingDay(date)));
  const years = dates.map((date) => financialYearLabel(date).slice(2));
  const paying = dates.map((date, index) => {
    const random = randomFrom(index, "payment day");
    return Int32Array.from({ length: SAMPLES }, () =>
      daysBetween(
        booksFrom,
        paymentDay(date, (chance) => random.chance(chance)),
      ),
    );
  });
  const seasons = months.map((first) => salesSeason(addDays(first, 14)));
  const quarter = (at: number): number => {
    const calendarMonth = Number(booksFrom.slice(5, 7)) - 1 + at;
    return at + 3 - (((calendarMonth % 3) + 3) % 3);
  };
  const last = daysBetween(booksFrom, through);
  return {
    through: last,
    lastMonth: month[last + shift] ?? 0,
    numberOf: (date) => daysBetween(booksFrom, date),
    dateOf: (day) => dates[day + shift] ?? booksFrom,
    monthOf: (day) => month[day + shift] ?? 0,
    firstOf: (at) => firsts[at + BEFORE] ?? 0,
    lengthOf: (at) => (firsts[at + BEFORE + 1] ?? 0) - (firsts[at + BEFORE] ?? 0),
    nextQuarter: quarter,
    working: (day) => working[day + shift] ?? day,
    paying: (day, sample) => paying[day + shift]?.[sample % SAMPLES] ?? day,
    yearOf: (day) => years[day + shift] ?? "",
    seasonOf: (at) => seasons[at + BEFORE] ?? 1,
  };
}

/** First days of the months, one more than the tables reach. */
function tableOfMonths(start: LocalDate, through: LocalDate): LocalDate[] {
  const count = monthsBetween(start, through) + AFTER + 1;
  return Array.from({ length: count }, (_, index) => addMonths(start, index));
}

function monthsBetween(from: LocalDate, to: LocalDate): number {
  return monthNumber(to) - monthNumber(from);
}

function monthNumber(date: LocalDate): number {
  return Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7));
}
