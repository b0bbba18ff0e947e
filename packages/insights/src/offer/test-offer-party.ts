import { addDays, day, type LocalDate } from "@cfa/values/local-date";

import type { OfferBill, OfferParty, OfferPast } from "./offer-candidate.ts";
import { USUAL_OFFER_SETTINGS, type OfferSettings } from "./offer-settings.ts";
import type { OfferDay } from "./propose-offers.ts";
import { weeksFrom } from "./test-offer-forecasts.ts";

/* A customer with one bill that an offer would pay for: due in thirty days, expected twenty-five days after. For tests. */

export const TODAY = day("2026-11-02");

export const SETTINGS: OfferSettings = { ...USUAL_OFFER_SETTINGS, costOfCash: 1_800 };

export const NO_PAST: OfferPast = {
  lastEnded: null,
  isLive: false,
  ended: 0,
  taken: 0,
  given: 0n,
  delayBefore: null,
};

/** `delay`: days after the due date on which it is expected. */
export function openBill({
  delay = 25,
  asOf = TODAY,
  ...rest
}: Partial<OfferBill> & { delay?: number; asOf?: LocalDate } = {}): OfferBill {
  const dueDate = rest.dueDate ?? addDays(asOf, 30);
  const due = Math.round((Date.parse(dueDate) - Date.parse(asOf)) / 86_400_000);
  return {
    billId: "bill",
    dueDate,
    amount: 1_00_000_00n,
    disputed: 0n,
    tdsAwaited: 0n,
    covered: 0n,
    taxRate: 1_800,
    promisedFor: null,
    wasOffered: false,
    interest: null,
    forecast: weeksFrom(0, { mean: due + delay, spread: 7, never: 0.01 }),
    ...rest,
  };
}

export function party({
  bills = [openBill()],
  past,
  ...rest
}: Partial<Omit<OfferParty, "past">> & { past?: Partial<OfferPast> } = {}): OfferParty {
  return {
    partyId: "party",
    isExcluded: false,
    isHeldOut: false,
    mayBeWrittenTo: true,
    settled: 20,
    expectedDelay: 25,
    uncertainty: 2,
    yearSales: 10_00_000_00n,
    bills,
    past: { ...NO_PAST, ...past },
    ...rest,
  };
}

export function onDay(rest: Partial<OfferDay> = {}): OfferDay {
  return {
    asOf: TODAY,
    settings: SETTINGS,
    company: { ended: 0, taken: 0 },
    spent: 0n,
    hoursOld: 2,
    ...rest,
  };
}
