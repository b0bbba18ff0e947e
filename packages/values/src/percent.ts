import type { Paise } from "./money.ts";

/** A share in basis points: 1 % is 100. Whole numbers only. */
export type BasisPoints = number;

/** So many basis points of a sum, rounded half away from zero to the paisa. */
export function share(amount: Paise, points: BasisPoints): Paise {
  const product = amount * BigInt(points);
  const half = product < 0n ? -5_000n : 5_000n;
  return (product + half) / 10_000n;
}

/** A share for people: 1250 → "12.5 %". */
export function formatPercent(points: BasisPoints): string {
  return `${Number((points / 100).toFixed(2))} %`;
}
