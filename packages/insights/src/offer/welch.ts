import { meanOf, squaresOf } from "../numbers.ts";

/** A mean with the ends of its 90 % interval. */
export type Interval = { mean: number; low: number; high: number };

const Z = 1.644_853_627; // 95 % of a normal lie below

/**
 * The difference of two means (the first less the second) with its 90 % interval, whatever the variances (Welch 1947); null: fewer than two of
 * either.
 */
export function differenceOf(first: readonly number[], second: readonly number[]): Interval | null {
  if (first.length < 2 || second.length < 2) return null;
  const parts = [first, second].map((values) => ({
    variance: squaresOf(values) / (values.length - 1) / values.length,
    freedom: values.length - 1,
  }));
  const variance = parts.reduce((sum, part) => sum + part.variance, 0);
  const mean = meanOf(first) - meanOf(second);
  if (variance === 0) return { mean, low: mean, high: mean };
  const freedom = variance ** 2 / parts.reduce((sum, part) => sum + part.variance ** 2 / part.freedom, 0);
  const half = t95(freedom) * Math.sqrt(variance);
  return { mean, low: mean - half, high: mean + half };
}

/** The value below which 95 % of Student's t lie (Cornish & Fisher's expansion; Abramowitz & Stegun 26.7.5). */
export function t95(freedom: number): number {
  const z = Z;
  return (
    z +
    (z ** 3 + z) / (4 * freedom) +
    (5 * z ** 5 + 16 * z ** 3 + 3 * z) / (96 * freedom ** 2) +
    (3 * z ** 7 + 19 * z ** 5 + 17 * z ** 3 - 15 * z) / (384 * freedom ** 3) +
    (79 * z ** 9 + 776 * z ** 7 + 1482 * z ** 5 - 1920 * z ** 3 - 945 * z) / (92_160 * freedom ** 4)
  );
}
