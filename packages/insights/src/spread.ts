import { meanOf, middleOf, near, squaresOf } from "./numbers.ts";

/**
 * How delays vary within a company's parties: the usual variance, and how many bills' weight it has beside a party's own, because parties
 * are alike in it or are not.
 */
export type Spread = { within: number; freedom: number };

const FEWEST = 6;
const FEWEST_PARTIES = 5;
/** A single bill counts as at most so many of the usual standard deviations away. */
export const SINGLE = 2.5;
/** Between these the weight of what is usual is learned. */
const LEAST_FREEDOM = 4;
const MOST_FREEDOM = 60;

/**
 * Learns how parties' variances vary: by moments of their logarithms, so that a party's own is drawn towards what is usual as far as
 * parties are alike (moderated variances; Smyth 2004, Statistical Applications in Genetics and Molecular Biology 3).
 */
export function spreadOf(parties: Iterable<readonly number[]>, within: number): Spread {
  const logs: number[] = [];
  const noises: number[] = [];
  for (const all of parties) {
    const freedom = all.length - 1;
    if (all.length < FEWEST) continue;
    const middle = middleOf(all);
    const most = SINGLE * Math.sqrt(within);
    const variance = squaresOf(all.map((delay) => near(delay, middle, most))) / freedom;
    logs.push(Math.log(Math.max(1, variance)) - digamma(freedom / 2) + Math.log(freedom / 2));
    noises.push(trigamma(freedom / 2));
  }
  if (logs.length < FEWEST_PARTIES) return { within, freedom: LEAST_FREEDOM };
  const usual = meanOf(logs);
  const between = squaresOf(logs) / (logs.length - 1) - meanOf(noises);
  const freedom = Math.min(MOST_FREEDOM, Math.max(LEAST_FREEDOM, 2 * inverseTrigamma(between)));
  return { within: Math.exp(usual + digamma(freedom / 2) - Math.log(freedom / 2)), freedom };
}

/** Derivative of the logarithm of the gamma function, of more than 0 (Abramowitz & Stegun 6.3.5, 6.3.18). */
function digamma(x: number): number {
  if (x < 6) return digamma(x + 1) - 1 / x;
  const square = 1 / (x * x);
  return Math.log(x) - 1 / (2 * x) - square * (1 / 12 - square * (1 / 120 - square / 252));
}

/** Its derivative (6.4.6, 6.4.12). */
function trigamma(x: number): number {
  if (x < 6) return trigamma(x + 1) + 1 / (x * x);
  const square = 1 / (x * x);
  return 1 / x + square / 2 + (square / x) * (1 / 6 - square * (1 / 30 - square / 42));
}

/** Where the trigamma function has a value; without end where that is not above 0. */
function inverseTrigamma(value: number): number {
  if (value <= trigamma(1e6)) return Infinity;
  let [low, high] = [1e-3, 1e6];
  for (let step = 0; step < 100; step++) {
    const middle = Math.sqrt(low * high);
    if (trigamma(middle) > value) low = middle;
    else high = middle;
  }
  return low;
}
