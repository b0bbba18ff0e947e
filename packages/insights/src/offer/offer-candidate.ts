import type { LocalDate } from "@cfa/values/local-date";
import type { Paise } from "@cfa/values/money";
import type { BasisPoints } from "@cfa/values/percent";

import type { BillForecast } from "../payment-insight.ts";

/* What the books, the models and earlier offers say of who might be offered something. */

/** Interest that a bill already bears, and by what: the seller's own terms, or the clock for micro and small suppliers. */
export type BillInterest = { accrued: Paise; by: "terms" | "msme" };

/** An open bill. */
export type OfferBill = {
  billId: string;
  dueDate: LocalDate;
  /** What is open of it, without what is disputed or held back as TDS. */
  amount: Paise;
  disputed: Paise;
  tdsAwaited: Paise;
  /** What its party's unapplied money probably covers of it, the oldest bills first, and what post-dated receipts pay of it. */
  covered: Paise;
  /** The tax it bears on its taxable value; null: not known. */
  taxRate: BasisPoints | null;
  promisedFor: LocalDate | null;
  /** An offer went out for it before (of a party without offers: would have), whatever came of it. */
  wasOffered: boolean;
  /** Null: it bears none, or nothing is known. */
  interest: BillInterest | null;
  forecast: Pick<BillForecast, "weeks" | "never">;
};

/** What was offered to a party before; of a party without offers, what would have been. */
export type OfferPast = {
  /** The end of the last offer that went out; null: none did. */
  lastEnded: LocalDate | null;
  isLive: boolean;
  /** Offers that truly went out and ended, and how many of them were taken. */
  ended: number;
  taken: number;
  /** Discounts given within the last year. */
  given: Paise;
  /** Days after the due date at which its next bill was expected when the first offer went out; null: none did. */
  delayBefore: number | null;
};

/** A customer with its open bills. */
export type OfferParty = {
  partyId: string;
  /** Never chased: a relative, staff, in court. */
  isExcluded: boolean;
  /** Kept without offers, so that what offers do can be measured. */
  isHeldOut: boolean;
  /** It has agreed to be written to; without, an offer only stands on its pay page. */
  mayBeWrittenTo: boolean;
  settled: number;
  expectedDelay: number | null;
  /** Standard error of the expected delay, days. */
  uncertainty: number | null;
  /** What was billed to it within the last year. */
  yearSales: Paise;
  bills: readonly OfferBill[];
  past: OfferPast;
};
