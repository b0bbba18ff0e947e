import { addDays, addMonths, day, partsOf, type LocalDate } from "./local-date.ts";

/** A run of calendar days, both ends inside. */
export type Period = { readonly from: LocalDate; readonly to: LocalDate };

/** Whether a day lies inside a period. */
export function contains(period: Period, date: LocalDate): boolean {
  return period.from <= date && date <= period.to;
}

/** The Indian financial year (1 April to 31 March) that holds a day. */
export function financialYearOf(date: LocalDate): Period {
  const { year, month } = partsOf(date);
  const first = month >= 4 ? year : year - 1;
  return { from: day(`${first}-04-01`), to: day(`${first + 1}-03-31`) };
}

/** How people write a financial year: "2026-27". */
export function financialYearLabel(date: LocalDate): string {
  const first = Number(financialYearOf(date).from.slice(0, 4));
  return `${first}-${String((first + 1) % 100).padStart(2, "0")}`;
}

/** The quarter of the financial year that holds a day: 1 is April to June. */
export function financialQuarterOf(date: LocalDate): 1 | 2 | 3 | 4 {
  const { month } = partsOf(date);
  if (month < 4) return 4;
  return month < 7 ? 1 : month < 10 ? 2 : 3;
}

/** The calendar month that holds a day. */
export function monthOf(date: LocalDate): Period {
  const from = day(`${date.slice(0, 7)}-01`);
  return { from, to: addDays(addMonths(from, 1), -1) };
}

/** The calendar months a period touches, in order, each cut to the period. */
export function monthsIn(period: Period): Period[] {
  const months: Period[] = [];
  for (let from = period.from; from <= period.to; from = addDays(monthOf(from).to, 1)) {
    const end = monthOf(from).to;
    months.push({ from, to: end < period.to ? end : period.to });
  }
  return months;
}
