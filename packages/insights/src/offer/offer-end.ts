import { addDays, type LocalDate } from "@cfa/values/local-date";
import type { Paise } from "@cfa/values/money";

import { stepOn, type OfferStep } from "./offer-step.ts";

/*
 * How an offer that went out ends: by the money that came on its bill, on the day on which it was paid, whenever that is heard of.
 */

/** An offer as it was approved. */
export type LiveOffer = { amount: Paise; steps: readonly OfferStep[]; from: LocalDate };

/** Money on its bill. */
export type OfferMoney = { date: LocalDate; amount: Paise; voucher: string };

/** A receipt of the party that is set against no bill, or was moved on to this one later; with all its words. */
export type MoneyAside = OfferMoney & { words: string };

/** What may be the offer's money though it was not set against its bill. */
export type Aside = {
  money: readonly MoneyAside[];
  /** What the customer may have written: the reference of the pay page, and numbers of payments that are known. */
  references: readonly string[];
  /** The same of the party's other offers. */
  othersReferences: readonly string[];
  /** What is open of the party's other bills: such a sum may be for one of them. */
  otherBills: readonly Paise[];
  /** The receipt by which it was honoured so far: what comes later makes that no less sure. */
  before: string | null;
};

/** How its money was told: set against the bill, by the reference, or by its sum alone. */
export type ToldBy = "bill" | "reference" | "amount";

export type OfferEnd =
  | { kind: "honoured"; voucher: string; day: LocalDate; paid: Paise; discount: Paise; by: ToldBy }
  | { kind: "lapsed"; why: "paid-in-full" | "not-paid" };

/** Rupees are rounded by some. */
const LENIENT: Paise = 100n;
/** A receipt of the last day may be entered so many days later. */
export const HEARD_LATE_DAYS = 7;

/**
 * How an offer has ended by a day; null: it has not. Money since the offer began is added up day by day: where it comes to what the step of that day
 * asks for, within a rupee, and not to the whole bill, the offer is honoured with what is left. Who paid all of it took no discount. Nothing
 * that was paid after the last step honours it. Where nothing came on the bill, one receipt on account of just that sum does.
 */
export function offerEnd(
  offer: LiveOffer,
  money: readonly OfferMoney[],
  { asOf, aside }: { asOf: LocalDate; aside: Aside },
): OfferEnd | null {
  let paid = 0n;
  for (const one of money.toSorted(byDay)) {
    if (one.date < offer.from || one.date > asOf) continue;
    paid += one.amount;
    if (paid >= offer.amount) return { kind: "lapsed", why: "paid-in-full" };
    const step = stepOn(offer.steps, one.date);
    if (step !== null && paid >= offer.amount - step.off - LENIENT)
      return honoured(offer, { ...one, amount: paid }, "bill");
  }
  const found = paid > 0n ? null : endAside(offer, aside, asOf);
  if (found !== null) return found;
  const last = offer.steps.at(-1)?.until;
  return last !== undefined && asOf > addDays(last, HEARD_LATE_DAYS)
    ? { kind: "lapsed", why: "not-paid" }
    : null;
}

/** By the first receipt that carries its reference, else by the only one that fits, if nothing else could be meant by it. */
function endAside(offer: LiveOffer, aside: Aside, asOf: LocalDate): OfferEnd | null {
  const { money, references, othersReferences, otherBills, before } = aside;
  const fitting = money
    .filter((one) => one.date >= offer.from && one.date <= asOf && isAsked(offer, one))
    .filter(({ words }) => !othersReferences.some((other) => carriesReference(words, other)))
    .toSorted(byDay);
  const told = fitting.find(({ words }) => references.some((own) => carriesReference(words, own)));
  if (told !== undefined) return honoured(offer, told, "reference");
  const kept = fitting.find(({ voucher }) => voucher === before);
  if (kept !== undefined) return honoured(offer, kept, "amount");
  const [only, ...more] = fitting;
  if (only === undefined || more.length > 0) return null;
  return otherBills.some((open) => isNear(open, only.amount)) ? null : honoured(offer, only, "amount");
}

/** Letters and digits of fewer than so many stand in too many words by chance. */
const LEAST_LETTERS = 8;

/** Whether words carry a reference as a word of its own, in either case, with blanks or dashes in it or without. */
export function carriesReference(words: string, reference: string): boolean {
  const letters = reference.toUpperCase().replaceAll(/[^A-Z0-9]/g, "");
  if (letters.length < LEAST_LETTERS) return false;
  return new RegExp(`(?<![A-Z0-9])${letters.split("").join("[ -]*")}(?![A-Z0-9])`).test(words.toUpperCase());
}

function isAsked(offer: LiveOffer, { date, amount }: OfferMoney): boolean {
  const step = stepOn(offer.steps, date);
  return step !== null && amount < offer.amount && isNear(amount, offer.amount - step.off);
}

function isNear(amount: Paise, wanted: Paise): boolean {
  return amount >= wanted - LENIENT && amount <= wanted + LENIENT;
}

function honoured(offer: LiveOffer, { voucher, date, amount }: OfferMoney, by: ToldBy): OfferEnd {
  return { kind: "honoured", voucher, day: date, paid: amount, discount: offer.amount - amount, by };
}

function byDay(a: OfferMoney, b: OfferMoney): number {
  if (a.date !== b.date) return a.date < b.date ? -1 : 1;
  return a.voucher < b.voucher ? -1 : a.voucher > b.voucher ? 1 : 0;
}
