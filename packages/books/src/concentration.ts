import { sum, type Paise } from "@cfa/values/money";
import type { BasisPoints } from "@cfa/values/percent";

export type Concentration<P> = {
  total: Paise; // of parties with a positive sum
  parties: number;
  ranked: (P & { share: BasisPoints; together: BasisPoints })[]; // largest first
  hhi: number; // sum of squared shares, 10000: one party
  left: { parties: number; amount: Paise }; // with a sum the other way
};

/**
 * Shares of parties in a whole, and the Herfindahl index: the sum of the squares of the shares in percent. Parties with a sum the
 * other way, such as an advance, are in no share and told apart. Equals keep the order they come in.
 */
export function concentration<P extends { amount: Paise }>(parties: readonly P[]): Concentration<P> {
  const counted = parties.filter(({ amount }) => amount > 0n);
  const other = parties.filter(({ amount }) => amount < 0n);
  const total = sum(counted.map(({ amount }) => amount));
  const sorted = counted.toSorted((a, b) => (a.amount === b.amount ? 0 : a.amount > b.amount ? -1 : 1));
  let running = 0n;
  const ranked = sorted.map((party) => {
    running += party.amount;
    return { ...party, share: points(party.amount, total), together: points(running, total) };
  });
  const squares = sum(counted.map(({ amount }) => amount * amount));
  return {
    total,
    parties: counted.length,
    ranked,
    hhi: total === 0n ? 0 : points(squares, total * total),
    left: { parties: other.length, amount: sum(other.map(({ amount }) => amount)) },
  };
}

/** A part of a whole in hundredths of a percent, rounded; of nothing it is nothing. */
export function points(part: bigint, whole: bigint): BasisPoints {
  return whole === 0n ? 0 : Number((part * 20_000n + whole) / (2n * whole));
}
