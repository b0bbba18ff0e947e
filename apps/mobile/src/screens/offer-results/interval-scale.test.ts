import { expect, it } from "vitest";

import { placeSpans } from "./interval-scale";

it("places every span and zero on one line, in their order", () => {
  const { zero, placed } = placeSpans([
    { low: -50, mean: 25, high: 100 },
    { low: -100, mean: -60, high: -20 },
  ]);
  expect(zero).toBeCloseTo(0.5);
  expect(placed[0]?.high).toBeCloseTo(0.96);
  expect(placed[1]?.low).toBeCloseTo(0.04);
  expect(placed[0]?.mean).toBeCloseTo(0.5 + 0.46 / 4);
});

it("keeps zero on the line where all are above it, and stands still where nothing has a width", () => {
  expect(placeSpans([{ low: 10, mean: 20, high: 30 }]).zero).toBeCloseTo(0.04);
  expect(placeSpans([]).zero).toBe(0.5);
  expect(placeSpans([{ low: 0, mean: 0, high: 0 }]).placed).toEqual([{ low: 0.5, mean: 0.5, high: 0.5 }]);
});
