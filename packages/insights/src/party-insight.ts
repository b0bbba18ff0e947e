import type { Paise } from "@cfa/values/money";

import type { Delay, Drift } from "./drift.ts";
import { meanOf, squaresOf } from "./numbers.ts";
import { behaviourOf, type Behaviour, type ClassEdges } from "./payment-behaviour.ts";
import { dateOf, dayNumber } from "./payment-history.ts";
import type {
  BillForecast,
  ClassReason,
  PartyInsight,
  PaymentBill,
  PaymentBooks,
  RiskDriver,
} from "./payment-insight.ts";
import type { UsualDelay } from "./usual-delay.ts";

/** What is known of a party: its paid bills in the order they were paid in, its open ones, and all that were billed. */
export type PartyPast = {
  partyId: string;
  paid: readonly Delay[];
  usual: UsualDelay;
  drift: Drift | null;
  open: PaymentBill[];
  billed: PaymentBill[];
  /** Date of the youngest bill of which nothing is awaited any more. */
  youngestPaid: number;
};

/**
 * How late a party's open bills are by now, the oldest first. A bill that was passed over while younger ones were paid has a reason of its
 * own and says nothing of the next.
 */
export function openInTurn(past: Pick<PartyPast, "open" | "youngestPaid">, asOf: number): Delay[] {
  return past.open
    .filter((bill) => bill.disputed === 0n && dayNumber(bill.date) > past.youngestPaid)
    .map((bill) => ({ day: asOf, delay: asOf - dayNumber(bill.dueDate) }))
    .toSorted((a, b) => b.delay - a.delay);
}

const LAST = 12;
const LATEST = 3;
const FEW = 3;
const YEAR = 365;
/** What a class supports of a party's usual turnover over the days it takes to pay. */
const SUPPORTED = { prompt: 1.5, "on-time": 1.25, late: 1, risky: 0.5, new: 0.75 } as const;
const THOUSAND_RUPEES = 100_000n;

/** Classes a party and rates its risk. */
export function partyInsight(
  past: PartyPast,
  { books, forecast }: { books: PaymentBooks; forecast: readonly BillForecast[] },
): PartyInsight {
  const known = books.parties.get(past.partyId);
  const asOf = dayNumber(books.asOf);
  const delays = past.paid.map(({ delay }) => delay);
  const overdue = past.open
    .filter(({ disputed }) => disputed === 0n)
    .map((bill) => asOf - dayNumber(bill.dueDate));
  const before = known?.before ?? undefined;
  const behaviour = behaviourOf(past.usual, {
    settled: delays.length,
    overdue: openInTurn(past, asOf).map(({ delay }) => delay),
    edges: books.edges,
    ...(before === undefined ? {} : { before }),
  });
  const drivers = driversOf({ behaviour, delays, overdue, forecast, drift: past.drift });
  return {
    partyId: past.partyId,
    class: known?.pinned ?? behaviour.class,
    learnedClass: behaviour.class,
    confidence: rounded(behaviour.confidence, 100),
    expectedDelay: rounded(behaviour.expectedDelay, 10),
    uncertainty: rounded(behaviour.uncertainty, 10),
    reason: reasonOf(delays, overdue, books.edges),
    drift: past.drift === null ? null : driftOf(past.drift),
    risk: Math.min(
      100,
      drivers.reduce((sum, { points }) => sum + points, 0),
    ),
    drivers,
    expectedLoss: expectedLossOf(forecast),
    suggestedLimit: suggestedLimitOf(past, behaviour, asOf),
  };
}

function driftOf({ since, before, after }: Drift): NonNullable<PartyInsight["drift"]> {
  return { since: dateOf(since), before: Math.round(before), after: Math.round(after) };
}

function reasonOf(
  delays: readonly number[],
  overdue: readonly number[],
  [, onTime]: ClassEdges,
): ClassReason {
  const last = delays.slice(-LAST);
  const sorted = last.toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.round(share * (sorted.length - 1))] ?? 0;
  const turn =
    last.length >= 2 * LATEST ? meanOf(last.slice(-LATEST)) - meanOf(last.slice(0, -LATEST)) : null;
  return {
    settled: delays.length,
    last: last.length,
    late: last.filter((delay) => delay > onTime).length,
    from: at(0.2),
    to: at(0.8),
    turn: turn === null ? null : Math.round(turn),
    overdue: overdue.filter((days) => days > 0).length,
  };
}

/** Points of a hundred: how late, how uncertain, how much is overdue, whether it gets worse, and what may never come. */
function driversOf({
  behaviour,
  delays,
  overdue,
  forecast,
  drift,
}: {
  behaviour: Behaviour;
  delays: readonly number[];
  overdue: readonly number[];
  forecast: readonly BillForecast[];
  drift: Drift | null;
}): RiskDriver[] {
  const longOverdue = overdue.filter((days) => days > 30).length;
  const drivers: RiskDriver[] = [
    { kind: "delay", points: pointsOf(behaviour.expectedDelay ?? 0, 60, 35) },
    { kind: "spread", points: pointsOf(delays.length < FEW ? 0 : deviationOf(delays.slice(-LAST)), 40, 10) },
    { kind: "overdue", points: overdue.length === 0 ? 0 : pointsOf(longOverdue, overdue.length, 20) },
    { kind: "slower", points: drift === null ? 0 : pointsOf(drift.after - drift.before, 30, 15) },
    {
      kind: "never",
      points: pointsOf(forecast.length === 0 ? 0 : meanOf(forecast.map(({ never }) => never)), 0.5, 20),
    },
  ];
  return drivers.filter(({ points }) => points > 0).toSorted((a, b) => b.points - a.points);
}

/** So much of the most points as a part is of a whole. */
function pointsOf(part: number, of: number, most: number): number {
  return Math.round(most * Math.min(1, Math.max(0, part / of)));
}

/** Open sums times the chance that they are not paid within 180 days, to the paisa. */
function expectedLossOf(forecast: readonly BillForecast[]): Paise {
  return forecast.reduce(
    (sum, { amount, never }) => sum + (amount * BigInt(Math.round(never * 10_000))) / 10_000n,
    0n,
  );
}

/**
 * What a party buys in the days it takes to pay, of the last year, times what its class supports; to a thousand rupees. Null: fewer
 * than three bills were paid.
 */
function suggestedLimitOf(past: PartyPast, behaviour: Behaviour, asOf: number): Paise | null {
  if (behaviour.settled < FEW) return null;
  const lately = past.billed.filter((bill) => bill.amount > 0n && asOf - dayNumber(bill.date) <= YEAR);
  if (lately.length === 0) return null;
  const billed = lately.reduce((sum, bill) => sum + bill.amount, 0n);
  const terms = meanOf(lately.map((bill) => dayNumber(bill.dueDate) - dayNumber(bill.date)));
  const days = Math.min(YEAR, Math.max(7, terms + Math.max(0, behaviour.expectedDelay ?? 0)));
  const first = lately.reduce((day, bill) => Math.min(day, dayNumber(bill.date)), asOf);
  const span = Math.max(90, asOf - first);
  const perMille = BigInt(Math.round((1_000 * days * SUPPORTED[behaviour.class]) / span));
  return (((billed * perMille) / 1_000n + THOUSAND_RUPEES - 1n) / THOUSAND_RUPEES) * THOUSAND_RUPEES;
}

function deviationOf(values: readonly number[]): number {
  return Math.sqrt(squaresOf(values) / values.length);
}

function rounded(value: number, to: number): number;
function rounded(value: number | null, to: number): number | null;
function rounded(value: number | null, to: number): number | null {
  return value === null ? null : Math.round(value * to) / to;
}
