import { expect, test } from "vitest";

import { breakEvenDiscount, discountCost, effectiveAnnualRate, impliedAnnualRate } from "./annual-rate.ts";

const percent = (share: number, digits: number) => `${(100 * share).toFixed(digits)} %`;

test("a customer late by 14 days, cash at 18 %: 0.69 % breaks even, and 3 % costs 80.6 % a year", () => {
  const told = discountCost(300, { days: 14, costOfCash: 1_800 });
  expect(told && percent(told.breakEven, 2)).toBe("0.69 %");
  expect(told && percent(told.annualRate, 1)).toBe("80.6 %");
  expect(told && percent(told.effectiveRate, 0)).toBe("121 %");
});

test("the discount that breaks even costs just the rate of cash, whatever the rate and the days", () => {
  for (const rate of [0.12, 0.18, 0.24])
    for (const days of [5, 14, 30, 90])
      expect(impliedAnnualRate(breakEvenDiscount(rate, days), days)).toBeCloseTo(rate, 12);
  // The table of the trade: 12 %, 18 % and 24 % for 30 days.
  expect([0.12, 0.18, 0.24].map((rate) => percent(breakEvenDiscount(rate, 30), 2))).toEqual([
    "0.98 %",
    "1.46 %",
    "1.93 %",
  ]);
});

test("interest on interest costs more within a year and the same over one", () => {
  expect(effectiveAnnualRate(0.02, 30)).toBeGreaterThan(impliedAnnualRate(0.02, 30));
  expect(effectiveAnnualRate(0.1, 365)).toBeCloseTo(impliedAnnualRate(0.1, 365), 12);
});

test("no day is gained: there is no rate", () => {
  expect(discountCost(300, { days: 0, costOfCash: 1_800 })).toBeNull();
});
