import { expect, test } from "vitest";

import { narrowLedger } from "./narrow-ledger.ts";

test("a difference is found in the month in which it arose", () => {
  const months = narrowLedger({
    opening: 1_000n,
    months: ["2026-04", "2026-05", "2026-06"],
    moved: new Map([
      ["2026-04", 500n],
      ["2026-06", -200n],
    ]),
    tally: new Map([
      ["2026-04", 1_500n],
      ["2026-05", 1_450n],
      ["2026-06", 1_250n],
    ]),
    startsAtZero: new Set(),
  });
  expect(months.map(({ month, ours, arose }) => [month, ours, arose])).toEqual([
    ["2026-04", 1_500n, 0n],
    ["2026-05", 1_500n, 50n],
    ["2026-06", 1_300n, 0n],
  ]);
});

test("a month that Tally was not asked for is not known, nor is the one after it", () => {
  const months = narrowLedger({
    opening: 0n,
    months: ["2026-04", "2026-05"],
    moved: new Map([["2026-04", 500n]]),
    tally: new Map([["2026-05", 450n]]),
    startsAtZero: new Set(),
  });
  expect(months.map(({ arose }) => arose)).toEqual([null, null]);
});

test("a year that starts at zero begins without a difference", () => {
  const months = narrowLedger({
    opening: 0n,
    months: ["2026-03", "2026-04"],
    moved: new Map([
      ["2026-03", 900n],
      ["2026-04", 70n],
    ]),
    tally: new Map([
      ["2026-03", 800n],
      ["2026-04", 60n],
    ]),
    startsAtZero: new Set(["2026-04"]),
  });
  expect(months.map(({ ours, arose }) => [ours, arose])).toEqual([
    [900n, 100n],
    [70n, 10n],
  ]);
});
