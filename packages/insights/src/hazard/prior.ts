import { binsBy } from "./bins.ts";

/*
 * What is thought of a company of which nothing is known yet: payments a day of an open bill by days from its due date. Learned from
 * generated books by `npm run fit:payment-prior` (bench/fit-payment-prior.ts), which writes this file; no company's data is in it.
 */

const BINS = binsBy([
  -90, -60, -45, -30, -21, -14, -10, -7, -4, -2, 0, 1, 3, 5, 8, 12, 16, 21, 28, 36, 45, 60, 80, 105, 150, 240,
]);

/** The bin of so many days from the due date. */
export function priorBin(daysFromDue: number): number {
  return BINS.of(daysFromDue);
}

/** Expected payments a day, by bin. */
export const PRIOR_HAZARD: readonly number[] = [
  0.001, 0.001, 0.001, 0.0033, 0.0057, 0.0077, 0.0115, 0.0154, 0.0194, 0.0225, 0.027, 0.0257, 0.0292, 0.0334,
  0.0387, 0.0424, 0.046, 0.0474, 0.0495, 0.0444, 0.0387, 0.0253, 0.0132, 0.0109, 0.0022, 0.001,
];
