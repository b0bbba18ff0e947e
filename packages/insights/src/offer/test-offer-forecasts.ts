import { learnPayments } from "../learn-payments.ts";
import { CLASS_EDGES } from "../payment-behaviour.ts";
import type { BillForecast, PaymentBill } from "../payment-insight.ts";
import { meanOf, squaresOf } from "../numbers.ts";
import { worldDay, type WorldBill } from "./test-offer-world.ts";

/* What a company could know of its made-up customers on a day, by the bills of its past alone. For tests and benchmarks. */

/** A bill as it stands on a day: paid on so many days of the world, or later. */
export type SeenBill = { bill: WorldBill; paid: number };

export type Seen = {
  parties: Map<string, { settled: number; delay: number | null; uncertainty: number | null }>;
  bills: Map<string, Pick<BillForecast, "weeks" | "never">>;
};

export type Forecaster = (seen: readonly SeenBill[], day: number) => Seen;

/** By the payment model (without its trees, which take minutes a company). */
export const learned: Forecaster = (seen, day) => {
  const bills = seen.map(({ bill, paid }) => paymentBill(bill, paid, day));
  const books = { asOf: worldDay(day), bills, taken: [], parties: new Map(), edges: CLASS_EDGES, seed: 1 };
  const { insight } = learnPayments(books, null, { withTrees: false });
  return {
    parties: new Map(
      insight.parties.map(({ partyId, reason, expectedDelay, uncertainty }) => [
        partyId,
        { settled: reason.settled, delay: expectedDelay, uncertainty },
      ]),
    ),
    bills: new Map(insight.bills.map((forecast) => [forecast.billId, forecast])),
  };
};

/**
 * By each party's own mean and spread, drawn towards the company's (a stand-in for the payment model that takes no time: its errors are those of
 * the same few past bills, and its shape is plainer).
 */
export const byOwnMean: Forecaster = (seen, day) => {
  const past = Map.groupBy(seen, ({ bill }) => bill.party.partyId);
  const told = [...past].map(([partyId, own]) => ({
    partyId,
    own,
    delays: own.filter(({ paid }) => paid <= day).map(({ bill, paid }) => paid - bill.due),
  }));
  const known = told.filter(({ delays }) => delays.length > 2);
  const all = known.flatMap(({ delays }) => delays);
  const mean = all.length > 0 ? meanOf(all) : 0;
  const within =
    known.reduce((sum, { delays }) => sum + squaresOf(delays), 0) / Math.max(1, all.length - known.length);
  const means = known.map(({ delays }) => meanOf(delays));
  const between = Math.max(4, means.length > 1 ? squaresOf(means) / means.length : 100);
  const old = seen.filter(({ bill }) => bill.due + 180 <= day);
  const never = (1 + old.filter(({ bill, paid }) => paid > bill.due + 180).length) / (50 + old.length);
  const result: Seen = { parties: new Map(), bills: new Map() };
  for (const { partyId, own, delays } of told) {
    const count = delays.length;
    const weight = count / (count + within / between);
    const delay = count === 0 ? mean : weight * meanOf(delays) + (1 - weight) * mean;
    const error = Math.sqrt((within * weight) / Math.max(1, count) + (1 - weight) * between);
    const spread = Math.sqrt((squaresOf(delays) + 4 * within) / (count + 4) + error ** 2);
    result.parties.set(partyId, { settled: count, delay, uncertainty: error });
    for (const { bill, paid } of own)
      if (paid > day)
        result.bills.set(bill.billId, weeksFrom(day, { mean: bill.due + delay, spread, never }));
  }
  return result;
};

/** Chances of the weeks after a day for a bill still open on it: logistic around a day, and some are never paid. */
export function weeksFrom(
  day: number,
  { mean, spread, never }: { mean: number; spread: number; never: number },
): { weeks: number[]; never: number } {
  const by = (at: number) => (1 - never) / (1 + Math.exp((-1.702 * (at - mean)) / spread));
  const left = 1 - by(day);
  const until = (at: number) => (by(at) - by(day)) / left;
  return {
    weeks: Array.from({ length: 13 }, (_, week) => until(day + 7 * (week + 1)) - until(day + 7 * week)),
    never: 1 - until(day + 180),
  };
}

function paymentBill(bill: WorldBill, paid: number, day: number): PaymentBill {
  const amount = BigInt(bill.amount * 100);
  const isPaid = paid <= day;
  return {
    billId: bill.billId,
    partyId: bill.party.partyId,
    date: worldDay(bill.date),
    dueDate: worldDay(bill.due),
    known: worldDay(bill.date),
    amount,
    open: isPaid ? 0n : amount,
    settlements: isPaid
      ? [{ date: worldDay(paid), amount, isInferred: false, isLikely: false, isMoney: true }]
      : [],
    disputed: 0n,
    tdsAwaited: 0n,
    isExcluded: false,
    promisedFor: null,
  };
}
