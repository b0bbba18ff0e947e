import { expect, it } from "vitest";

import { percentOf, sizeText } from "./size-text";

it("a size has one digit behind the point where it is small", () => {
  expect([0, 999, 1_400_000, 52_428_800, 1_073_741_824].map(sizeText)).toEqual([
    "0 B",
    "999 B",
    "1.3 MB",
    "50 MB",
    "1.0 GB",
  ]);
});

it("a share is never more than all and is 0 of nothing", () => {
  expect([percentOf(1, 3), percentOf(3, 3), percentOf(9, 3), percentOf(0, 0)]).toEqual([33, 100, 100, 0]);
});
