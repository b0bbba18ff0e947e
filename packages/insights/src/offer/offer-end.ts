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

export type OfferEnd =
  | { kind: "honoured"; voucher: string; day: LocalDate; paid: Paise; discount: Paise }
  | { kind: "lapsed"; why: "paid-in-full" | "not-paid" };

/** Rupees are rounded by some. */
const LENIENT: Paise = 100n;
/** A receipt of the last day may be entered so many days later. */
export const HEARD_LATE_DAYS = 7;

/**
 * How an offer has ended by a day; null: it has not. Money since the offer began is added up day by day: where it comes to what the step of that day
 * asks for, within a rupee, and not to the whole bill, the offer is honoured with what is left. Who paid all of it took no discount. Nothing
 * that was paid after the last step honours it.
 */
export function offerEnd(offer: LiveOffer, money: readonly OfferMoney[], asOf: LocalDate): OfferEnd | null {
  let paid = 0n;
  for (const one of money.toSorted((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0))) {
    if (one.date < offer.from || one.date > asOf) continue;
    paid += one.amount;
    if (paid >= offer.amount) return { kind: "lapsed", why: "paid-in-full" };
    const step = stepOn(offer.steps, one.date);
    if (step !== null && paid >= offer.amount - step.off - LENIENT) {
      return { kind: "honoured", voucher: one.voucher, day: one.date, paid, discount: offer.amount - paid };
    }
  }
  const last = offer.steps.at(-1)?.until;
  return last !== undefined && asOf > addDays(last, HEARD_LATE_DAYS)
    ? { kind: "lapsed", why: "not-paid" }
    : null;
}
