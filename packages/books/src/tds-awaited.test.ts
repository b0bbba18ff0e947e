import { day } from "@cfa/values/local-date";
import { expect, test } from "vitest";

import { awaitedBy, awaitedOf, type AwaitedBill } from "./tds-awaited.ts";

const bills: (AwaitedBill & { party: string })[] = [
  { party: "Ram", date: day("2026-02-01"), awaited: 200n },
  { party: "Sita", date: day("2026-01-15"), awaited: 50n },
  { party: "Ram", date: day("2026-01-01"), awaited: 1n },
];

test("each party has its sum, its number of bills and the oldest of them", () => {
  expect([...awaitedBy(bills, ({ party }) => party)]).toEqual([
    ["Ram", { awaited: 201n, bills: 2, oldest: "2026-01-01" }],
    ["Sita", { awaited: 50n, bills: 1, oldest: "2026-01-15" }],
  ]);
});

test("by whatever they are summed, it is the sum of all", () => {
  expect(awaitedOf(bills)).toEqual({ awaited: 251n, bills: 3, oldest: "2026-01-01" });
  const byMonth = [...awaitedBy(bills, ({ date }) => date.slice(0, 7)).values()];
  expect(awaitedOf(byMonth.map((sum) => ({ date: sum.oldest, awaited: sum.awaited }))).awaited).toBe(251n);
});

test("of no bill nothing is awaited", () => {
  expect(awaitedOf([])).toEqual({ awaited: 0n, bills: 0, oldest: null });
  expect(awaitedBy([], () => "")).toEqual(new Map());
});
