import type { Paise } from "@cfa/values/money";
import type { BasisPoints } from "@cfa/values/percent";

import { differenceOf, type Interval } from "./welch.ts";

/*
 * What offers brought, by parties with them against parties kept without. Every party that was proposed an offer within the time counts in the arm
 * it was drawn into, whether it read, took or knew of anything (intention to treat), from the day of its first.
 */

/** A bill of a party, from the day of the party's first offer on. Days are day numbers. */
export type MeasuredBill = {
  amount: Paise;
  date: number;
  /** Day of payment; null: still open on the day of measuring. */
  paid: number | null;
  /** Discount given. */
  given: Paise;
  /** The day it was to be expected by what was known before its party's first offer. */
  expected: number;
};

export type MeasuredParty = {
  partyId: string;
  isHeldOut: boolean;
  bills: readonly MeasuredBill[];
  /** It has asked not to be written to since. */
  optedOut: boolean;
  /** Of its bills that fell due within the next quarter, the share paid by then; null: none did. */
  nextQuarterInTime: number | null;
};

export type MeasureOn = {
  /** Day number of measuring: a bill still open counts as open until then, in both arms alike. */
  until: number;
  costOfCash: BasisPoints;
  /** What a rupee of discount costs (note-rules.ts), and what was spent on sending. */
  noteCost: number;
  sending: Paise;
};

/** Sums over the parties with offers. */
export type Measured = {
  treated: number;
  heldOut: number;
  /** Rupees times days by which they were paid earlier, and rupees net of discounts and sending; null: too few parties. */
  rupeeDays: Interval | null;
  net: Interval | null;
  verdict: "gain" | "loss" | "cannot-tell";
  optedOut: { treated: number; heldOut: number };
  /** Share in time in the next quarter, with offers less without: below zero they have learned to wait. */
  nextQuarter: Interval | null;
};

const YEAR = 365;
const RUPEE = 100;

/**
 * Measures a programme: of each party what came less what had been expected before, so that its size and habits say little; then the difference of
 * the arms' means (Welch), times the parties with offers. Until the interval of net rupees is on one side of zero it cannot be told.
 */
export function measureOffers(parties: readonly MeasuredParty[], on: MeasureOn): Measured {
  const treated = parties.filter(({ isHeldOut }) => !isHeldOut);
  const heldOut = parties.filter(({ isHeldOut }) => isHeldOut);
  const over = (of: (party: MeasuredParty) => number) =>
    timesOf(differenceOf(treated.map(of), heldOut.map(of)), treated.length);
  const rupeeDays = over((party) => -lateRupeeDays(party, on));
  const gross = over((party) => -costBeyond(party, on));
  const sending = Number(on.sending) / RUPEE;
  const net = gross === null ? null : movedBy(gross, -sending);
  const asked = (arm: readonly MeasuredParty[]) => arm.filter(({ optedOut }) => optedOut).length;
  const inTime = (arm: readonly MeasuredParty[]) =>
    arm.map((party) => party.nextQuarterInTime).filter((share) => share !== null);
  return {
    treated: treated.length,
    heldOut: heldOut.length,
    rupeeDays,
    net,
    verdict: verdictOf(net),
    optedOut: { treated: asked(treated), heldOut: asked(heldOut) },
    nextQuarter: differenceOf(inTime(treated), inTime(heldOut)),
  };
}

/** Two quarters one after the other without a net gain: offers are to be switched off. Oldest first. */
export function shouldStop(quarters: readonly Pick<Measured, "net">[]): boolean {
  const [before, last] = quarters.slice(-2);
  return [before, last].every((quarter) => quarter?.net != null && quarter.net.mean <= 0);
}

/** How many parties each arm needs to see such a gain of days four times in five, at a spread of single parties. */
export function partiesNeeded(gain: number, spread: number): number {
  return Math.ceil(2 * ((1.96 + 0.8416) * (spread / gain)) ** 2);
}

function verdictOf(net: Interval | null): Measured["verdict"] {
  if (net === null) return "cannot-tell";
  return net.low > 0 ? "gain" : net.high < 0 ? "loss" : "cannot-tell";
}

/** Rupees times days for which a party's bills were open longer than had been expected. */
function lateRupeeDays({ bills }: MeasuredParty, { until }: MeasureOn): number {
  return bills.reduce((sum, { amount, paid, expected }) => {
    const days = Math.min(paid ?? until, until) - Math.min(expected, until);
    return sum + (Number(amount) / RUPEE) * days;
  }, 0);
}

/** What a party's bills cost beyond what had been expected, in rupees: cash for the time they were open, and discounts. */
function costBeyond({ bills }: MeasuredParty, { until, costOfCash, noteCost }: MeasureOn): number {
  const rate = costOfCash / 10_000 / YEAR;
  return bills.reduce((sum, { amount, date, paid, given, expected }) => {
    const [all, off] = [Number(amount) / RUPEE, Number(given) / RUPEE];
    const open = Math.min(paid ?? until, until) - date;
    const expectedOpen = Math.min(expected, until) - date;
    return sum + (all - off) * rate * open + noteCost * off - all * rate * expectedOpen;
  }, 0);
}

function timesOf(interval: Interval | null, times: number): Interval | null {
  if (interval === null) return null;
  return { mean: interval.mean * times, low: interval.low * times, high: interval.high * times };
}

function movedBy({ mean, low, high }: Interval, by: number): Interval {
  return { mean: mean + by, low: low + by, high: high + by };
}
