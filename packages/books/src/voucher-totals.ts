import type { VoucherTotal } from "@cfa/contract/sync";
import { paiseFromJson, type Paise } from "@cfa/values/money";

import { nameKey } from "./name-key.ts";

/** How many vouchers of a type we hold of a month; `stated`: how many of them carry an amount of their own, and their sum. */
export type OurVoucherTotal = {
  month: string;
  typeName: string;
  vouchers: number;
  stated: number;
  amount: Paise; // Tally's sign
};

/** A month whose vouchers are not Tally's. `found` tells one difference from another. */
export type MonthDifference = { month: string; found: string };

type Pair = { ours: OurVoucherTotal; tally: { count: number; amount: Paise | null } };

/** A month and type whose vouchers are not Tally's, both beside each other. Amounts in Tally's sign; null: not known. */
export type VoucherTotalDifference = {
  month: string;
  typeName: string;
  oursVouchers: number;
  tallyVouchers: number;
  oursAmount: Paise | null;
  tallyAmount: Paise | null;
};

/** Every month and type that differs, by month, then by type. */
export function differingTotals(
  ours: readonly OurVoucherTotal[],
  tally: readonly VoucherTotal[],
): VoucherTotalDifference[] {
  return pairsOf(ours, tally)
    .filter((pair) => differenceIn(pair) !== null)
    .map((pair) => ({
      month: pair.ours.month,
      typeName: pair.ours.typeName,
      oursVouchers: pair.ours.vouchers,
      tallyVouchers: pair.tally.count,
      oursAmount: pair.ours.stated === 0 ? null : pair.ours.amount,
      tallyAmount: pair.tally.amount,
    }))
    .toSorted((a, b) => (`${a.month} ${a.typeName}` < `${b.month} ${b.typeName}` ? -1 : 1));
}

/**
 * Holds counts and sums by month and type against Tally's own: all vouchers, cancelled and optional ones included. A sum is compared
 * only where Tally gives one and our vouchers carry amounts; those read by older agents do not.
 */
export function compareVoucherTotals(
  ours: readonly OurVoucherTotal[],
  tally: readonly VoucherTotal[],
): MonthDifference[] {
  const found = new Map<string, string[]>();
  for (const pair of pairsOf(ours, tally)) {
    const text = differenceIn(pair);
    if (text === null) continue;
    const { month } = pair.ours;
    found.set(month, [...(found.get(month) ?? []), text]);
  }
  return [...found]
    .map(([month, texts]) => ({ month, found: texts.toSorted().join("; ") }))
    .toSorted((a, b) => (a.month < b.month ? -1 : 1));
}

function pairsOf(ours: readonly OurVoucherTotal[], tally: readonly VoucherTotal[]): Pair[] {
  const pairs = new Map<string, Pair>();
  const pairOf = (month: string, typeName: string): Pair => {
    const key = `${month} ${nameKey(typeName)}`;
    let pair = pairs.get(key);
    if (pair === undefined) {
      pair = {
        ours: { month, typeName, vouchers: 0, stated: 0, amount: 0n },
        tally: { count: 0, amount: null },
      };
      pairs.set(key, pair);
    }
    return pair;
  };
  for (const row of ours) {
    const pair = pairOf(row.month, row.typeName).ours;
    pair.vouchers += row.vouchers;
    pair.stated += row.stated;
    pair.amount += row.amount;
  }
  for (const { month, type, count, amount } of tally) {
    const pair = pairOf(month, type).tally;
    pair.count += count;
    if (amount !== undefined) pair.amount = (pair.amount ?? 0n) + paiseFromJson(amount);
  }
  return [...pairs.values()];
}

function differenceIn({ ours, tally }: Pair): string | null {
  const isCountEqual = ours.vouchers === tally.count;
  const isSumEqual = tally.amount === null || ours.stated === 0 || ours.amount === tally.amount;
  if (isCountEqual && isSumEqual) return null;
  return `${ours.typeName}: ${ours.vouchers}/${tally.count} ${ours.amount}/${tally.amount ?? "?"}`;
}
