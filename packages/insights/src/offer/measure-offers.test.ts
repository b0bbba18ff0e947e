import { expect, test } from "vitest";

import { measureOffers, partiesNeeded, shouldStop, type MeasuredParty } from "./measure-offers.ts";
import { differenceOf, t95 } from "./welch.ts";

const on = { until: 400, costOfCash: 1_800, noteCost: 1, sending: 0n };

/** A party with one bill of ₹1,00,000, expected on day 100; `paid`: the day it came. */
function one(paid: number | null, rest: Partial<MeasuredParty> & { given?: bigint } = {}): MeasuredParty {
  const { given = 0n, ...party } = rest;
  return {
    partyId: "p",
    isHeldOut: false,
    bills: [{ amount: 1_00_000_00n, date: 30, paid, given, expected: 100 }],
    optedOut: false,
    nextQuarterInTime: null,
    ...party,
  };
}
const quarter = (mean: number) => ({ net: { mean, low: mean - 9, high: mean + 9 } });
const heldOut = [98, 100, 102].map((paid) => one(paid, { isHeldOut: true }));

test("paid forty days earlier for 1 %: rupee-days, and what is left of them at 18 %", () => {
  const treated = [58, 60, 62].map((paid) => one(paid, { given: 1_000_00n }));
  const told = measureOffers([...treated, ...heldOut], on);
  expect(told).toMatchObject({ treated: 3, heldOut: 3, verdict: "gain" });
  expect(told.rupeeDays?.mean).toBeCloseTo(3 * 40 * 1_00_000, 3);
  // 99,000 for 30 days instead of 1,00,000 for 70, less the discount.
  const each = (0.18 * (1_00_000 * 70 - 99_000 * 30)) / 365 - 1_000;
  expect(told.net?.mean).toBeCloseTo(3 * each, 3);
  expect((told.net?.low ?? 0) < 3 * each && (told.net?.high ?? 0) > 3 * each).toBe(true);
  const costly = measureOffers([...treated, ...heldOut], { ...on, sending: 50_00n });
  expect(costly.net?.mean).toBeCloseTo(3 * each - 50, 3);
});

test("until the interval excludes zero it cannot be told, and of too few parties nothing is", () => {
  const scattered = [20, 100, 170].map((paid) => one(paid));
  expect(measureOffers([...scattered, ...heldOut], on).verdict).toBe("cannot-tell");
  const alone = measureOffers([one(20), ...heldOut], on);
  expect(alone).toMatchObject({ net: null, rupeeDays: null, verdict: "cannot-tell" });
});

test("a discount to who pays as late as ever is a loss", () => {
  const treated = [98, 100, 102].map((paid) => one(paid, { given: 3_000_00n }));
  expect(measureOffers([...treated, ...heldOut], on).verdict).toBe("loss");
});

test("who took nothing counts all the same, and what is still open counts until the day of measuring in both arms", () => {
  const half = [one(60), one(61), one(100), one(101)];
  const told = measureOffers([...half, ...heldOut], on);
  expect(told.rupeeDays?.mean).toBeCloseTo(4 * 19.5 * 1_00_000, 3);
  const open = measureOffers(
    [one(null), one(null), one(null, { isHeldOut: true }), one(null, { isHeldOut: true })],
    on,
  );
  expect(open.rupeeDays?.mean).toBe(0);
});

test("opt-outs and the next quarter are told by arm", () => {
  const treated = [0.5, 0.6].map((share) => one(60, { nextQuarterInTime: share, optedOut: true }));
  const kept = [0.8, 0.9].map((share) => one(100, { nextQuarterInTime: share, isHeldOut: true }));
  const told = measureOffers([...treated, ...kept, one(60)], on);
  expect(told.optedOut).toEqual({ treated: 2, heldOut: 0 });
  expect(told.nextQuarter?.mean).toBeCloseTo(-0.3, 9);
});

test("two quarters without a gain stop it; one, or one not measured, does not", () => {
  expect(shouldStop([quarter(5), quarter(-1), quarter(0)])).toBe(true);
  expect(shouldStop([quarter(-1), quarter(5), quarter(-1)])).toBe(false);
  expect(shouldStop([quarter(-1)])).toBe(false);
  expect(shouldStop([{ net: null }, quarter(-1)])).toBe(false);
});

test("parties an arm needs for five, three and seven days at a spread of 15, 15 and 20", () => {
  expect([partiesNeeded(5, 15), partiesNeeded(3, 15), partiesNeeded(7, 20)]).toEqual([142, 393, 129]);
});

test("Student's t as in its tables", () => {
  for (const [freedom, value] of [
    [3, 2.353],
    [10, 1.812],
    [30, 1.697],
    [1_000, 1.646],
  ] as const)
    expect(Math.abs(t95(freedom) - value)).toBeLessThan(0.003);
});

test("Welch's interval as other programs say it", () => {
  // Means 3 and 7, variances of the means 0.5 and 2, freedom 2.5² / (0.25 / 4 + 4 / 4) = 5.882, t = 1.9488.
  const told = differenceOf([1, 2, 3, 4, 5], [3, 5, 7, 9, 11]);
  expect(told?.mean).toBe(-4);
  expect((told?.high ?? 0) - (told?.mean ?? 0)).toBeCloseTo(1.949 * Math.sqrt(2.5), 2);
});
