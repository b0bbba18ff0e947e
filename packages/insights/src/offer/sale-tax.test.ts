import { expect, test } from "vitest";

import { saleTaxOf, taxShares, type SaleLine } from "./sale-tax.ts";

const line = (ledgerId: string, amount: bigint, more: Partial<SaleLine> = {}): SaleLine => ({
  ledgerId,
  amount,
  isTax: false,
  isRevenue: false,
  ...more,
});
const SALE = [
  line("goods", 84_746n, { isRevenue: true }),
  line("cgst", 7_627n, { isTax: true }),
  line("sgst", 7_627n, { isTax: true }),
];

test("the tax of a sale is told by its ledgers, its rate by what was sold", () => {
  expect(saleTaxOf(SALE)).toMatchObject({ total: 100_000n, rate: 1_800 });
  expect(saleTaxOf([line("goods", 100_000n, { isRevenue: true })])).toMatchObject({ lines: [], rate: 0 });
  expect(saleTaxOf([line("asset", 100_000n)]).rate).toBeNull();
});

test("the shares of a discount are never more than the discount, and each at most a paisa below its part", () => {
  for (let discount = 0n; discount <= 300n; discount++) {
    const shares = taxShares(discount, saleTaxOf(SALE));
    const taken = shares.reduce((all, { amount }) => all + amount, 0n);
    expect(taken <= discount).toBe(true);
    for (const { amount } of shares) expect(discount * 7_627n - amount * 100_000n < 100_000n).toBe(true);
  }
  expect(taxShares(1_000n, saleTaxOf(SALE)).map(({ amount }) => amount)).toEqual([76n, 76n]);
  expect(taxShares(1_000n, saleTaxOf([]))).toEqual([]);
});
