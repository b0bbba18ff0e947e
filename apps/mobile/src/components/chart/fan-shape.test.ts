import { expect, it } from "vitest";

import { fanShape, fanTicks } from "./fan-shape";

const box = { width: 400, height: 200, left: 50, top: 10, bottom: 20 };
const flat = (value: number) => ({ low: value, lower: value, middle: value, upper: value, high: value });

it("keeps every value inside its box, with zero and the floor in sight", () => {
  const points = [flat(80), { low: 20, lower: 40, middle: 60, upper: 70, high: 90 }];
  const { x, y, ticks } = fanShape(points, box, 100);
  expect([x(0), x(1)]).toEqual([50, 398]);
  for (const value of [0, 20, 90, 100]) {
    expect(y(value)).toBeGreaterThanOrEqual(10);
    expect(y(value)).toBeLessThanOrEqual(180);
  }
  expect(y(100)).toBeLessThan(y(0));
  expect(ticks.map(({ value }) => value)).toContain(0);
});

it("goes below zero where money does", () => {
  const { y } = fanShape([flat(50), { low: -300, lower: -200, middle: -100, upper: 0, high: 50 }], box);
  expect(y(-300)).toBeGreaterThan(y(0));
  expect(y(-300)).toBeLessThanOrEqual(180);
});

it("has a shape when nothing moves at all, and for one point", () => {
  for (const points of [[flat(0), flat(0)], [flat(0)], []]) {
    const { outer, middle } = fanShape(points, box);
    expect(`${outer}${middle}`).not.toMatch(/NaN|Infinity/);
  }
});

it("stands beside whole rupees only, the same at every width", () => {
  expect(fanTicks([flat(0), flat(0)], box, null)).toEqual([0, 1]);
  const points = [flat(80), flat(12_345)];
  const beside = fanShape(points, { ...box, left: 120, width: 900 }).ticks.map(({ value }) => value);
  expect(beside).toEqual(fanTicks(points, box, null));
  expect(beside.length).toBeGreaterThan(2);
});
