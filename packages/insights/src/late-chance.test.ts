import { expect, test } from "vitest";

import { billsOf } from "./bills.ts";
import { chanceBy, dayAt, distributionOf, withChanceBy } from "./distribution.ts";
import { lateRecordOn, learnRecordShare, rowsByPartyOf, type LateCases } from "./late-chance.ts";

const TODAY = 1_000;

/** Bills of one party, due thirty days after each other, the last one yesterday; `paid`: so many days after the due date. */
function billsPaid(paid: readonly (number | null)[]) {
  return billsOf(
    paid.map((after, at) => {
      const due = TODAY - 1 - 30 * (paid.length - 1 - at);
      return {
        party: 0,
        date: due - 30,
        known: due - 30,
        due,
        amount: 100,
        paid: after === null ? null : due + after,
      };
    }),
  );
}

/** The record of a bill due in twenty days of which an even chance was said. */
function recordOf(paid: readonly (number | null)[], asOf = TODAY): number {
  const bills = billsPaid(paid);
  const bill = { party: 0, date: asOf - 10, known: asOf - 10, due: asOf + 20, amount: 100 };
  return lateRecordOn(bills, rowsByPartyOf(bills), asOf)(bill, asOf + 1, 0.5);
}

test("a record is the share of late bills, drawn towards what is said, the latest counting most", () => {
  expect(recordOf([])).toBe(0.5);
  expect(recordOf([3])).toBeCloseTo(2 / 3, 9); // one late bill, and two even chances
  expect(recordOf(Array.from({ length: 30 }, () => 3))).toBeGreaterThan(0.85);
  expect(recordOf([-2, -2, -2, 3, 3, 3])).toBeGreaterThan(0.5);
  expect(recordOf([3, 3, 3, -2, -2, -2])).toBeLessThan(0.5);
});

test("a bill that was paid by then tells nothing of one still open; one open past its due date is late", () => {
  expect(recordOf([-25])).toBe(0.5); // twenty days before it was due it was paid
  expect(recordOf([null])).toBeCloseTo(2 / 3, 9);
});

test("what came after a day plays no part in the record of it", () => {
  const late = Array.from({ length: 12 }, () => 9);
  const asOf = TODAY - 1 - 30 * 5; // the due date of the seventh: whether it is late is not known yet
  expect(recordOf(late, asOf)).toBe(recordOf([...late.slice(0, 7), ...late.slice(7).map(() => -9)], asOf));
});

/** Cases whose record tells what came where `isRight`. */
function cases(isRight: (at: number) => boolean): LateCases {
  const all = Array.from({ length: 600 }, (_, at) => at);
  return {
    said: all.map(() => 0),
    added: all.map((at) => (at % 2 === 0 ? 1 : -1)),
    isLate: all.map((at) => (at % 2 === 0) === isRight(at)),
    weight: all.map(() => 1),
  };
}

test("records are used as far as they told what came", () => {
  expect(learnRecordShare(cases((at) => at % 11 < 8))).toBeGreaterThan(0.9);
  expect(learnRecordShare(cases((at) => at % 11 < 4))).toBe(0);
  expect(learnRecordShare({ said: [], added: [], isLate: [], weight: [] })).toBe(0.5);
});

test("another chance of being paid by a day leaves the middle day, or makes that day the middle one", () => {
  const said = distributionOf(
    100,
    Float64Array.from({ length: 60 }, (_, at) => at / 20),
  );
  for (const [day, chance] of [
    [105, 0.4],
    [105, 0.9],
    [130, 0.55],
    [130, 0.1],
  ] as const) {
    const now = withChanceBy(said, day, chance);
    expect(chanceBy(now, day)).toBeCloseTo(
      day < dayAt(said, 0.5) ? Math.min(0.5, chance) : Math.max(0.5, chance),
      9,
    );
    expect(dayAt(now, 0.5)).toBe(chance === 0.9 ? day : dayAt(said, 0.5));
    expect([...now.by]).toEqual([...now.by].toSorted((a, b) => a - b));
  }
});
