import { depositDays, type DepositRule } from "@cfa/books/cash/deposit-days";
import { addDays, day } from "@cfa/values/local-date";

import type { Flow, Stream } from "../forecast/flows.ts";
import { dayIn } from "../forecast/months.ts";
import type { Paths } from "../forecast/paths.ts";
import { FIRST, openDay, ORIGIN, RUPEES } from "../forecast/test-ledger.ts";
import { dateOf } from "../payment-history.ts";
import type { BillForecast, PaymentBill } from "../payment-insight.ts";
import type { CashBooks, DepositBooks, PartyClass, PartySide } from "./cash-books.ts";
import { readyBooks, simulateBooks } from "./simulate-books.ts";

/* Small books for the tests: two years up to the day before `ORIGIN`, sums in rupees. */

export const AS_OF = dateOf(ORIGIN - 1);
export const MONTHS = Array.from({ length: 24 }, (_, at) => 660 + at);

/** A bill that was paid in full on a day, or is open. */
export function billOf(partyId: string, raised: number, paid: number | null, rupees = 1_000): PaymentBill {
  const amount = BigInt(rupees * RUPEES);
  const isPaid = paid !== null && paid < ORIGIN;
  return {
    billId: `${partyId} ${raised}`,
    partyId,
    date: dateOf(raised),
    dueDate: dateOf(raised + 30),
    known: dateOf(raised),
    amount,
    open: isPaid ? 0n : amount,
    settlements: isPaid
      ? [{ date: dateOf(paid), amount, isInferred: false, isLikely: false, isMoney: true }]
      : [],
    disputed: 0n,
    tdsAwaited: 0n,
    isExcluded: false,
    promisedFor: null,
  };
}

/** One bill a month of a party, on a date, each paid so many days after it. */
export function monthlyBills(partyId: string, { date = 3, after = 40, rupees = 1_000 } = {}): PaymentBill[] {
  return MONTHS.map((month) => {
    const raised = dayIn(month, date);
    return billOf(partyId, raised, raised + after, rupees);
  });
}

/** A side of bills, with the streams of the money that settled them. */
export function sideOf(side: PartyClass, bills: readonly PaymentBill[], forecasts: BillForecast[] = []) {
  const sign = side === "customer" ? 1 : -1;
  const streams = [...Map.groupBy(bills, ({ partyId }) => partyId)].map(([party, own]): Stream => {
    const flows = own.flatMap(({ settlements }) =>
      settlements.map(({ date, amount }) => ({ day: dayOf(date), amount: sign * Number(amount) })),
    );
    return { class: side, ledger: side, party, flows: flows.toSorted((a, b) => a.day - b.day) };
  });
  return { part: { bills, forecasts } satisfies PartySide, streams };
}

/** What was learned of an open bill: paid in one week (0 …) for sure, or never. */
export function saidOf({ billId, partyId, open }: PaymentBill, week: number | null): BillForecast {
  const weeks = Array.from({ length: 13 }, (_, at) => Number(at === week));
  const on = week === null ? null : addDays(AS_OF, 7 * week + 4);
  const about = { median: on, low: on, high: on, late: 0, never: Number(week === null) };
  return { billId, partyId, ...about, weeks, amount: open, basis: "hazard", reasons: [] };
}

export const GST: DepositRule = {
  rule: "gst-deposit",
  class: "gst",
  from: day("2017-07-01"),
  until: null,
  value: { every: 1, day: 20 },
};

/** The deposit days of some rules around the books, with what is owed. */
export function depositsOf(rules: readonly DepositRule[], owedRupees: number): DepositBooks[] {
  const days = depositDays(rules, { from: dateOf(FIRST), to: dateOf(ORIGIN + 150) });
  const [first] = rules;
  return first === undefined
    ? []
    : [
        {
          class: first.class,
          owed: Math.max(0, owedRupees) * RUPEES,
          credit: Math.max(0, -owedRupees) * RUPEES,
          days,
        },
      ];
}

export function streamIn(kind: string, flows: Flow[]): Stream {
  return { class: kind, ledger: kind, party: null, flows: flows.toSorted((a, b) => a.day - b.day) };
}

/** Books with nothing in them but what is given. */
export function booksOf(given: Partial<CashBooks> = {}): CashBooks {
  return {
    asOf: AS_OF,
    seed: 5,
    first: FIRST,
    available: 0,
    floor: null,
    streams: [],
    sides: { customer: { bills: [], forecasts: [] }, supplier: { bills: [], forecasts: [] } },
    postDated: [],
    deposits: [],
    said: [],
    isOpen: openDay,
    ...given,
  };
}

/** What the books alone say, before levels move it. */
export function simulated(books: CashBooks) {
  const history = { streams: books.streams, first: books.first, origin: ORIGIN, grain: "day" as const };
  const simulation = { paths: 100, days: 91, seed: books.seed, isOpen: books.isOpen };
  return simulateBooks(readyBooks(books, ORIGIN), history, simulation);
}

/** Mean rupees of a class in a stretch of days ahead. */
export function mean({ lines, count, days }: Paths, kind: string, from = 0, to = 91): number {
  let sum = 0;
  for (const line of lines)
    if (line.class === kind)
      for (let path = 0; path < count; path++)
        for (let at = from; at < to; at++) sum += line.sums[path * days + at] ?? 0;
  return Math.round(sum / count / RUPEES);
}

function dayOf(date: string): number {
  return Math.round(Date.parse(date) / 86_400_000);
}
