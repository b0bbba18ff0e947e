import type { LocalDate } from "@cfa/values/local-date";
import type { Paise } from "@cfa/values/money";

import type { ClassEdges, PaymentClass } from "./payment-behaviour.ts";

/** One bill of one side of the books, as the payment model reads it. */
export type PaymentBill = {
  billId: string;
  partyId: string;
  date: LocalDate;
  dueDate: LocalDate;
  /** The day it could be known: that of its entry in the books; never before `date`. */
  known: LocalDate;
  amount: Paise;
  /** By what counts; what is only likely takes nothing from it. */
  open: Paise;
  /** What counts against it and what is likely, in any order. */
  settlements: readonly BillSettlement[];
  /** Of the open sum: what is disputed, and what is held back as TDS whose certificate is awaited. */
  disputed: Paise;
  tdsAwaited: Paise;
  /** Its party is never chased, or it is written off: learned from, but not forecast. */
  isExcluded: boolean;
  /** The day on which it has been promised, if that day has not passed. */
  promisedFor: LocalDate | null;
};

/** So much of a bill that went on a day. */
export type BillSettlement = {
  date: LocalDate;
  amount: Paise;
  /** Found by first in, first out; on a bill that Tally states it takes nothing and only says what is likely. */
  isInferred: boolean;
  isLikely: boolean;
  /** By a voucher that brought money: a receipt, or a payment to a supplier. */
  isMoney: boolean;
};

/** Money that came on one day without a bill and was put against bills by a voucher of another, such as a journal at the quarter's end. */
export type MoneyTaken = { partyId: string; came: LocalDate; taken: LocalDate; amount: Paise };

/** What is learned from: the bills of one side, as of a day, with what is known of its parties from before. */
export type PaymentBooks = {
  asOf: LocalDate;
  bills: readonly PaymentBill[];
  taken: readonly MoneyTaken[];
  parties: ReadonlyMap<string, { before: PaymentClass | null; pinned: PaymentClass | null }>;
  edges: ClassEdges;
  /** Kept with what is learned: the model draws no chance at present, and one that does will begin from this. */
  seed: number;
};

/**
 * What a forecast rests on: trees on the hazard; the hazard alone; the hazard moved to the plain rule's day; or, where nothing was ever
 * paid, the due date and what is usual after it (the prior).
 */
export type ForecastBasis = "trees" | "hazard" | "plain" | "due-date";

/** Why a bill is expected when it is. Days are counted in whole days; shares are 0…1. */
export type ForecastReason =
  | { kind: "party-delay"; settled: number; days: number } // its party usually pays so many days after the due date
  | { kind: "company-delay"; days: number } // its party is new: as all parties
  | { kind: "open-longer"; days: number } // open so much longer than its party usually takes
  | { kind: "paid-lately"; days: number } // its party paid so many days ago
  | { kind: "slower" | "faster"; days: number } // its party has lately become so much slower or faster
  | { kind: "weekday"; weekday: number } // its party pays mostly on that day, 0 Monday
  | { kind: "month-part"; part: number } // its party pays mostly in that part of the month
  | { kind: "promised"; day: LocalDate }
  | { kind: "disputed" | "tds-awaited"; amount: Paise }
  | { kind: "few-data"; settled: number };

/** When a bill will be paid; for a bill with nothing open there is none. */
export type BillForecast = {
  billId: string;
  partyId: string;
  /** Day by whose end it is as likely paid as not, and the ends of the range of 80 %; null: not within 400 days. */
  median: LocalDate | null;
  low: LocalDate | null;
  high: LocalDate | null;
  /** Chance of being paid after the due date; 1 for a bill past it. */
  late: number;
  /** Chances of being paid in each of the thirteen weeks after `asOf`. */
  weeks: readonly number[];
  /** Chance of not being paid within 180 days. */
  never: number;
  /** The open sum that is forecast: without what is disputed or held back as TDS. */
  amount: Paise;
  basis: ForecastBasis;
  reasons: readonly ForecastReason[];
};

/** Why a party is in its class, in numbers. */
export type ClassReason = {
  settled: number;
  /** Of the last bills (at most twelve), how many were paid later than on time, and between which delays most of them lie. */
  last: number;
  late: number;
  from: number;
  to: number;
  /** Mean delay of the last three against that of those before; null: too few. */
  turn: number | null;
  overdue: number;
};

/** What drives a risk score, points of 100. */
export type RiskDriver = {
  kind: "delay" | "spread" | "overdue" | "slower" | "never";
  points: number;
};

export type PartyInsight = {
  partyId: string;
  class: PaymentClass;
  /** The class without the owner's pin. */
  learnedClass: PaymentClass;
  /** Chance that the class is right, 0…1. */
  confidence: number;
  /** Days after the due date at which its next bill is expected, with its standard error; null: nothing is known. */
  expectedDelay: number | null;
  uncertainty: number | null;
  reason: ClassReason;
  /** A lasting change of its delays: since which settled bill's day, and from what to what (days); null: steady. */
  drift: { since: LocalDate; before: number; after: number } | null;
  /** 0 (none) … 100. */
  risk: number;
  drivers: readonly RiskDriver[];
  /** Open amount times the chance that it is not paid within 180 days. */
  expectedLoss: Paise;
  /** A credit limit that its payments support; null: too little known. */
  suggestedLimit: Paise | null;
};

/** How well the company's own past was told. Errors in days; of bills still open up to the as-of date, none where that comes first. */
export type BackTest = {
  /** Bills told, from days in the past on which only what was known then was used. */
  cases: number;
  error: number;
  /** Had the plain rule told them: it expects at once what is overdue by more than usual, so old open bills make it large. */
  plainError: number;
  /** Share of the 80 % ranges that held. */
  coverage: number;
};

export type CompanyInsight = {
  settled: number;
  parties: number;
  basis: ForecastBasis;
  /** How much of what the trees say is used, 0…1. */
  treeShare: number;
  isFewData: boolean;
  backTest: BackTest | null;
};

/** All that is learned of one side of a company's books as of a day. */
export type PaymentInsight = {
  /** Version of the model: the same version, bills, day and seed give the same figures. */
  model: string;
  asOf: LocalDate;
  seed: number;
  company: CompanyInsight;
  bills: readonly BillForecast[];
  parties: readonly PartyInsight[];
};
