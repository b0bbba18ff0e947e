import { binOf, binsBy } from "./bins.ts";

/*
 * What is thought of a company of which nothing is known yet: payments a day of an open bill by days from its due date. Learned from
 * generated books by `npm run fit:payment-prior` (bench/fit-payment-prior.ts), which writes this file; no company's data is in it.
 */

const BINS = binsBy([
  -90, -60, -45, -30, -21, -14, -10, -7, -4, -2, 0, 1, 3, 5, 8, 12, 16, 21, 28, 36, 45, 60, 80, 105, 150, 240,
]);

/** The bin of so many days from the due date. */
export function priorBin(daysFromDue: number): number {
  return binOf(BINS, daysFromDue);
}

/** Expected payments a day, by bin. */
export const PRIOR_HAZARD: readonly number[] = [
  0.001, 0.001, 0.001, 0.0033, 0.0057, 0.0078, 0.0115, 0.0154, 0.0195, 0.0226, 0.0274, 0.0261, 0.0298, 0.0346,
  0.0403, 0.0442, 0.0477, 0.0509, 0.0548, 0.0484, 0.0382, 0.0226, 0.0117, 0.0091, 0.0017, 0.001,
];
