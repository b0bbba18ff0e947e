import { WEEKDAYS } from "./calendar.ts";
import type { BillFacts } from "./hazard/factors.ts";
import type { Hazard } from "./hazard/fit-hazard.ts";
import type { PartyPast } from "./party-insight.ts";
import { dayNumber } from "./payment-history.ts";
import type { ForecastReason, PaymentBill, PaymentBooks } from "./payment-insight.ts";
import type { Population } from "./usual-delay.ts";

const FEW = 3;
const MOST = 4;
/** A payment so many days ago says that the party is paying now. */
const LATELY = 10;
/** A weekday or part of the month stands out when it is so many times as likely as the mean of the others, and so many were paid. */
const STANDS_OUT = 1.8;
const ENOUGH_PAID = 8;

type Ground = {
  books: PaymentBooks;
  past: PartyPast | undefined;
  population: Population;
  hazard: Hazard;
  row: BillFacts;
};

/** Why a bill is expected when it is, what weighs most first. */
export function forecastReasons(bill: PaymentBill, ground: Ground): ForecastReason[] {
  const { books, past, population, row } = ground;
  const asOf = dayNumber(books.asOf);
  const reasons: ForecastReason[] = [];
  if (bill.promisedFor !== null) reasons.push({ kind: "promised", day: bill.promisedFor });
  if (bill.disputed > 0n) reasons.push({ kind: "disputed", amount: bill.disputed });
  if (bill.tdsAwaited > 0n) reasons.push({ kind: "tds-awaited", amount: bill.tdsAwaited });
  const paid = past?.paid ?? [];
  const expected = past?.usual.delay ?? population.mean;
  if (paid.length >= FEW)
    reasons.push({ kind: "party-delay", settled: paid.length, days: Math.round(expected) });
  else
    reasons.push(
      { kind: "few-data", settled: paid.length },
      { kind: "company-delay", days: Math.round(population.mean) },
    );
  const longer = Math.round(asOf - row.due - expected - Math.sqrt(population.spread.within));
  if (longer > 0) reasons.push({ kind: "open-longer", days: longer });
  const drift = past?.drift;
  if (drift) {
    const kind = drift.after > drift.before ? "slower" : "faster";
    reasons.push({ kind, days: Math.round(Math.abs(drift.after - drift.before)) });
  }
  const last = paid.at(-1);
  if (last !== undefined && asOf - last.day <= LATELY)
    reasons.push({ kind: "paid-lately", days: asOf - last.day });
  if (paid.length >= ENOUGH_PAID) reasons.push(...calendarReasons(ground));
  return reasons.slice(0, MOST);
}

/** A weekday or part of the month on which its party mostly pays. */
function calendarReasons({ hazard, row }: Ground): ForecastReason[] {
  const reasons: ForecastReason[] = [];
  const weekday = standingOut(product(hazard.times("weekday", row), hazard.times("party weekday", row)));
  if (weekday !== null && weekday < WEEKDAYS) reasons.push({ kind: "weekday", weekday });
  const part = standingOut(product(hazard.times("month", row), hazard.times("party month", row)));
  if (part !== null) reasons.push({ kind: "month-part", part });
  return reasons;
}

function product(all: readonly number[] = [], own: readonly number[] = []): number[] {
  return all.map((times, at) => times * (own[at] ?? 1));
}

function standingOut(times: readonly number[]): number | null {
  const most = Math.max(...times);
  const at = times.indexOf(most);
  const others = times.filter((_, place) => place !== at);
  const mean = others.reduce((sum, each) => sum + each, 0) / others.length;
  return at >= 0 && most >= STANDS_OUT * mean ? at : null;
}
