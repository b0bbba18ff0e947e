import { addDays, type LocalDate } from "@cfa/values/local-date";
import type { Paise } from "@cfa/values/money";
import { financialYearOf } from "@cfa/values/period";

/** What Tally has said of the stock's value, debit positive. */
export type StockStatements = {
  values: readonly { asOf: LocalDate; value: Paise }[]; // at the ends of days
  ofTrialBalance: { asOf: LocalDate; openingStock: Paise; openingDifference: Paise } | null; // its own lines there
  openings: Paise; // of all ledgers together, on the first day of the books
  booksFrom: LocalDate | null;
};

/** The stock's value at the end of a day; null where Tally has not stated it. */
export type StockOn = (day: LocalDate) => Paise | null;

/**
 * The stock on any day Tally has stated. The opening stock of its trial balance is that of the day before the year, or before the
 * books where they begin within that year. What the books began with follows from the same report too: with all openings
 * and the difference that Tally itself shows it adds up to zero. A day before the books has what the books began with.
 */
export function stockOn({ values, ofTrialBalance, openings, booksFrom }: StockStatements): StockOn {
  const known = new Map<LocalDate, Paise>();
  const beforeBooks = booksFrom === null ? null : addDays(booksFrom, -1);
  if (ofTrialBalance !== null) {
    const beforeYear = addDays(financialYearOf(ofTrialBalance.asOf).from, -1);
    if (beforeBooks !== null) known.set(beforeBooks, -openings - ofTrialBalance.openingDifference);
    if (beforeBooks === null || beforeYear >= beforeBooks) known.set(beforeYear, ofTrialBalance.openingStock);
  }
  for (const { asOf, value } of values) known.set(asOf, value);
  return (day) => known.get(beforeBooks !== null && day < beforeBooks ? beforeBooks : day) ?? null;
}
