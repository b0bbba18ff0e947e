import { addDays, addMonths, day, localDateAt, type LocalDate } from "@cfa/values/local-date";
import { financialYearOf, monthOf } from "@cfa/values/period";

export type AsOfChoice = { key: "monthEnd" | "quarterEnd" | "yearEnd"; day: LocalDate };

/** The ends of month, quarter and financial year before the day in India at `moment`; the same day is offered once. */
export function asOfChoices(moment: Date): AsOfChoice[] {
  const today = localDateAt(moment);
  const month = monthOf(today).from;
  const quarter = addMonths(month, -((Number(month.slice(5, 7)) - 1) % 3));
  const choices: AsOfChoice[] = [
    { key: "monthEnd", day: addDays(month, -1) },
    { key: "quarterEnd", day: addDays(day(quarter), -1) },
    { key: "yearEnd", day: addDays(financialYearOf(today).from, -1) },
  ];
  return choices.filter((choice, at) => choices.findIndex((other) => other.day === choice.day) === at);
}
