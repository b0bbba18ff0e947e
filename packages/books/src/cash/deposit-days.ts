import { addDays, addMonths, daysInMonth, partsOf, type LocalDate } from "@cfa/values/local-date";
import type { Period } from "@cfa/values/period";

import type { StatutoryClass } from "./cash-class.ts";

/*
 * Days by which the law wants its money, from dated rows (`statutory_rule`). A deposit is for a period: what was taken in or kept back in
 * a month or quarter is due some day after it; advance tax is due within the year it is for.
 */

/** When a class of money is to be deposited, in force from one day to another. */
export type DepositRule = {
  readonly rule: string;
  readonly class: StatutoryClass;
  readonly from: LocalDate;
  readonly until: LocalDate | null;
  readonly value: DepositValue;
};

/** As a row says it. `day` 31: the last day of the month. */
export type DepositValue =
  | {
      /** So many months are one period; the first one begins with the financial year. */
      readonly every: number;
      /** Of the month after the period. */
      readonly day: number;
      /** Periods that end in some month have another day. */
      readonly exceptions?: readonly { readonly endsIn: number; readonly day: number }[];
      /** The months of a period before its last one are paid for by this day of the month after each. */
      readonly instalments?: number;
    }
  | { readonly on: readonly { readonly month: number; readonly day: number; readonly upTo: number }[] };

/** A day by which a deposit is due. `upTo`: of a year's tax, hundredths of a percent that are to be paid by then; null: all of the period. */
export type DepositDay = {
  readonly class: StatutoryClass;
  readonly rule: string;
  readonly due: LocalDate;
  readonly period: Period;
  readonly upTo: number | null;
};

/** Rules with the class of money they are about. The quarterly one is for those who chose it. */
export const DEPOSIT_RULES: Readonly<Record<string, StatutoryClass>> = {
  "gst-deposit": "gst",
  "gst-deposit-quarterly": "gst",
  "tds-deposit": "tds",
  "provident-fund-deposit": "provident-fund",
  "esi-deposit": "esi",
  "professional-tax-deposit": "professional-tax",
  "advance-tax": "income-tax",
};

/** Those that hold for who has not said otherwise: filing by the quarter is chosen, and Tally does not say who did. */
export const USUAL_DEPOSIT_RULES: readonly string[] = Object.keys(DEPOSIT_RULES).filter(
  (rule) => rule !== "gst-deposit-quarterly",
);

/** The rules that dated rows say, oldest row first; each holds until the next one of its rule. */
export function depositRulesOf(
  rows: readonly { rule: string; validFrom: string; value: unknown }[],
): DepositRule[] {
  return rows.flatMap((row, index) => {
    const of = DEPOSIT_RULES[row.rule];
    if (of === undefined) return [];
    const next = rows.slice(index + 1).find(({ rule }) => rule === row.rule);
    const until = next === undefined ? null : addDays(next.validFrom as LocalDate, -1);
    const value = row.value as DepositValue; // only migrations write these rows
    return [{ rule: row.rule, class: of, from: row.validFrom as LocalDate, until, value }];
  });
}

/** The days of a period on which deposits are due by some rules, in order. A day counts by the rule in force on it. */
export function depositDays(rules: readonly DepositRule[], { from, to }: Period): DepositDay[] {
  return rules
    .flatMap((rule) => {
      const days = "on" in rule.value ? yearDays(rule, rule.value, to) : periodDays(rule, rule.value, to);
      return days.filter(
        ({ due }) =>
          due >= from && due <= to && due >= rule.from && (rule.until === null || due <= rule.until),
      );
    })
    .toSorted((a, b) => (a.due < b.due ? -1 : a.due > b.due ? 1 : a.rule < b.rule ? -1 : 1));
}

type Periodic = Extract<DepositValue, { every: number }>;

/** Of the years around a day. */
function yearsAround(to: LocalDate): number[] {
  const { year } = partsOf(to);
  return [year - 2, year - 1, year, year + 1];
}

function yearDays(rule: DepositRule, { on }: Exclude<DepositValue, Periodic>, to: LocalDate): DepositDay[] {
  return yearsAround(to).flatMap((year) => {
    const period = { from: dayIn(year, 4, 1), to: dayIn(year + 1, 3, 31) };
    return on.map(({ month, day, upTo }) => {
      const due = dayIn(month >= 4 ? year : year + 1, month, day);
      return { class: rule.class, rule: rule.rule, due, period, upTo };
    });
  });
}

function periodDays(rule: DepositRule, value: Periodic, to: LocalDate): DepositDay[] {
  const { every, day, exceptions = [], instalments } = value;
  const about = { class: rule.class, rule: rule.rule, upTo: null };
  return yearsAround(to).flatMap((year) =>
    Array.from({ length: Math.floor(12 / every) }, (_, place) => {
      const from = addMonths(dayIn(year, 4, 1), place * every);
      const period = { from, to: addDays(addMonths(from, every), -1) };
      const { month } = partsOf(period.to);
      const last = exceptions.find(({ endsIn }) => endsIn === month)?.day ?? day;
      const before = instalments === undefined ? [] : monthsBeforeLast(period, every);
      return [
        ...before.map((one) => ({ ...about, due: dueOf(one.to, instalments ?? day), period: one })),
        { ...about, due: dueOf(period.to, last), period },
      ];
    }).flat(),
  );
}

/** A day of the month that begins after another one. */
function dueOf(end: LocalDate, day: number): LocalDate {
  const { year, month } = partsOf(addDays(end, 1));
  return dayIn(year, month, day);
}

function monthsBeforeLast({ from }: Period, every: number): Period[] {
  return Array.from({ length: every - 1 }, (_, place) => ({
    from: addMonths(from, place),
    to: addDays(addMonths(from, place + 1), -1),
  }));
}

function dayIn(year: number, month: number, wanted: number): LocalDate {
  const last = Math.min(wanted, daysInMonth(year, month));
  return `${year}-${String(month).padStart(2, "0")}-${String(last).padStart(2, "0")}` as LocalDate;
}
