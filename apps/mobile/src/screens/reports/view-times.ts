import type { ViewChoice, ViewWhen } from "@cfa/contract/saved-views";
import { VIEW_DAYS, VIEW_PERIODS } from "@cfa/contract/view-times";
import { oneOf } from "@cfa/contract/typed";
import { addDays, addMonths, day, localDateAt, type LocalDate } from "@cfa/values/local-date";
import { financialYearOf, monthOf } from "@cfa/values/period";

export type Span = { readonly from: LocalDate; readonly to: LocalDate };

/** The day that a link says its figures are for: null is today, undefined says nothing. */
export function linkedDay(chosen: Pick<ViewChoice, "when" | "asOf">, now: Date): string | null | undefined {
  const when = oneOf(VIEW_DAYS, chosen.when);
  if (when === "today") return null;
  if (when === undefined) return chosen.asOf;
  return addDays(
    day(beginOf(when === "month-end" ? "month" : when === "quarter-end" ? "quarter" : "year", now)),
    -1,
  );
}

/** The period that a link names by the calendar; undefined: it names none. */
export function linkedPeriod(when: string | undefined, now: Date): Span | undefined {
  const known = oneOf(VIEW_PERIODS, when);
  if (known === undefined) return undefined;
  const unit = known.endsWith("month") ? "month" : known.endsWith("quarter") ? "quarter" : "year";
  const months = { month: 1, quarter: 3, year: 12 }[unit];
  const begin = day(beginOf(unit, now));
  if (known.startsWith("this")) return { from: begin, to: localDateAt(now) };
  return { from: addMonths(begin, -months), to: addDays(begin, -1) };
}

/** The ways in which the time of a view may move with the calendar, for reports of a day or of a period. */
export function movingTimes(time: "day" | "period" | "none"): readonly ViewWhen[] {
  return time === "day" ? VIEW_DAYS : time === "period" ? VIEW_PERIODS : [];
}

function beginOf(unit: "month" | "quarter" | "year", now: Date): LocalDate {
  const today = localDateAt(now);
  const month = monthOf(today).from;
  if (unit === "month") return month;
  if (unit === "year") return financialYearOf(today).from;
  return addMonths(month, -((Number(month.slice(5, 7)) - 1) % 3));
}
