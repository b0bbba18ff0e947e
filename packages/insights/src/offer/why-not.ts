import { addDays, daysBetween, type LocalDate } from "@cfa/values/local-date";

import { chanceBy } from "../distribution.ts";
import type { OfferBill, OfferParty } from "./offer-candidate.ts";
import type { OfferSettings } from "./offer-settings.ts";
import { daysWithoutOffer } from "./without-offer.ts";

/** Why a party or a bill is offered nothing. */
export type NoOffer =
  | "stale" // the books are older than a day
  | "excluded"
  | "live-offer"
  | "too-few-settled"
  | "too-soon" // after its last offer
  | "year-cap" // it was given enough within a year
  | "slower-since-offers"
  | "small-margin"
  | "not-late" // the plain rule: its mean delay is shorter
  | "disputed"
  | "promised"
  | "unapplied-covers"
  | "tds-only"
  | "nothing-open"
  | "offered-before"
  | "overdue" // see the other ways (overdue.ts)
  | "pays-in-time"
  | "not-worth-it"
  | "other-bill" // another of its bills is offered something
  | "budget";

const FEWEST_SETTLED = 6;
/** A bill paid so soon after its due date needs no offer. */
const IN_TIME = 3;
/** Where being paid by then is as likely as this, the bill counts as paid in time: chosen on simulated companies 1–10 (docs/algorithms/offers.md). */
const SURE = 0.2;
const WHOLE = 10_000n;
/** Of what is left of a sale, an offer takes at most one part of so many. */
export const MARGIN_PARTS = 3;

/** Why a party is offered nothing on a day, whatever its bills; null: it may be. */
export function whyNoneFor(
  party: OfferParty,
  { asOf, settings }: { asOf: LocalDate; settings: OfferSettings },
): NoOffer | null {
  const { past } = party;
  if (party.isExcluded) return "excluded";
  if (past.isLive) return "live-offer";
  if (party.settled < FEWEST_SETTLED || party.expectedDelay === null) return "too-few-settled";
  if (past.lastEnded !== null && daysBetween(past.lastEnded, asOf) < settings.gapDays) return "too-soon";
  if (past.given * WHOLE >= party.yearSales * BigInt(settings.partyYearCap)) return "year-cap";
  if (past.delayBefore !== null && party.expectedDelay > past.delayBefore + settings.slowerDays)
    return "slower-since-offers";
  if (settings.margin !== null && settings.margin < MARGIN_PARTS * settings.floor) return "small-margin";
  return null;
}

/** Why a bill is offered nothing whatever the price; null: it may be. */
export function whyNotThis(bill: OfferBill, asOf: LocalDate): NoOffer | null {
  if (bill.disputed > 0n) return "disputed";
  if (bill.amount <= 0n) return bill.tdsAwaited > 0n ? "tds-only" : "nothing-open";
  if (bill.promisedFor !== null) return "promised";
  if (bill.covered > 0n) return "unapplied-covers";
  if (bill.wasOffered) return "offered-before";
  if (bill.dueDate < asOf) return "overdue";
  return null;
}

/** Whether it would be paid about when it is due, so that an offer would be given away. */
export function paysInTime(bill: OfferBill, asOf: LocalDate): boolean {
  const soon = daysBetween(asOf, addDays(bill.dueDate, IN_TIME));
  return chanceBy(daysWithoutOffer(bill.forecast), soon) >= SURE;
}
