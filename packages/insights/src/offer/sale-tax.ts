import { sum, type Paise } from "@cfa/values/money";
import type { BasisPoints } from "@cfa/values/percent";

/** A line of a sale besides its party: positive is credit. */
export type SaleLine = { ledgerId: string; amount: Paise; isTax: boolean; isRevenue: boolean };

/** The tax in a sale, by ledger; `total`: what the sale comes to. */
export type SaleTax = {
  lines: readonly { ledgerId: string; amount: Paise }[];
  total: Paise;
  /** Null: it has no goods or services to count against. */
  rate: BasisPoints | null;
};

const WHOLE = 10_000n;

/** The tax in a sale as its voucher has it. What was taken off there, as a debit of a tax ledger, is none. */
export function saleTaxOf(lines: readonly SaleLine[]): SaleTax {
  const taxes = lines.filter(({ isTax, amount }) => isTax && amount > 0n);
  const tax = sum(taxes.map(({ amount }) => amount));
  const net = sum(lines.filter(({ isRevenue }) => isRevenue).map(({ amount }) => amount));
  return {
    lines: taxes.map(({ ledgerId, amount }) => ({ ledgerId, amount })),
    total: sum(lines.map(({ amount }) => amount)),
    rate: net > 0n ? Number((tax * WHOLE + net / 2n) / net) : null,
  };
}

/** The tax in a discount, split over its ledgers as the sale had it; each rounded down, the rest stays with the discount. */
export function taxShares(discount: Paise, { lines, total }: SaleTax): { ledgerId: string; amount: Paise }[] {
  if (total <= 0n) return [];
  return lines
    .map(({ ledgerId, amount }) => ({ ledgerId, amount: (discount * amount) / total }))
    .filter(({ amount }) => amount > 0n);
}
