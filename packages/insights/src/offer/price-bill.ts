import { addDays, type LocalDate } from "@cfa/values/local-date";
import type { Paise } from "@cfa/values/money";
import type { BasisPoints } from "@cfa/values/percent";

import { moved } from "../distribution.ts";
import { breakEvenDiscount, impliedAnnualRate } from "./annual-rate.ts";
import { noteCostOf } from "./note-rules.ts";
import type { OfferBill, OfferParty } from "./offer-candidate.ts";
import type { NoteMode, OfferSettings, OfferStyle } from "./offer-settings.ts";
import { stepsFor, type OfferStep } from "./offer-step.ts";
import { judgeSteps, priceOffer, type PricedOffer, type PricedStep, type Pricing } from "./price-offer.ts";
import { takeUpOf, type TakeUp } from "./take-up.ts";
import { MARGIN_PARTS } from "./why-not.ts";
import { afterEachDay, daysWithoutOffer } from "./without-offer.ts";

/** An offer that a person may approve. Money in paise; rates and chances 0…1. */
export type OfferProposal = {
  partyId: string;
  billId: string;
  amount: Paise;
  style: OfferStyle;
  steps: OfferStep[];
  /** What it is expected to cost, what it brings after that and after what it may teach, and the lower end of what this bill brings. */
  cost: Paise;
  profit: Paise;
  profitLow: Paise;
  daysGained: number;
  /** What the first step costs a year for the days from its last to the one the bill would be paid on; null: it gains none. */
  annualRate: number | null;
  /** Chance that it is paid within the window. */
  chance: number;
  note: NoteMode;
  isHeldOut: boolean;
  /** False: it stands on the pay page only. */
  mayBeWrittenTo: boolean;
  reason: OfferReason;
};

/** Why an offer is as it is. */
export type OfferReason = {
  /** The mean day it would be paid on without an offer, and the chance that it would be within the window. */
  usual: LocalDate;
  anyway: number;
  /** What its party's delays rest on. */
  settled: number;
  delay: number;
  uncertainty: number | null;
  /** Discount of the first step that would just break even, and what the company pays for cash. */
  breakEven: number;
  costOfCash: BasisPoints;
  /** Share of its offers the party is expected to take. */
  taken: number;
};

export type PriceOn = { asOf: LocalDate; settings: OfferSettings; company: TakeUp };

const WHOLE = 10_000;
const YEAR = 365;
/** Days after an offer in which what it taught shows. */
const TAUGHT_FOR = 60;
/** One in ten delays of a party lies so many standard errors or more before what is expected. */
const LOW_ERRORS = 1.28;

/**
 * The best offer for a bill, or null where none is sure enough to pay for itself: the lower end of what the bill brings is above zero, and what is
 * expected is above what the offer may teach.
 */
export function priceBill(bill: OfferBill, party: OfferParty, on: PriceOn): OfferProposal | null {
  const pricing = pricingOf(bill, party, on);
  const offer = pricing.cap < on.settings.floor ? null : priceOffer(pricing, on.settings);
  const proposal = offer === null ? null : proposalOf(offer, { bill, party, on, pricing });
  return proposal !== null && proposal.profit > 0n ? proposal : null;
}

/** What the plain rule offers: the same to all, whether it pays or not. */
export function plainOffer(bill: OfferBill, party: OfferParty, on: PriceOn): OfferProposal {
  const { first, firstDays, second, secondDays } = on.settings.plain;
  const steps: PricedStep[] = [
    { day: firstDays, discount: first },
    { day: firstDays + secondDays, discount: second },
  ];
  const pricing = pricingOf(bill, party, on);
  return proposalOf(judgeSteps(steps, pricing, on.settings), { bill, party, on, pricing });
}

/** What is known of a bill before it is priced, with what no discount of it may be above. */
export function pricingOf(bill: OfferBill, party: OfferParty, { settings, company }: PriceOn): Pricing {
  const usual = daysWithoutOffer(bill.forecast);
  const { share, low } = takeUpOf(party.past, company);
  return {
    usual,
    early: moved(usual, -Math.round(LOW_ERRORS * (party.uncertainty ?? 0))),
    taken: share,
    takenLow: low,
    chasing: Number(settings.chasing) / Number(bill.amount),
    noteCost: noteCostOf(settings.noteMode, bill.taxRate),
    cap: capOf(bill, party, settings),
  };
}

/** The owner's cap, a part of the margin, and what is left of what the party may be given within a year. */
function capOf(bill: OfferBill, party: OfferParty, settings: OfferSettings): BasisPoints {
  const { cap, margin, partyYearCap } = settings;
  const left = (party.yearSales * BigInt(partyYearCap)) / BigInt(WHOLE) - party.past.given;
  const ofBill = Number((left * BigInt(WHOLE)) / bill.amount);
  return Math.min(cap, ofBill, margin === null ? cap : Math.floor(margin / MARGIN_PARTS));
}

/** The same in money and days, with why. */
export function proposalOf(
  offer: PricedOffer,
  { bill, party, on, pricing }: { bill: OfferBill; party: OfferParty; on: PriceOn; pricing: Pricing },
): OfferProposal {
  const { asOf, settings } = on;
  const money = (part: number) => BigInt(Math.round(part * Number(bill.amount)));
  const steps = stepsFor(offer.steps, { amount: bill.amount, asOf });
  const [first] = offer.steps;
  const usual = afterEachDay(pricing.usual)[0]?.day ?? 0;
  const early = usual - (first?.day ?? 0);
  return {
    partyId: party.partyId,
    billId: bill.billId,
    amount: bill.amount,
    style: settings.style,
    steps,
    cost: money(offer.cost),
    profit: money(offer.profit) - taughtBy(party, settings),
    profitLow: money(offer.profitLow),
    daysGained: offer.daysGained,
    annualRate: early < 1 ? null : impliedAnnualRate((first?.discount ?? 0) / WHOLE, early),
    chance: offer.chance,
    note: settings.noteMode,
    isHeldOut: party.isHeldOut,
    mayBeWrittenTo: party.mayBeWrittenTo,
    reason: {
      usual: addDays(asOf, Math.round(usual)),
      anyway: offer.anyway,
      settled: party.settled,
      delay: party.expectedDelay ?? 0,
      uncertainty: party.uncertainty,
      breakEven: breakEvenDiscount(settings.costOfCash / WHOLE, Math.max(0, early)),
      costOfCash: settings.costOfCash,
      taken: pricing.taken,
    },
  };
}

/** What a party's bills of the days after an offer cost if it teaches to wait. */
function taughtBy({ yearSales }: OfferParty, { taughtDays, costOfCash }: OfferSettings): Paise {
  const sales = Number(yearSales) * (TAUGHT_FOR / YEAR);
  return BigInt(Math.round((sales * (costOfCash / WHOLE) * taughtDays) / YEAR));
}
