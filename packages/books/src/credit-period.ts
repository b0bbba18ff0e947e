import type { CreditPeriodText } from "@cfa/contract/records";
import { addDays, addMonths, fromTallyDayNumber, localDateOf, type LocalDate } from "@cfa/values/local-date";

/** What a credit period text says: so many days or months after a base day, or a day itself. */
export type CreditPeriod =
  | { kind: "days"; count: number }
  | { kind: "months"; count: number }
  | { kind: "day"; date: LocalDate };

const COUNT = /^(\d{1,4})\s*([a-z]*?)(?:s|\(s\))?\.?$/;
const COUNT_INSIDE = /\b(\d{1,4})\s*(day|week|month|year)s?\b/;
const AT_ONCE = /^(immediate(ly)?( payment)?|cash|cod|cash on delivery|on delivery|(due )?on receipt)\.?$/;
const YEAR_FIRST = /^(\d{4})[-/.]?(\d{2})[-/.]?(\d{2})$/;
const DAY_FIRST = /^(\d{1,2})[-/. ](\d{1,2}|[a-z]{3,9})[-/. ,]+(\d{2}|\d{4})$/;
const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
/** Day numbers from 1980 to 2173: others are a field Tally left unset. */
const DAY_NUMBERS = { from: 29_220, to: 100_000 };

/**
 * Reads a credit period in Tally's spellings: "30 Days", "2 Weeks", "1 Month(s)", "1 Year", "45", or a day as 20250430,
 * 30-Apr-25, 30-4-2025, 2025-04-30. Null when the text says neither. Two-digit years are 1980 to 2079.
 */
export function parseCreditPeriod(text: string): CreditPeriod | null {
  const words = text.trim().toLowerCase().replaceAll(/\s+/g, " ");
  const date = parseTallyDay(words);
  if (date !== null) return { kind: "day", date };
  const match = COUNT.exec(words);
  return match === null ? null : periodOf(Number(match[1]), match[2] ?? "");
}

/**
 * Reads what people type as terms of a voucher: a credit period, "Immediate", or a sentence with one period and no other
 * number in it ("within 45 days of bill"). Null when it cannot be told for certain ("50% advance, rest in 30 days").
 */
export function parseDueText(text: string): CreditPeriod | null {
  const plain = parseCreditPeriod(text);
  if (plain !== null) return plain;
  const words = text.trim().toLowerCase().replaceAll(/\s+/g, " ");
  if (AT_ONCE.test(words)) return { kind: "days", count: 0 };
  const numbers = words.match(/\d+/g) ?? [];
  const match = COUNT_INSIDE.exec(words);
  return match === null || numbers.length !== 1 ? null : periodOf(Number(match[1]), match[2] ?? "");
}

/** The base day that Tally states beside a period, or `otherwise` when it states none. */
export function baseDay(period: CreditPeriodText | null | undefined, otherwise: LocalDate): LocalDate {
  const number = period?.baseDayNumber ?? 0;
  return number >= DAY_NUMBERS.from && number <= DAY_NUMBERS.to ? fromTallyDayNumber(number) : otherwise;
}

/** The day a period ends, counted in calendar days and months from its base day. */
export function endOf(period: CreditPeriod, base: LocalDate): LocalDate {
  if (period.kind === "day") return period.date;
  return period.kind === "days" ? addDays(base, period.count) : addMonths(base, period.count);
}

function periodOf(count: number, unit: string): CreditPeriod | null {
  if (unit === "" || unit === "day" || unit === "d") return { kind: "days", count };
  if (unit === "week" || unit === "wk") return { kind: "days", count: count * 7 };
  if (unit === "month" || unit === "mth") return { kind: "months", count };
  if (unit === "year" || unit === "yr") return { kind: "months", count: count * 12 };
  return null;
}

function parseTallyDay(words: string): LocalDate | null {
  const yearFirst = YEAR_FIRST.exec(words);
  if (yearFirst !== null) return dayOf(yearFirst[1] ?? "", Number(yearFirst[2]), Number(yearFirst[3]));
  const dayFirst = DAY_FIRST.exec(words);
  if (dayFirst === null) return null;
  const [, dayText = "", monthText = "", yearText = ""] = dayFirst;
  const named = MONTHS.indexOf(monthText.slice(0, 3)) + 1;
  return dayOf(yearText, named === 0 ? Number(monthText) : named, Number(dayText));
}

function dayOf(yearText: string, month: number, dayOfMonth: number): LocalDate | null {
  const short = yearText.length === 2;
  const year = Number(yearText) + (short ? (Number(yearText) < 80 ? 2000 : 1900) : 0);
  const date = localDateOf(year, month, dayOfMonth);
  return date.ok ? date.value : null;
}
