import { expect, test } from "vitest";

import { findDrift, type Delay } from "./drift.ts";

const SPREAD = { within: 100, freedom: 4 }; // days²: what is usual within a company's parties
/** Delays that go up and down around a mean. */
const around = (mean: number, count: number, from = 0): Delay[] =>
  Array.from({ length: count }, (_, at) => ({
    day: from + 15 * at,
    delay: mean + [-8, 5, 0, 9, -6][at % 5]!,
  }));

test("a party that pays as it always did has not changed", () => {
  expect(findDrift(around(10, 40), SPREAD)).toBeNull();
});

test("a lasting step is found within three paid bills, with its day and size", () => {
  const found = findDrift([...around(5, 20), ...around(35, 3, 300)], SPREAD);
  expect(found).toMatchObject({ since: 300 });
  expect(found?.before).toBeCloseTo(5, 0);
  expect(found?.after).toBeCloseTo(34, 0);
});

test("bills that are open longer than usual are a change before they are paid", () => {
  const open = [60, 45, 40].map((delay) => ({ day: 360, delay }));
  expect(findDrift(around(5, 20), SPREAD, open)).toMatchObject({ since: 305 }); // when the first was usual to be paid
  expect(findDrift(around(5, 20), SPREAD, open.slice(0, 1))).toBeNull();
  expect(findDrift(around(5, 20), SPREAD, [{ day: 360, delay: -20 }, ...open.slice(0, 1)])).toBeNull();
  const notDue = [-30, -35, -40].map((delay) => ({ day: 360, delay }));
  expect(findDrift(around(5, 20), SPREAD, notDue)).toBeNull();
});

test("a party that turns quick is seen by its new bills, although old ones are paid after them", () => {
  const slow = around(30, 18);
  const quick = [274, 285, 296].map((day) => ({ day, delay: 4 })); // due from day 270 on
  const old = [275, 276, 286, 287].map((day) => ({ day, delay: 30 })); // due up to day 257
  const paid = [...slow, ...quick, ...old].toSorted((a, b) => a.day - b.day);
  expect(findDrift(paid, SPREAD)).toMatchObject({ since: 274, after: 4 });
});

test("three bills paid together are less than three bills", () => {
  const apart = [15, 16, 17].map((delay, at) => ({ day: 300 + 15 * at, delay: delay + 6 }));
  const together = apart.map((bill) => ({ ...bill, day: 330 }));
  expect(findDrift([...around(5, 20), ...apart], SPREAD)).not.toBeNull();
  expect(findDrift([...around(5, 20), ...together], SPREAD)).toBeNull();
});

test("one bill that was very late is no change", () => {
  expect(findDrift([...around(5, 20), { day: 300, delay: 45 }, ...around(5, 6, 315)], SPREAD)).toBeNull();
});

test("a season that comes again is no change", () => {
  const season = (start: number) => [...around(5, 18, start), ...around(40, 5, start + 280)];
  const third = season(365).slice(0, 18 + 3);
  expect(findDrift([...around(5, 24), ...third], SPREAD)).toMatchObject({ since: 645 });
  expect(findDrift([...season(0), ...third], SPREAD)?.since ?? 0).toBeLessThan(645); // it is last year's season again
});
