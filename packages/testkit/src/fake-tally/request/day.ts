import { localDateOf, type LocalDate } from "@cfa/values/local-date";

const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/** A day in a spelling that Tally takes in a request: "20220401", "01-04-2022", "1-Apr-2022", "1-Apr-22". */
export function readDay(text: string): LocalDate | undefined {
  const plain = text.trim();
  const digits = /^(\d{4})(\d{2})(\d{2})$/.exec(plain);
  if (digits) return dayOf(Number(digits[1]), Number(digits[2]), Number(digits[3]));
  const numbers = /^(\d{1,2})[-/](\d{1,2})[-/](\d{4})$/.exec(plain);
  if (numbers) return dayOf(Number(numbers[3]), Number(numbers[2]), Number(numbers[1]));
  const named = /^(\d{1,2})-([a-z]{3})[a-z]*-(\d{4}|\d{2})$/i.exec(plain);
  if (!named) return undefined;
  const year = Number(named[3]);
  const month = MONTHS.indexOf((named[2] ?? "").toLowerCase()) + 1;
  return dayOf(year < 100 ? year + (year < 80 ? 2000 : 1900) : year, month, Number(named[1]));
}

function dayOf(year: number, month: number, date: number): LocalDate | undefined {
  const parsed = localDateOf(year, month, date);
  return parsed.ok ? parsed.value : undefined;
}
