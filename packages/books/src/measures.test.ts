import { day } from "@cfa/values/local-date";
import { monthsIn } from "@cfa/values/period";
import { describe, expect, test } from "vitest";

import { ageingUnder, ageOn, bucketAt, keysOf } from "./ageing-choice.ts";
import { concentration } from "./concentration.ts";
import { countBack } from "./days-outstanding.ts";
import { payDaysOf, paySpread } from "./days-to-pay.ts";

/* The examples of docs/algorithms/measures.md. */

describe("ageing under a choice", () => {
  const bills = [
    { date: day("2025-04-05"), dueDate: day("2025-05-05"), open: 400n },
    { date: day("2025-06-01"), dueDate: day("2025-07-01"), open: 500n },
  ];
  const asOf = day("2025-06-01");

  test("by due date what is not due stands apart", () => {
    expect(ageingUnder(bills, asOf, { by: "due-date", edges: [15, 45] })).toEqual([
      { key: "not-due", amount: 500n, bills: 1 },
      { key: "1-15", amount: 0n, bills: 0 },
      { key: "16-45", amount: 400n, bills: 1 },
      { key: "over-45", amount: 0n, bills: 0 },
    ]);
  });

  test("by bill date every bill has an age, from 0 on", () => {
    expect(ageingUnder(bills, asOf, { by: "bill-date", edges: [30, 56] })).toEqual([
      { key: "0-30", amount: 500n, bills: 1 },
      { key: "31-56", amount: 0n, bills: 0 },
      { key: "over-56", amount: 400n, bills: 1 },
    ]);
    const choice = { by: "bill-date", edges: [30, 57] } as const;
    expect(bucketAt(ageOn(bills[0]!, asOf, "bill-date"), choice)).toBe(1); // day 57 belongs to 31-57
    expect(keysOf(choice)).toEqual(["0-30", "31-57", "over-57"]);
  });
});

describe("count-back", () => {
  const months = monthsIn({ from: day("2026-01-01"), to: day("2026-04-15") });
  const traded = [900n, 600n, 500n, 200n].map((amount, index) => ({ month: months[index]!, traded: amount }));

  test("covers the latest months whole and a share of the one where it ends", () => {
    // 200 of April's 15 days, 500 of March's 31, 300 of February's 600: 15 + 31 + 14.
    const found = countBack(1_000n, traded);
    expect(found).toMatchObject({ days: 60, isAtLeast: false });
    expect(found.steps.map(({ covered, days }) => [covered, days])).toEqual([
      [200n, 15],
      [500n, 31],
      [300n, 14],
    ]);
  });

  test("says at least when the books do not go back far enough, and nothing where nothing was sold", () => {
    expect(countBack(5_000n, traded)).toMatchObject({ days: 105, isAtLeast: true });
    expect(countBack(2_200n, traded)).toMatchObject({ days: 105, isAtLeast: false });
    expect(countBack(100n, [])).toMatchObject({ days: null, isAtLeast: true });
    expect(countBack(-50n, traded)).toMatchObject({ days: 0, isAtLeast: false, steps: [] });
  });

  test("a month with more notes than sales covers nothing and counts with its days", () => {
    const found = countBack(100n, [
      { month: months[0]!, traded: 100n },
      { month: months[1]!, traded: -50n },
    ]);
    expect(found).toMatchObject({ days: 59, isAtLeast: false });
  });
});

test("concentration: shares, their run, and the squares; advances are apart", () => {
  const found = concentration([
    { name: "A", amount: 300n },
    { name: "B", amount: 600n },
    { name: "C", amount: -40n },
    { name: "D", amount: 100n },
  ]);
  expect(found).toMatchObject({ total: 1_000n, parties: 3, hhi: 4_600, left: { parties: 1, amount: -40n } });
  expect(found.ranked.map(({ name, share, together }) => [name, share, together])).toEqual([
    ["B", 6_000, 6_000],
    ["A", 3_000, 9_000],
    ["D", 1_000, 10_000],
  ]);
  expect(concentration([])).toMatchObject({ total: 0n, hhi: 0, ranked: [] });
});

describe("days to pay", () => {
  test("a bill's days are weighted by the money that came", () => {
    // 400 after 20 days, 600 after 45: 35 days, 5 late.
    expect(payDaysOf(bill(1_000n, 400n * 20n + 600n * 45n))).toEqual({ days: 35, delay: 5 });
  });

  test("a party's mean is weighted by amount; median and quartiles count bills", () => {
    const found = paySpread([
      bill(100n, 1_000n),
      bill(100n, 2_000n),
      bill(800n, 40_000n),
      bill(100n, 9_000n),
    ]);
    expect(found?.days).toEqual({ weighted: 47.3, lowerQuartile: 17.5, median: 35, upperQuartile: 60 });
    expect(found?.delay).toEqual({ weighted: 17.3, lowerQuartile: -12.5, median: 5, upperQuartile: 30 });
    expect(paySpread([])).toBeNull();
  });
});

function bill(amount: bigint, paiseDays: bigint) {
  return { date: day("2026-01-01"), dueDate: day("2026-01-31"), amount, paiseDays };
}
