import { partsOf, weekday, type LocalDate } from "@cfa/values/local-date";

/** On which days banks are shut, from one day to the next rule's: weekdays (7 Sunday), and Saturdays of the month by their number. */
export type ShutDays = {
  readonly from: LocalDate;
  readonly weekdays: readonly number[];
  readonly saturdays: readonly number[];
};

/** The dated rows that say when banks are shut. */
export const BANK_RULE = "bank-shut-days";

/** What dated rows say, oldest first; rows of other rules are passed over. */
export function shutDaysOf(rows: readonly { rule: string; validFrom: string; value: unknown }[]): ShutDays[] {
  return rows
    .filter(({ rule }) => rule === BANK_RULE)
    .map(({ validFrom, value }) => ({
      from: validFrom as LocalDate,
      ...(value as Omit<ShutDays, "from">), // only migrations write these rows
    }));
}

/** Whether banks are open on a day by the rule in force on it; before the first one, on all. Holidays are not known. */
export function areBanksOpen(rules: readonly ShutDays[], on: LocalDate): boolean {
  const rule = rules.findLast(({ from }) => from <= on);
  if (rule === undefined) return true;
  const isoDay = weekday(on) || 7;
  const number = Math.ceil(partsOf(on).day / 7);
  return !rule.weekdays.includes(isoDay) && !(isoDay === SATURDAY && rule.saturdays.includes(number));
}

const SATURDAY = 6;
