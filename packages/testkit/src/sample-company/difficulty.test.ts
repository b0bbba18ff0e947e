import { describe, expect, test } from "vitest";

import { makeSampleCompany } from "./make-sample-company.ts";
import type { Size } from "./sizes.ts";
import { difficultyOf, shortfalls } from "./statistics.ts";

/* A model that scores well on easy books has shown nothing: every seed has to be hard enough. */

const isLong = process.env["CFA_TEST_LONG"] === "1";
const SEEDS: { readonly [K in Size]: number } = isLong ? { S: 20, E: 5, M: 3 } : { S: 3, E: 1, M: 0 };
const COUNTS: { readonly [K in Size]: readonly [number, number] } = {
  S: [270, 350],
  E: [2_850, 3_150],
  M: [38_000, 42_000],
};

const cases = (["S", "E", "M"] as const).flatMap((size) =>
  Array.from({ length: SEEDS[size] }, (_, index) => ({ size, seed: index + 1 })),
);

describe.each(cases)("sample company $size, seed $seed", ({ size, seed }) => {
  const company = makeSampleCompany({ size, seed });

  test("is as hard as every score on it supposes", () => {
    expect(shortfalls(difficultyOf(company.truth))).toEqual([]);
  });

  test("has about as many vouchers as its size says", () => {
    const [least, most] = COUNTS[size];
    expect(company.vouchers.length).toBeGreaterThanOrEqual(least);
    expect(company.vouchers.length).toBeLessThanOrEqual(most);
  });
});

test("books that are too easy are told, with the figure that says so", () => {
  const difficulty = difficultyOf(makeSampleCompany({ size: "S" }).truth);
  expect(shortfalls({ ...difficulty, notFifoShare: 0.29, delaySd: 7.5 })).toEqual([
    "delaySd is 7.500, less than 8",
    "notFifoShare is 0.290, less than 0.3",
  ]);
});
