import { localDateOf, parseLocalDate, type LocalDate } from "@cfa/values/local-date";
import { fail, type Result } from "@cfa/values/result";

const COMPACT = /^\d{8}$/;
const WRITTEN = /^(\d{1,2})[- ]([A-Za-z]{3,9})[- ]'?(\d{2}|\d{4})$/;
const NUMBERS = /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})$/;
const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
/** Two-digit years up to this one are of this century; Tally's books begin in the nineties at the earliest. */
const LAST_YEAR_OF_2000S = 79;

/**
 * Reads a day in any spelling Tally uses: "20250401" in collections and exports, "4-Jun-26" or "1-Apr-2017"
 * in reports, "01-04-2025" (day first) in requests, "2025-04-01" in custom reports. A plain calendar day, no zone.
 */
export function readDay(text: string): Result<LocalDate, string> {
  const trimmed = text.trim();
  if (COMPACT.test(trimmed)) return readCompact(trimmed);
  const written = WRITTEN.exec(trimmed);
  if (written) return fromWritten(written);
  const numbers = NUMBERS.exec(trimmed);
  if (numbers) return localDateOf(Number(numbers[3]), Number(numbers[2]), Number(numbers[1]));
  const iso = parseLocalDate(trimmed);
  return iso.ok ? iso : fail(`not a day: "${trimmed.slice(0, 40)}"`);
}

/** A book's days come again with every voucher, and building one is dear: those of some thirty years are kept. */
const KNOWN_DAYS = new Map<string, Result<LocalDate, string>>();
const MOST_KNOWN_DAYS = 10_000;

function readCompact(text: string): Result<LocalDate, string> {
  const known = KNOWN_DAYS.get(text);
  if (known !== undefined) return known;
  const read = localDateOf(Number(text.slice(0, 4)), Number(text.slice(4, 6)), Number(text.slice(6)));
  if (read.ok && KNOWN_DAYS.size < MOST_KNOWN_DAYS) KNOWN_DAYS.set(text, read);
  return read;
}

function fromWritten(match: RegExpExecArray): Result<LocalDate, string> {
  const [whole, day = "", name = "", yearText = ""] = match;
  const month = MONTHS.indexOf(name.slice(0, 3).toLowerCase()) + 1;
  if (month === 0) return fail(`not a day: "${whole}"`);
  const year = Number(yearText);
  const full = yearText.length === 4 ? year : year <= LAST_YEAR_OF_2000S ? 2000 + year : 1900 + year;
  return localDateOf(full, month, Number(day));
}
