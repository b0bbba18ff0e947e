import { addDays, day } from "@cfa/values/local-date";
import { sum } from "@cfa/values/money";
import { expect, test } from "vitest";

import { ageing, bucketDays, bucketKeys, bucketOf, bucketsAt } from "./ageing.ts";
import { outstandingAsOf, type BillHistory } from "./outstanding.ts";

const TODAY = day("2025-10-01");

/** A bill of one rupee, open, so many days overdue today. */
function bill(overdueDays: number, more: Partial<BillHistory> = {}): BillHistory {
  const dueDate = addDays(TODAY, -overdueDays);
  return {
    side: "receivable",
    basis: "stated",
    date: addDays(dueDate, -30),
    dueDate,
    amount: 100n,
    settlements: [],
    ...more,
  };
}

test("each edge belongs to its own bucket", () => {
  const bills = [-5, 0, 1, 30, 31, 60, 61, 90, 91, 400].map((days) => bill(days));
  expect(ageing(bills, { side: "receivable", asOf: TODAY })).toEqual([
    { key: "not-due", amount: 200n, bills: 2 },
    { key: "1-30", amount: 200n, bills: 2 },
    { key: "31-60", amount: 200n, bills: 2 },
    { key: "61-90", amount: 200n, bills: 2 },
    { key: "over-90", amount: 200n, bills: 2 },
  ]);
});

test("the buckets add up to due + overdue", () => {
  const paid = { date: addDays(TODAY, -1), amount: 40n, basis: "stated" as const };
  const bills = [bill(-3), bill(12, { settlements: [paid] }), bill(45)];
  const total = sum(ageing(bills, { side: "receivable", asOf: TODAY }).map((bucket) => bucket.amount));
  const { due, overdue } = outstandingAsOf({ bills, unapplied: [] }, { side: "receivable", asOf: TODAY });
  expect(total).toBe(due + overdue);
  expect(total).toBe(260n);
});

test("paid bills, the other side and bills to come are in no bucket", () => {
  const bills = [
    bill(5, { settlements: [{ date: TODAY, amount: 100n, basis: "stated" }] }),
    bill(5, { side: "payable" }),
    bill(-60),
  ];
  expect(ageing(bills, { side: "receivable", asOf: TODAY }).every((bucket) => bucket.bills === 0)).toBe(true);
});

test("edges are of the user's choice", () => {
  expect(bucketKeys([7, 45])).toEqual(["not-due", "1-7", "8-45", "over-45"]);
  expect([0, 1, 7, 8, 45, 46].map((days) => bucketOf(days, [7, 45]))).toEqual([0, 1, 1, 2, 2, 3]);
});

test("edges that do not rise are refused", () => {
  expect(() => bucketKeys([30, 30])).toThrow("rise");
  expect(() => bucketKeys([0, 30])).toThrow("rise");
  expect(() => bucketKeys([])).toThrow("rise");
});

test("sums by due date give the same buckets as the bills themselves", () => {
  const edges = [7, 30];
  const days = bucketDays(TODAY, edges);
  expect(days).toEqual(["2025-09-01", "2025-09-24", "2025-10-01"]);
  const bills = [-5, 0, 1, 7, 8, 30, 31, 400].map((overdue) => bill(overdue));
  const sums = bills.map(({ dueDate, amount }) => ({
    place: days.filter((each) => dueDate >= each).length,
    amount,
    bills: 1,
  }));
  expect(bucketsAt(sums, edges)).toEqual(ageing(bills, { side: "receivable", asOf: TODAY, edges }));
});
