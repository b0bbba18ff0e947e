/* Distributions told by their quantiles at fixed shares. */

export const SHARES: readonly number[] = [0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95];

/** Of each week ahead its quantiles at `SHARES`, rising. */
export type WeekQuantiles = readonly Float64Array[];

/** Reads a distribution at a share; straight between the told shares and on beyond the outermost. */
export function readAt(
  quantiles: ArrayLike<number>,
  share: number,
  shares: ArrayLike<number> = SHARES,
): number {
  const last = shares.length - 1;
  let right = 1;
  while (right < last && (shares[right] ?? 1) < share) right++;
  const a = shares[right - 1] ?? 0;
  const b = shares[right] ?? 1;
  const low = quantiles[right - 1] ?? 0;
  const high = quantiles[right] ?? low;
  return low + ((high - low) * (share - a)) / (b - a);
}

/** Quantiles of weighted values at given shares; the smallest value whose weight and those below reach the share, between neighbours in proportion. */
export function weightedQuantiles(
  values: ArrayLike<number>,
  weights: ArrayLike<number>,
  shares: readonly number[] = SHARES,
): Float64Array {
  const order = Array.from({ length: values.length }, (_, at) => at).toSorted(
    (a, b) => (values[a] ?? 0) - (values[b] ?? 0),
  );
  const total = order.reduce((sum, at) => sum + (weights[at] ?? 0), 0);
  const made = new Float64Array(shares.length);
  if (order.length === 0 || total <= 0) return made;
  const middles: number[] = [];
  let sum = 0;
  for (const at of order) {
    const weight = weights[at] ?? 0;
    middles.push((sum + weight / 2) / total);
    sum += weight;
  }
  shares.forEach((share, place) => {
    let right = 0;
    while (right < order.length && (middles[right] ?? 1) < share) right++;
    const high = values[order[Math.min(right, order.length - 1)] ?? 0] ?? 0;
    const low = values[order[Math.max(0, right - 1)] ?? 0] ?? 0;
    const a = middles[Math.max(0, right - 1)] ?? 0;
    const b = middles[Math.min(right, order.length - 1)] ?? 0;
    made[place] = b > a ? low + ((high - low) * (share - a)) / (b - a) : high;
  });
  return made;
}

/** Quantiles of values that are sorted already. */
export function sortedQuantiles(sorted: ArrayLike<number>, shares: readonly number[] = SHARES): Float64Array {
  const made = new Float64Array(shares.length);
  shares.forEach((share, place) => {
    const at = (sorted.length - 1) * share;
    const low = sorted[Math.floor(at)] ?? 0;
    const high = sorted[Math.ceil(at)] ?? low;
    made[place] = low + (high - low) * (at - Math.floor(at));
  });
  return made;
}

/** Pinball loss of one told quantile. */
export function pinball(actual: number, told: number, share: number): number {
  return actual >= told ? share * (actual - told) : (1 - share) * (told - actual);
}

/** Loss of a told distribution: its quantiles at 10, 50 and 90 %. */
export function lossOf(actual: number, quantiles: ArrayLike<number>): number {
  return (
    pinball(actual, quantiles[1] ?? 0, 0.1) +
    pinball(actual, quantiles[3] ?? 0, 0.5) +
    pinball(actual, quantiles[5] ?? 0, 0.9)
  );
}
