import { expect, it } from "vitest";

import { typedPaise } from "./typed-money";

it("reads rupees as people type them", () => {
  expect([
    typedPaise("354"),
    typedPaise(" ₹1,180.5 "),
    typedPaise("0.01"),
    typedPaise("1,00,000.00"),
  ]).toEqual([35_400n, 118_050n, 1n, 1_00_000_00n]);
});

it("takes nothing for an amount that is none, nor a third decimal, nor zero", () => {
  expect(["", "abc", "-5", "0", "1.005", "1.2.3", "५००"].map(typedPaise)).toEqual(Array(7).fill(null));
});
