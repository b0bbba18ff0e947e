import { addDays, type LocalDate } from "@cfa/values/local-date";
import type { Paise } from "@cfa/values/money";
import type { BasisPoints } from "@cfa/values/percent";

/** So much off until the end of a day in India: a percent, and the whole rupees it comes to. */
export type OfferStep = { until: LocalDate; discount: BasisPoints; off: Paise };

const RUPEE = 100n;
const WHOLE = 10_000n;

/** The steps of an offer for a bill that begins on a day. */
export function stepsFor(
  steps: readonly { day: number; discount: BasisPoints }[],
  { amount, asOf }: { amount: Paise; asOf: LocalDate },
): OfferStep[] {
  return steps.map(({ day, discount }) => ({
    until: addDays(asOf, day),
    discount,
    off: amountOff(amount, discount),
  }));
}

/** What a discount takes off a sum, rounded down to whole rupees. */
export function amountOff(amount: Paise, discount: BasisPoints): Paise {
  return ((amount * BigInt(discount)) / WHOLE / RUPEE) * RUPEE;
}

/** The step that is good on a day; null after the last: an offer ends for good. Steps are in the order of their days. */
export function stepOn(steps: readonly OfferStep[], day: LocalDate): OfferStep | null {
  return steps.find(({ until }) => day <= until) ?? null;
}
