import type { AskedQueries, TypedQuery } from "@cfa/contract/assistant-query";
import { parseLocalDate } from "@cfa/values/local-date";
import { fail, ok, type Result } from "@cfa/values/result";

import { CATALOGUE } from "./catalogue.ts";
import type { Filter, MeasureRule } from "./catalogue-rule.ts";

/** `not-known`: the measure does not take it. `needed`: it cannot do without. `one-only`: it takes one. `no-such-day`, `reversed`: of days. `against`: it contradicts another field. */
export type QueryFault = {
  readonly field: keyof TypedQuery | keyof AskedQueries;
  readonly code: "not-known" | "needed" | "one-only" | "no-such-day" | "reversed" | "against";
};

/** Refuses a query that asks a measure for what it does not know (catalogue.ts), or whose days are none; nothing is passed over. */
export function checkQuery(query: TypedQuery): Result<TypedQuery, QueryFault> {
  const rule = CATALOGUE[query.measure];
  const fault = timeFault(query, rule) ?? shapeFault(query, rule) ?? filterFault(query, rule);
  return fault === undefined ? ok(query) : fail(fault);
}

/** Refuses queries of which one is refused, or out of which the calculation cannot be made: a difference needs two figures of one unit; a share some rows, or two sums. */
export function checkAsked(asked: AskedQueries): Result<AskedQueries, QueryFault> {
  for (const query of asked.queries) {
    const checked = checkQuery(query);
    if (!checked.ok) return checked;
  }
  const [first, second] = asked.queries;
  if (asked.calculation === null || first === undefined) return ok(asked);
  const units = asked.queries.map(({ measure }) => CATALOGUE[measure].unit);
  if (asked.calculation === "difference") {
    if (second === undefined) return fail({ field: "queries", code: "needed" });
    if (units[0] !== units[1] || units[0] === "list") return fail({ field: "calculation", code: "against" });
  } else if (units.some((unit) => unit !== "money" && unit !== "count"))
    return fail({ field: "calculation", code: "not-known" });
  else if (
    second === undefined &&
    first.groupBy === null &&
    first.parties.length + first.ledgers.length === 0
  )
    return fail({ field: "calculation", code: "needed" });
  return ok(asked);
}

const TREND: readonly unknown[] = ["day", "week", "month"];

function timeFault(query: TypedQuery, rule: MeasureRule): QueryFault | undefined {
  const isTrend = rule.isTrend && TREND.includes(query.groupBy);
  for (const field of ["period", "comparedTo"] as const) {
    const period = query[field];
    if (period === null) continue;
    if (!parseLocalDate(period.from).ok || !parseLocalDate(period.to).ok)
      return { field, code: "no-such-day" };
    if (period.to < period.from) return { field, code: "reversed" };
  }
  if (query.asOf !== null && !parseLocalDate(query.asOf).ok) return { field: "asOf", code: "no-such-day" };
  if (query.period !== null && rule.time !== "period" && rule.time !== "ahead" && !isTrend)
    return { field: "period", code: "not-known" };
  if (query.asOf !== null && rule.time !== "day") return { field: "asOf", code: "not-known" };
  if (query.asOf !== null && query.period !== null) return { field: "asOf", code: "against" };
  if (query.comparedTo !== null && !rule.isCompared) return { field: "comparedTo", code: "not-known" };
  return undefined;
}

function shapeFault(query: TypedQuery, rule: MeasureRule): QueryFault | undefined {
  const { groupBy, thenBy, order } = query;
  if (groupBy !== null && !rule.groupings.includes(groupBy)) return { field: "groupBy", code: "not-known" };
  if (thenBy !== null && !rule.thenBy.includes(thenBy)) return { field: "thenBy", code: "not-known" };
  if (thenBy !== null && groupBy === null) return { field: "groupBy", code: "needed" };
  if (thenBy !== null && thenBy === groupBy) return { field: "thenBy", code: "against" };
  if (order !== null && !rule.orders.includes(order)) return { field: "order", code: "not-known" };
  return undefined;
}

function filterFault(query: TypedQuery, rule: MeasureRule): QueryFault | undefined {
  for (const [field, filters, isGiven] of fieldsOf(query))
    if (isGiven && !filters.some((filter) => rule.filters.includes(filter)))
      return { field, code: "not-known" };
  const { above, below } = query;
  if (above !== null && below !== null && BigInt(above) >= BigInt(below))
    return { field: "below", code: "against" };
  for (const [only, without] of [
    ["parties", "withoutParties"],
    ["ledgers", "withoutLedgers"],
  ] as const)
    if (query[without].some((id) => query[only].includes(id))) return { field: without, code: "against" };
  return needFault(query, rule);
}

function needFault(query: TypedQuery, rule: MeasureRule): QueryFault | undefined {
  if (rule.needs.length === 0) return undefined;
  const given = fieldsOf(query).filter(
    ([field, filters, isGiven]) =>
      isGiven && !field.startsWith("without") && filters.some((filter) => rule.needs.includes(filter)),
  );
  const count = given.reduce((sum, [field]) => {
    const value = query[field];
    return sum + (Array.isArray(value) ? value.length : 1);
  }, 0);
  const [field = "parties"] =
    given[0] ??
    fieldsOf(query).find(([, filters]) => filters.some((filter) => rule.needs.includes(filter))) ??
    [];
  if (count === 0) return { field, code: "needed" };
  return rule.ofOne && count > 1 ? { field, code: "one-only" } : undefined;
}

/** The fields that narrow a query, the filters any of which allows each, and whether it is used. */
function fieldsOf(query: TypedQuery): [keyof TypedQuery, readonly Filter[], boolean][] {
  return [
    ["parties", ["customers", "suppliers"], query.parties.length > 0],
    ["withoutParties", ["customers", "suppliers"], query.withoutParties.length > 0],
    ["ledgers", ["ledgers"], query.ledgers.length > 0],
    ["withoutLedgers", ["ledgers"], query.withoutLedgers.length > 0],
    ["billId", ["bill"], query.billId !== null],
    ["voucherId", ["voucher"], query.voucherId !== null],
    ["above", ["amount"], query.above !== null],
    ["below", ["amount"], query.below !== null],
    ["moreThanDays", ["moreThanDays"], query.moreThanDays !== null],
    ["class", ["class"], query.class !== null],
    ["percent", ["percent"], query.percent !== null],
  ];
}
