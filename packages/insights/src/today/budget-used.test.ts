import { expect, test } from "vitest";

import { isNearlyUsed } from "./budget-used.ts";

test("a budget is as good as used from four fifths on; none of nothing is", () => {
  expect(isNearlyUsed({ spent: 19_999_99n, budget: 25_000_00n })).toBe(false);
  expect(isNearlyUsed({ spent: 20_000_00n, budget: 25_000_00n })).toBe(true);
  expect(isNearlyUsed({ spent: 0n, budget: 0n })).toBe(false);
});
