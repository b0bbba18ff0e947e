import { expect, test } from "vitest";

import { calibrate, calibrated } from "./calibrate.ts";
import { chanceBy, dayAt, distributionOf, moved, rangeOf, rankedScore, weekly } from "./distribution.ts";

const said = distributionOf(100, Float64Array.from([0.1, 0.3, 0.7, 1.5, 3]));

test("the day by whose end a chance is reached, and the day after the last where it never is", () => {
  expect(dayAt(said, 0.5)).toBe(102);
  expect(dayAt(said, 0.09)).toBe(100);
  expect(dayAt(said, 0.99)).toBe(105);
  expect(chanceBy(said, 99)).toBe(0);
  expect(chanceBy(said, 101)).toBeCloseTo(1 - Math.exp(-0.3));
  expect(weekly(said, 99, 2).map((chance) => Number(chance.toFixed(3)))).toEqual([0.95, 0]);
});

test("a range leaves out as much before as after, and a run at its end is in when the middle of its chance is", () => {
  const even = { from: 100, by: Float64Array.from({ length: 100 }, (_, at) => (at + 1) / 100) };
  expect(rangeOf(even, 0.8)).toEqual({ low: 110, high: 189 });
  const runs = { from: 100, by: Float64Array.from([0.3, 0.3, 0.3, 0.85, 0.85, 0.97, 1]) };
  expect(rangeOf(runs, 0.8)).toEqual({ low: 100, high: 104 });
  expect(rangeOf({ from: 100, by: Float64Array.from([0.19, 0.99]) }, 0.8)).toEqual({ low: 101, high: 101 });
  expect(rangeOf({ from: 100, by: Float64Array.from([0.2, 0.4]) }, 0.8)).toEqual({ low: 100, high: 102 });
  expect(rangeOf(said, 0.8)).toEqual({ low: 101, high: 104 });
});

test("moved forth it comes later, moved back what has passed did not happen", () => {
  expect(dayAt(moved(said, 2), 0.5)).toBe(104);
  const back = moved(said, -2);
  expect(back.by[0]).toBeCloseTo((1 - Math.exp(-0.7) - (1 - Math.exp(-0.3))) / Math.exp(-0.3));
  expect(dayAt(moved(said, -50), 0.5)).toBeGreaterThanOrEqual(100);
});

test("what was sure and right scores nothing, what was sure and wrong a day for every day", () => {
  const sure = { from: 100, by: Float64Array.from([0, 0, 1, 1, 1]) };
  expect(rankedScore(sure, { paid: 102, until: 110 })).toBe(0);
  expect(rankedScore(sure, { paid: 104, until: 110 })).toBe(2);
});

test("ranges that came true too seldom are widened, ranges that came true are left", () => {
  const even = Array.from({ length: 400 }, (_, at) => ({ said: (at + 0.5) / 400, isPaid: true, weight: 1 }));
  expect(calibrate(even)).toEqual([]);
  const tooSure = even.map((each, at) =>
    at % 2 === 0 ? each : { ...each, said: at % 4 === 1 ? 0.01 : 0.99 },
  );
  const map = calibrate(tooSure);
  expect(calibrated(map, 0.9) - calibrated(map, 0.1)).toBeLessThan(0.7);
  expect([calibrated(map, 0), calibrated(map, 0.5), calibrated(map, 1)]).toEqual([0, 0.5, 1]);
});
