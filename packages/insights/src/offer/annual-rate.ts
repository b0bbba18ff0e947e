import type { BasisPoints } from "@cfa/values/percent";

/* What a discount for being paid earlier costs a year, and which discount costs just as much as waiting. Shares are 0…1. */

const YEAR = 365;
const WHOLE = 10_000;

/**
 * What a discount of so much for so many days costs a year, simple interest: d / (1 − d) × 365 / days, the usual annual rate of early-payment
 * terms (of "3/14": 80.6 %). Days must be above zero, the discount below one.
 */
export function impliedAnnualRate(discount: number, days: number): number {
  return ((discount / (1 - discount)) * YEAR) / days;
}

/** The same with interest on interest: (1 + d / (1 − d)) ^ (365 / days) − 1. */
export function effectiveAnnualRate(discount: number, days: number): number {
  return (1 + discount / (1 - discount)) ** (YEAR / days) - 1;
}

/** The discount that costs as much as waiting so many days at a yearly cost of cash: x / (1 + x), x = rate × days / 365. */
export function breakEvenDiscount(costOfCash: number, days: number): number {
  const waiting = (costOfCash * days) / YEAR;
  return waiting / (1 + waiting);
}

/** A yearly rate of 0…1 in hundredths of a percent; null stays null. */
export function inBasisPoints<Rate extends number | null>(
  rate: Rate,
): Rate extends number ? BasisPoints : BasisPoints | null;
export function inBasisPoints(rate: number | null): BasisPoints | null {
  return rate === null ? null : Math.round(rate * WHOLE);
}

/** A discount beside the cost of waiting, for an owner to see before choosing a rule; all but the days 0…1. */
export type DiscountCost = {
  days: number;
  discount: number;
  annualRate: number;
  effectiveRate: number;
  breakEven: number;
};

/** What a discount truly costs where it brings payment so many days earlier; null where it brings no day. */
export function discountCost(
  discount: BasisPoints,
  { days, costOfCash }: { days: number; costOfCash: BasisPoints },
): DiscountCost | null {
  if (days <= 0) return null;
  const share = discount / WHOLE;
  return {
    days,
    discount: share,
    annualRate: impliedAnnualRate(share, days),
    effectiveRate: effectiveAnnualRate(share, days),
    breakEven: breakEvenDiscount(costOfCash / WHOLE, days),
  };
}
