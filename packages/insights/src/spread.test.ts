import { randomFrom } from "@cfa/testkit/sample-company/random";
import { expect, test } from "vitest";

import { spreadOf } from "./spread.ts";

/** Parties of twenty bills with these standard deviations, by turns. */
function partiesOf(deviations: readonly number[]): number[][] {
  const random = randomFrom(1, "spread");
  return Array.from({ length: 200 }, (_, at) => {
    const deviation = deviations[at % deviations.length] ?? 0;
    return Array.from({ length: 20 }, () => deviation * random.normal());
  });
}

test("where parties vary alike, what is usual has much weight beside a party's own bills", () => {
  const { within, freedom } = spreadOf(partiesOf([12]), 144);
  expect(Math.abs(Math.sqrt(within) - 12)).toBeLessThan(1);
  expect(freedom).toBeGreaterThan(30);
});

test("where some vary much and others little, it has little", () => {
  expect(spreadOf(partiesOf([3, 30]), 400).freedom).toBe(4);
});

test("of few parties, or of bills that never vary, it is what is said of the company", () => {
  expect(spreadOf([[1, 2, 3, 4, 5, 6]], 100)).toEqual({ within: 100, freedom: 4 });
  const same = spreadOf(
    Array.from({ length: 30 }, () => Array.from({ length: 8 }, () => 5)),
    1,
  );
  expect(Number.isFinite(same.within) && Number.isFinite(same.freedom)).toBe(true);
});
