import { expect, test } from "vitest";

import { compareVoucherTotals, differingTotals, type OurVoucherTotal } from "./voucher-totals.ts";

const ours = (month: string, typeName: string, vouchers: number, amount = 0n): OurVoucherTotal => ({
  month,
  typeName,
  vouchers,
  stated: amount === 0n ? 0 : vouchers,
  amount,
});

test("equal counts and sums by month and type are no difference, however types are written", () => {
  expect(
    compareVoucherTotals(
      [ours("2026-04", "Sales", 3, -500n), ours("2026-05", "Receipt", 1, 200n)],
      [
        { month: "2026-05", type: "receipt", count: 1, amount: "200" },
        { month: "2026-04", type: "SALES ", count: 3, amount: "-500" },
      ],
    ),
  ).toEqual([]);
});

test("a month is named when a count or a sum differs, or when only one of us knows the type", () => {
  const found = compareVoucherTotals(
    [ours("2026-04", "Sales", 3, -500n), ours("2026-05", "Sales", 2, -300n), ours("2026-06", "Journal", 1)],
    [
      { month: "2026-04", type: "Sales", count: 2, amount: "-500" },
      { month: "2026-05", type: "Sales", count: 2, amount: "-301" },
      { month: "2026-07", type: "Contra", count: 1 },
    ],
  );
  expect(found.map(({ month }) => month)).toEqual(["2026-04", "2026-05", "2026-06", "2026-07"]);
});

test("sums are not compared where Tally gives none or our vouchers carry none", () => {
  expect(
    compareVoucherTotals(
      [ours("2026-04", "Sales", 3, -500n)],
      [{ month: "2026-04", type: "Sales", count: 3 }],
    ),
  ).toEqual([]);
  expect(
    compareVoucherTotals(
      [ours("2026-04", "Sales", 3)],
      [{ month: "2026-04", type: "Sales", count: 3, amount: "-7" }],
    ),
  ).toEqual([]);
});

const tally = (count: number) => [{ month: "2026-04", type: "Sales", count }];

const words = (count: number) => compareVoucherTotals([ours("2026-04", "Sales", 3)], tally(count))[0]?.found;

test("the same difference has the same words, another one has others", () => {
  expect(words(2)).toBe(words(2));
  expect(words(2)).not.toBe(words(1));
});

test("what differs comes with both counts and sums beside each other; a sum nobody stated is not known", () => {
  const tally = [
    { month: "2026-05", type: "Receipt", count: 2, amount: "300" },
    { month: "2026-04", type: "Sales", count: 4 },
    { month: "2026-04", type: "Journal", count: 1, amount: "10" },
  ];
  const rows = differingTotals(
    [ours("2026-04", "Sales", 3), ours("2026-05", "Receipt", 1, 200n), ours("2026-04", "Journal", 1, 10n)],
    tally,
  );
  expect(rows).toEqual([
    {
      month: "2026-04",
      typeName: "Sales",
      oursVouchers: 3,
      tallyVouchers: 4,
      oursAmount: null,
      tallyAmount: null,
    },
    {
      month: "2026-05",
      typeName: "Receipt",
      oursVouchers: 1,
      tallyVouchers: 2,
      oursAmount: 200n,
      tallyAmount: 300n,
    },
  ]);
});
