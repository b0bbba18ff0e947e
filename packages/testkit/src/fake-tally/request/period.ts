import { partsOf, type LocalDate } from "@cfa/values/local-date";
import type { Period } from "@cfa/values/period";

import { readDay } from "./day.ts";
import type { Variable } from "./read-request.ts";

type Variables = ReadonlyMap<string, Variable>;

/** What a date variable is measured against. */
export type PeriodRules = { readonly current: Period; readonly isEducational: boolean };

/**
 * The period a request is answered for. A date without TYPE="Date", or in no spelling Tally takes, is ignored without a
 * word and the current period counts; so is, in Educational mode, any day but the 1st, 2nd and 31st.
 */
export function requestedPeriod(variables: Variables, rules: PeriodRules): Period {
  return {
    from: typedDay(variables, "svfromdate", rules) ?? rules.current.from,
    to: typedDay(variables, "svtodate", rules) ?? rules.current.to,
  };
}

/**
 * The period a master collection is answered for: only the last day can be asked for, and only within the current
 * period; an earlier one becomes its first day.
 */
export function masterPeriod(variables: Variables, rules: PeriodRules): Period {
  const { from, to } = rules.current;
  const asked = typedDay(variables, "svtodate", rules) ?? to;
  return { from, to: asked < from ? from : asked > to ? to : asked };
}

/** Whether Educational mode takes vouchers of a day and honours it in a request. */
export function isEducationalDay(date: LocalDate): boolean {
  return [1, 2, 31].includes(partsOf(date).day);
}

function typedDay(variables: Variables, name: string, rules: PeriodRules): LocalDate | undefined {
  const variable = variables.get(name);
  if (variable?.type !== "date") return undefined;
  const date = readDay(variable.text);
  if (date === undefined) return undefined;
  return rules.isEducational && !isEducationalDay(date) ? undefined : date;
}
