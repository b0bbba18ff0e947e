import { NEVER, type Bills } from "../bills.ts";
import { monthOf } from "../calendar.ts";
import { factsAt } from "../hazard/design.ts";
import type { Hazard } from "../hazard/fit-hazard.ts";
import type { BillFacts } from "../hazard/factors.ts";
import { STANDING, type Standing } from "./standing.ts";

/** Parts of the days ahead of a day, each with one factor of its own: first days, counted from the day itself. */
const PARTS = [1, 4, 8, 15, 22, 29, 43, 64, 99, 155, 260];
/** So many days are looked ahead. */
export const AHEAD = 400;

/** What is seen of a part of the days ahead, in this order; then what is known of the party. */
export const FEATURES = [
  "days ahead",
  "age",
  "overdue",
  "expected",
  "month",
  "is new",
  "since",
  "cycle",
  ...STANDING,
] as const;

/** From here on features are of the bill, the same in all parts. */
export const OF_BILL_FROM = FEATURES.length - STANDING.length;

const SINCE_AT = STANDING.indexOf("days since last payment");
const GAP_AT = STANDING.indexOf("usual gap");

/** A bill looked at from a day: what the hazard expects of each day from the first it can be paid on, and what is known. */
export type Outlook = {
  row: number;
  facts: BillFacts;
  /** First day looked at: the one after the as-of date, or the day the bill becomes known. */
  from: number;
  /** Expected payments until the end of each day. */
  expected: Float64Array;
  known: number[];
};

/** A part of an outlook: days `first`…`last`, counted from its `from`. */
export type Part = { first: number; last: number };

/** Looks at a bill from a day, so many days ahead. */
export function outlook(
  facts: BillFacts,
  row: number,
  by: { hazard: Hazard; standing: Standing; ahead: number },
): Outlook {
  const from = Math.max(by.hazard.asOf + 1, facts.known);
  return {
    row,
    facts,
    from,
    expected: by.hazard.course(facts, from, by.ahead),
    known: by.standing.of(facts),
  };
}

/** The parts that the days of an outlook fall into. */
export function partsOf({ from, expected }: Outlook, asOf: number): Part[] {
  return PARTS.flatMap((start, at) => {
    const first = Math.max(0, asOf + start - from);
    const last = Math.min(expected.length, asOf + (PARTS[at + 1] ?? Infinity) - from) - 1;
    return last >= first ? [{ first, last }] : [];
  });
}

/** Expected payments from the first to the last of some days. */
export function expectedIn({ expected }: Outlook, { first, last }: Part): number {
  return (expected[last] ?? 0) - (first === 0 ? 0 : (expected[first - 1] ?? 0));
}

/** What is seen of a part, as `FEATURES` names it, without what is of the bill. */
export function partFeatures(look: Outlook, part: Part, asOf: number): number[] {
  const day = look.from + part.first;
  const daily = expectedIn(look, part) / (part.last - part.first + 1);
  const since = day - asOf + (look.known[SINCE_AT] ?? NaN);
  return [
    day - asOf,
    day - look.facts.known,
    day - look.facts.due,
    Math.log(daily + 1e-6),
    monthOf(day),
    look.facts.known > asOf ? 1 : 0,
    since,
    since / (look.known[GAP_AT] ?? NaN),
  ];
}

/** Of more bills than so many every n-th is looked at: they tell as much as can be learned, and all would take minutes. */
const MOST_LOOKED_AT = 600;

/** Of a ledger, the bills to look at from a day. */
function rowsToLookAt(bills: Bills, asOf: number, within: number): number[] {
  const rows: number[] = [];
  for (let row = 0; row < bills.count; row++) {
    const known = bills.known[row] ?? NEVER;
    if (known > asOf + within) break;
    if (known > asOf || (bills.paid[row] ?? NEVER) > asOf) rows.push(row);
  }
  const every = Math.ceil(rows.length / MOST_LOOKED_AT);
  return every <= 1 ? rows : rows.filter((row) => (row + asOf) % every === 0);
}

/**
 * Every bill to look at from a day, no further than to a last day; of bills that were paid by a day, where one is given, to the end of the
 * part they were paid in, and to the due date.
 */
export function* outlooksOn(
  bills: Bills,
  by: { hazard: Hazard; standing: Standing; within: number; until: number; paidBy?: number },
): Generator<Outlook> {
  const { asOf } = by.hazard;
  for (const row of rowsToLookAt(bills, asOf, by.within)) {
    const facts = factsAt(bills, row);
    const from = Math.max(asOf + 1, facts.known);
    const paid = bills.paid[row] ?? NEVER;
    const isPaid = paid <= (by.paidBy ?? -1);
    const last = Math.max(facts.due, endOfPart(Math.max(paid, from), asOf));
    const most = isPaid ? last - from + 1 : AHEAD;
    const ahead = Math.min(most, AHEAD, by.until - from + 1);
    if (ahead > 0) yield outlook(facts, row, { ...by, ahead });
  }
}

/** The last day of the part that a day is in. */
function endOfPart(day: number, asOf: number): number {
  const next = PARTS.find((start) => asOf + start > day);
  return next === undefined ? Infinity : asOf + next - 1;
}
