import type { DraftProblem } from "@cfa/contract/draft-voucher";
import { addDays, formatDay, partsOf, type LocalDate } from "@cfa/values/local-date";
import { contains, type Period } from "@cfa/values/period";

/** What is known of the days on which this Tally takes vouchers. */
export type DayFacts = {
  /** Tally's own current date as far as it is known; a later voucher does not post or cannot be seen (A10). */
  readonly today: LocalDate;
  /** The financial year that is open in Tally, from the beginning of the books on. */
  readonly openYear: Period;
  /** In Educational mode only days 1, 2 and 31 of a month are kept. */
  readonly isEducational: boolean;
};

type DayProblem = DraftProblem & {
  readonly code: "date-in-future" | "date-outside-year" | "date-educational";
};

/** Why Tally would not take a voucher of this day; undefined when it would. */
export function checkDay(date: LocalDate, facts: DayFacts): DayProblem | undefined {
  const about = formatDay(date);
  if (date > facts.today) {
    const message = `Tally stands at ${formatDay(facts.today)} and takes no voucher dated ${about}; choose that day or an earlier one.`;
    return { code: "date-in-future", about, message };
  }
  if (!contains(facts.openYear, date)) {
    const { from, to } = facts.openYear;
    const message = `The year open in Tally runs from ${formatDay(from)} to ${formatDay(to)}; choose a day in it.`;
    return { code: "date-outside-year", about, message };
  }
  if (facts.isEducational && !isEducationalDay(date)) {
    const message =
      "This Tally runs in Educational mode and keeps only days 1, 2 and 31; choose one of these.";
    return { code: "date-educational", about, message };
  }
  return undefined;
}

/** The latest day this Tally would take; undefined when there is none in the open year. */
export function latestDay(facts: DayFacts): LocalDate | undefined {
  const { today, openYear } = facts;
  let date = today < openYear.to ? today : openYear.to;
  while (date >= openYear.from && checkDay(date, facts) !== undefined) date = addDays(date, -1);
  return date >= openYear.from ? date : undefined;
}

function isEducationalDay(date: LocalDate): boolean {
  return [1, 2, 31].includes(partsOf(date).day);
}
