import { day } from "@cfa/values/local-date";
import { expect, test } from "vitest";

import type { Delay } from "./drift.ts";
import { dayNumber } from "./payment-history.ts";
import { populationOf, usualDelayOf } from "./usual-delay.ts";

const TODAY = dayNumber(day("2026-09-30"));
const MONTH = 30;

/** Bills of three years, one every fifteen days, each paid so long after its due date as its month says, give or take some days. */
function paidBy(delayIn: (monthsAgo: number) => number, count = 72): Delay[] {
  return Array.from({ length: count }, (_, at) => {
    const due = TODAY - 15 * (count - at);
    const delay = delayIn((TODAY - due) / MONTH) + [-8, 5, 0, 9, -6][at % 5]!;
    return { day: due + delay, delay };
  });
}

const isRainy = (monthsAgo: number) => monthsAgo % 12 < 4; // June to September
const steady = (delay: number) => paidBy(() => delay);

/** Twelve steady parties, four of a season and four that changed. */
const company = [
  ...Array.from({ length: 12 }, (_, at) => steady(3 * at)),
  ...Array.from({ length: 4 }, (_, at) => paidBy((ago) => (isRainy(ago) ? 20 : 2) + at)),
  ...Array.from({ length: 4 }, (_, at) => paidBy((ago) => (ago < 8 ? 25 : 0) + at)),
];
const population = populationOf(new Map(company.map((paid, at) => [at, paid])), TODAY);

test("most parties are found steady, some of a season, some changing", () => {
  const [still, season, change] = population.shares as [number, number, number];
  expect(still).toBeGreaterThan(0.5);
  expect(season).toBeGreaterThan(0.1);
  expect(change).toBeGreaterThan(0.1);
});

test("a steady party is expected to pay as it did, however late a single bill was", () => {
  const paid = steady(6);
  expect(usualDelayOf(paid, population, TODAY).delay).toBeCloseTo(6, 0);
  const once = [...paid.slice(0, -1), { ...paid.at(-1)!, delay: 190 }];
  expect(usualDelayOf(once, population, TODAY).delay).toBeLessThan(8);
});

test("a season is expected when it comes, and not half a year later", () => {
  const seasonal = paidBy((ago) => (isRainy(ago) ? 20 : 2));
  expect(usualDelayOf(seasonal, population, TODAY).delay).toBeGreaterThan(14);
  expect(usualDelayOf(seasonal, population, TODAY + 6 * MONTH).delay).toBeLessThan(8);
});

test("of a party that changed it is the new delay that is expected", () => {
  expect(
    usualDelayOf(
      paidBy((ago) => (ago < 8 ? 25 : 0)),
      population,
      TODAY,
    ).delay,
  ).toBeGreaterThan(20);
});

test("few bills say little: they are drawn towards the company's parties", () => {
  const { delay, error } = usualDelayOf(steady(60).slice(-1), population, TODAY);
  expect(delay).toBeGreaterThan(population.mean);
  expect(delay).toBeLessThan(50);
  expect(error).toBeGreaterThan(usualDelayOf(steady(60), population, TODAY).error);
  expect(usualDelayOf([], population, TODAY).delay).toBeCloseTo(population.mean, 9);
});
