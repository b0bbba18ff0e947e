import { addDays, localDateOf, type LocalDate } from "@cfa/values/local-date";
import { fail, type Result } from "@cfa/values/result";

import { readDay } from "../parse/day.ts";

/** Which number of "03/04/2026" is the day. */
export type DateOrder = "day-first" | "month-first";

const NUMBERS = /^(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{2}|\d{4})$/;
const DAY_NAME_YEAR = /^(\d{1,2})(?:st|nd|rd|th)?[-/., ]+([a-z]{3,9})[-/., ]+'?(\d{2}|\d{4})$/i;
const NAME_DAY_YEAR = /^([a-z]{3,9})[-. ]+(\d{1,2})(?:st|nd|rd|th)?[-, ]+(\d{4})$/i;
const YEAR_FIRST = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/;
const TIME = /[T ]\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?( ?[ap]m)?$/i;
/** Days as a spreadsheet counts them, 1990 to 2079: what is left when a date loses its format. */
const SERIAL = { from: 32_874, to: 65_746, epoch: "1899-12-30" as LocalDate };

/** Reads a day of a table; `order` decides where both readings are possible. */
export function readCsvDay(cell: string, order: DateOrder): Result<LocalDate, string> {
  const text = cell.trim().replace(TIME, "").trim();
  const numbers = NUMBERS.exec(text);
  if (numbers) {
    const [, first = "", second = "", year = ""] = numbers;
    const [day, month] = order === "day-first" ? [first, second] : [second, first];
    return dayOf(cell, [yearOf(year), Number(month), Number(day)]);
  }
  const yearFirst = YEAR_FIRST.exec(text);
  if (yearFirst) return dayOf(cell, [Number(yearFirst[1]), Number(yearFirst[2]), Number(yearFirst[3])]);
  if (/^\d{5}$/.test(text) && Number(text) >= SERIAL.from && Number(text) <= SERIAL.to) {
    return { ok: true, value: addDays(SERIAL.epoch, Number(text)) };
  }
  const named = DAY_NAME_YEAR.exec(text);
  if (named) return readDay(`${named[1]}-${named[2]}-${named[3]}`);
  const american = NAME_DAY_YEAR.exec(text);
  if (american) return readDay(`${american[2]}-${american[1]}-${american[3]}`);
  const tallys = readDay(text);
  return tallys.ok ? tallys : fail(`not a day: "${cell.slice(0, 40)}"`);
}

/** Whether a cell looks like a day in either order. */
export function looksLikeDay(cell: string): boolean {
  return cell !== "" && (readCsvDay(cell, "day-first").ok || readCsvDay(cell, "month-first").ok);
}

/** Collects what a whole column of days says about its order. */
export type OrderEvidence = { dayFirst: number; monthFirst: number; either: number };

/** Notes one cell. A number above twelve decides; equal numbers and named months say nothing. */
export function noteOrder(evidence: OrderEvidence, cell: string): void {
  const numbers = NUMBERS.exec(cell.trim().replace(TIME, "").trim());
  if (!numbers) return;
  const [first, second] = [Number(numbers[1]), Number(numbers[2])];
  if (first > 12 && second <= 12) evidence.dayFirst += 1;
  else if (second > 12 && first <= 12) evidence.monthFirst += 1;
  else if (first !== second) evidence.either += 1;
}

/** The order of a column: "any" where it makes no difference, null where it must be asked. */
export function orderOf(evidence: OrderEvidence): DateOrder | "any" | null {
  const { dayFirst, monthFirst, either } = evidence;
  if (dayFirst > 0 && monthFirst > 0) return dayFirst >= monthFirst ? "day-first" : "month-first";
  if (dayFirst > 0) return "day-first";
  if (monthFirst > 0) return "month-first";
  return either === 0 ? "any" : null;
}

function yearOf(text: string): number {
  const year = Number(text);
  return text.length === 4 ? year : year <= 79 ? 2000 + year : 1900 + year;
}

function dayOf(
  cell: string,
  [year, month, day]: readonly [number, number, number],
): Result<LocalDate, string> {
  const read = localDateOf(year, month, day);
  return read.ok ? read : fail(`not a day: "${cell.slice(0, 40)}"`);
}
