import type { BasisPoints } from "@cfa/values/percent";
import type { Paise } from "@cfa/values/money";

/** How offers are priced: by each party's own forecast; or the plain rule of the trade, which knows no party and no rate. */
export type OfferRule = "own-forecast" | "plain";

/** How a step is told to the customer. The sums are the same. */
export type OfferStyle = "percent" | "rupees";

/** The seller's credit note for the discount: without tax, or one of GST that takes the tax back with it (docs/algorithms/offers.md). */
export type NoteMode = "financial" | "section34";

/** The plain rule: who is late by so many days on average is offered so much today and so much after some days. */
export type PlainRule = {
  lateDays: number;
  first: BasisPoints;
  firstDays: number;
  second: BasisPoints;
  secondDays: number;
};

/** What an owner says of offers. Rates and shares in basis points. */
export type OfferSettings = {
  rule: OfferRule;
  style: OfferStyle;
  noteMode: NoteMode;
  /** What the company pays for cash, a year. */
  costOfCash: BasisPoints;
  /** What customers are thought to pay for theirs: half of them find an offer worth it at this yearly rate. */
  customersRate: BasisPoints;
  /** What is left of a sale; null: not said. No discount is above a third of it. */
  margin: BasisPoints | null;
  /** No discount above, none below, and all of them whole multiples of the step. */
  cap: BasisPoints;
  floor: BasisPoints;
  step: BasisPoints;
  /** Expected cost of what is proposed within one calendar month. */
  monthlyBudget: Paise;
  /** Of a party's sales of a year, what may be given it in discounts within that year. */
  partyYearCap: BasisPoints;
  /** Days from the end of a party's offer to its next. */
  gapDays: number;
  /** A party whose bills are expected so many days later than before its first offer gets none: waiting must not be rewarded. */
  slowerDays: number;
  /** An offer may teach to wait: it counts as if its party's bills of the next sixty days came so much of a day later, on average. */
  taughtDays: number;
  /** What is lost of a sum that is never paid. */
  lossShare: BasisPoints;
  /** What chasing one late bill costs: calls, visits. */
  chasing: Paise;
  plain: PlainRule;
};

/** What holds until an owner says otherwise, but for the cost of cash, which is a dated rate. Caps, gaps and shares are ours. */
export const USUAL_OFFER_SETTINGS: Omit<OfferSettings, "costOfCash"> = {
  rule: "own-forecast",
  style: "percent",
  noteMode: "financial",
  customersRate: 1_500,
  margin: null,
  cap: 200,
  floor: 25,
  step: 25,
  monthlyBudget: 25_000_00n,
  partyYearCap: 50,
  gapDays: 90,
  slowerDays: 5,
  taughtDays: 0.6,
  lossShare: 6_000,
  chasing: 0n,
  plain: { lateDays: 14, first: 300, firstDays: 5, second: 100, secondDays: 25 },
};
