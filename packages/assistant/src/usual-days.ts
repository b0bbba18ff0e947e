import { addDays, addMonths, daysBetween, type LocalDate } from "@cfa/values/local-date";
import { financialYearOf, monthOf, type Period } from "@cfa/values/period";

import type { UsualTime } from "./catalogue-rule.ts";

/** The days meant where none are said; null: all there are. */
export function usualDays(usual: UsualTime, today: LocalDate): Period | null {
  switch (usual) {
    case "today":
      return { from: today, to: today };
    case "this-month":
      return { from: monthOf(today).from, to: today };
    case "this-year":
      return { from: financialYearOf(today).from, to: today };
    case "last-year":
      return financialYearOf(addDays(financialYearOf(today).from, -1));
    case "next-7-days":
      return { from: today, to: addDays(today, 6) };
    case "next-30-days":
      return { from: addDays(today, 1), to: addDays(today, 30) };
    case "to-month-end":
      return { from: today, to: monthOf(today).to };
    case "all":
      return null;
  }
}

/**
 * Two periods as they can be compared. Where the first is not over, both are cut: it to today, the other to the same days of it, by the day of the month where both begin
 * on the same one, else by their number.
 */
export function sameDays(
  { period, comparedTo }: { period: Period; comparedTo: Period },
  today: LocalDate,
): { period: Period; comparedTo: Period; isCut: boolean } {
  if (period.to < today || period.from > today) return { period, comparedTo, isCut: false };
  const months = wholeMonthsBetween(comparedTo.from, period.from);
  const end =
    months === null ? addDays(comparedTo.from, daysBetween(period.from, today)) : addMonths(today, -months);
  const to = end < comparedTo.to ? end : comparedTo.to;
  const isCut = to !== comparedTo.to || period.to !== today;
  return { period: { from: period.from, to: today }, comparedTo: { from: comparedTo.from, to }, isCut };
}

function wholeMonthsBetween(from: LocalDate, to: LocalDate): number | null {
  if (to <= from) return null;
  const [a, b] = [from, to].map((day) => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)));
  const months = (b ?? 0) - (a ?? 0);
  return months > 0 && addMonths(from, months) === to ? months : null;
}
