import { expect, test } from "vitest";

import { findDrift, seasonalShift, type Delay } from "./drift.ts";

const WITHIN = 100; // days²: what is usual within a company's parties
/** Delays that go up and down around a mean. */
const around = (mean: number, count: number, from = 0): Delay[] =>
  Array.from({ length: count }, (_, at) => ({
    day: from + 15 * at,
    delay: mean + [-8, 5, 0, 9, -6][at % 5]!,
  }));

test("a party that pays as it always did has not changed", () => {
  expect(findDrift(around(10, 40), WITHIN)).toBeNull();
});

test("a lasting step is found within three paid bills, with its day and size", () => {
  const found = findDrift([...around(5, 20), ...around(35, 3, 300)], WITHIN);
  expect(found).toMatchObject({ since: 300 });
  expect(found?.before).toBeCloseTo(5, 0);
  expect(found?.after).toBeCloseTo(34, 0);
});

test("one bill that was very late is no change", () => {
  expect(findDrift([...around(5, 20), { day: 300, delay: 45 }, ...around(5, 6, 315)], WITHIN)).toBeNull();
});

test("a season that comes again is no change, and is expected again", () => {
  const year = (start: number) => [...around(5, 18, start), ...around(40, 5, start + 280)];
  const two = [...year(0), ...year(365)];
  const march = two.slice(0, 18 + 5 + 18 + 3);
  const found = findDrift(march, WITHIN);
  expect(found === null || found.since < 640).toBe(true); // last year's was a change; this year's is the season
  expect(seasonalShift(two, 365 * 2 + 300, WITHIN)).toBeGreaterThan(15);
  expect(seasonalShift(around(5, 40), 700, WITHIN)).toBe(0);
});
