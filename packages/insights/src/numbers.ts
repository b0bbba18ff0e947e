/* Small sums that every part of the models needs. */

/** Arithmetic mean; NaN of nothing. */
export function meanOf(values: readonly number[]): number {
  return values.reduce((sum, each) => sum + each, 0) / values.length;
}

/** Squares of what values lie from their mean, added up. */
export function squaresOf(values: readonly number[]): number {
  const mean = meanOf(values);
  return values.reduce((sum, each) => sum + (each - mean) ** 2, 0);
}

/** A value drawn to within so much of another. */
export function near(value: number, middle: number, most: number): number {
  return Math.min(middle + most, Math.max(middle - most, value));
}

/** The middle value, the higher of two; NaN of nothing. */
export function middleOf(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? NaN;
}

/** The quantile between neighbours in proportion, of at least one value. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = Float64Array.from(values).toSorted();
  const place = (sorted.length - 1) * share;
  const below = sorted[Math.floor(place)] ?? 0;
  const above = sorted[Math.ceil(place)] ?? below;
  return below + (above - below) * (place - Math.floor(place));
}

/** The logarithm of the odds of a chance between 0 and 1. */
export function logOdds(chance: number): number {
  return Math.log(chance / (1 - chance));
}

/** The chance that has such a logarithm of its odds. */
export function chanceAt(odds: number): number {
  return 1 / (1 + Math.exp(-odds));
}

/** How many of rising values lie below one: the place of the first that does not. */
export function countBelow(rising: ArrayLike<number>, value: number): number {
  let low = 0;
  let high = rising.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((rising[middle] as number) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
