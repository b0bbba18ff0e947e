import { addDays, addMonths, day, type LocalDate } from "@cfa/values/local-date";

/** The last day of a month such as "2026-04". */
export function lastDayOf(month: string): LocalDate {
  return addDays(addMonths(day(`${month}-01`), 1), -1);
}
