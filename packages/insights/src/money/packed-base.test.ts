import { expect, test } from "vitest";

import type { MoneyBase } from "./money-forecast.ts";
import { packSums, unpackBase } from "./packed-base.ts";

const sums = (first: number) => Float32Array.from({ length: 6 }, (_, at) => first + at / 2);
const BASE: MoneyBase = {
  asOf: "2026-06-01" as MoneyBase["asOf"],
  seed: 1,
  paths: 3,
  weeks: 2,
  opening: 100,
  floor: null,
  stretch: { running: 1, runningIn: 1, runningOut: 1, lowest: 1 },
  net: sums(-5),
  customerOpen: sums(10),
  customerNew: sums(20),
  supplierOpen: sums(30),
  supplierNew: sums(40),
  bills: [],
  dayShares: { customer: [], supplier: [] },
  shares: { customer: {}, supplier: {} },
};

test("packed and unpacked it is the same, wherever its bytes lie", () => {
  const bytes = packSums(BASE);
  const within = new Uint8Array(bytes.length + 3);
  within.set(bytes, 3);
  const { net: _n, customerOpen: _a, customerNew: _b, supplierOpen: _c, supplierNew: _d, ...head } = BASE;
  expect(unpackBase(head, within.subarray(3))).toEqual(BASE);
});

test("the sums of another base are refused", () => {
  expect(() => unpackBase({ ...BASE, paths: 4 }, packSums(BASE))).toThrow("another base");
});
