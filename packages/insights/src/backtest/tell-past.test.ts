import { makeSampleCompany } from "@cfa/testkit/sample-company/make-sample-company";
import type { Size } from "@cfa/testkit/sample-company/sizes";
import { expect, test } from "vitest";

import { billsOf, NEVER } from "../bills.ts";
import { dayAt, distributionOf, rankedScore } from "../distribution.ts";
import { designOf, factsAt } from "../hazard/design.ts";
import type { LateRecord } from "../late-chance.ts";
import { dayNumber, paymentHistory } from "../payment-history.ts";
import { paymentModel } from "../payment-model.ts";
import { samplePayments } from "../test-sample-payments.ts";
import { trainPayments } from "../train-payments.ts";
import { casesOn } from "./cases.ts";
import { ewmRule } from "./plain-rules.ts";
import { tellPast, type ToldPast } from "./tell-past.ts";

const isLong = process.env["CFA_TEST_LONG"] === "1";

/** Ranked scores, and errors of the day up to the end of the books, summed over bills. */
type Came = { bills: number; published: number; other: number; error: number; plainError: number };

/** What is published of a company's bills some time before the end of its books, and what would have been instead, against what came. */
function cameOf({ size, seed, before }: { size: Size; seed: number; before: number }): Came {
  const books = samplePayments(makeSampleCompany({ size, seed }));
  const { bills } = paymentHistory(books);
  const until = dayNumber(books.asOf);
  const cutOff = until - before;
  const design = designOf(bills, cutOff);
  const training = trainPayments(design);
  const model = paymentModel(design, training);
  const other = paymentModel(design, { ...training, isPlainBetter: !training.isPlainBetter });
  const plain = ewmRule(design.history, cutOff);
  const came = { bills: 0, published: 0, other: 0, error: 0, plainError: 0 };
  for (const { row } of casesOn(bills, cutOff)) {
    const bill = factsAt(bills, row);
    const what = { paid: bills.paid[row] ?? NEVER, until };
    const said = model.predict(bill);
    const off = (day: number) => Math.abs(Math.min(day, until) - Math.min(what.paid, until));
    came.bills++;
    came.published += rankedScore(said, what);
    came.other += rankedScore(other.predict(bill), what);
    came.error += off(dayAt(said, 0.5));
    came.plainError += off(plain.predict(bill));
  }
  return came;
}

/** Of several companies together: one alone has too few bills to tell. */
function together(all: readonly Came[]): Came {
  return all.reduce((a, b) => ({
    bills: a.bills + b.bills,
    published: a.published + b.published,
    other: a.other + b.other,
    error: a.error + b.error,
    plainError: a.plainError + b.plainError,
  }));
}

test("what is published of small sample companies is what then comes true better, of model and plain rule", () => {
  const seeds = isLong ? 20 : 3;
  const all = together(
    Array.from({ length: seeds }, (_, at) => cameOf({ size: "S", seed: at + 1, before: 120 })),
  );
  expect(all.bills).toBeGreaterThan(8 * seeds);
  expect(all.published).toBeLessThan(all.other);
  expect(all.error).toBeLessThan(all.plainError);
});

test.runIf(isLong).each([1, 2, 3])(
  "what is published of sample company %i, size M, is what then comes true better",
  (seed) => {
    for (const before of [120, 240]) {
      const came = cameOf({ size: "M", seed, before });
      expect(came.published).toBeLessThan(came.other);
      expect(came.error).toBeLessThan(came.plainError);
    }
  },
  900_000,
);

const PLAIN_DAY = 101;
const asSaid: LateRecord = (_bill, _from, said) => said;

/**
 * What is told on day 130 of ten bills due on day 100, of one look on day 99; so many of them were paid on the day that the plain rule says,
 * and the others are open. The model said days from 130 on.
 */
function toldOf({ paid, record = asSaid }: { paid: number; record?: LateRecord }): ToldPast {
  const bills = billsOf(
    Array.from({ length: 10 }, (_, at) => ({
      party: 0,
      known: 90,
      date: 90,
      due: 100,
      amount: 1,
      paid: at < paid ? PLAIN_DAY : null,
    })),
  );
  const look = {
    asOf: 99,
    record,
    bills: Array.from({ length: 10 }, (_, row) => ({
      row,
      facts: factsAt(bills, row),
      from: 100,
      expected: Float64Array.from(
        { length: 90 },
        (__, day) => 0.001 * (day + 1) + 0.2 * Math.max(0, day - 30),
      ),
      known: [],
    })),
  };
  return tellPast(bills, [look], {
    asOf: 130,
    saidOf: ({ from, expected }) => distributionOf(from, expected),
    open: [],
    coming: [],
    recordShare: 1,
  });
}

test("a bill that is still open long after its day counts against who said that day", () => {
  const { told, isPlainBetter } = toldOf({ paid: 1 });
  // The model said a day to come: up to today it was 29 days off once. The plain rule said the due date: a day off once, thirty days nine times.
  expect(told).toEqual({ cases: 10, error: 2.9, plainError: 27.1, coverage: 0 });
  expect(isPlainBetter).toBe(false);
});

test("a party's record plays the part in it that it has in what is published", () => {
  // A party that was never late: the due date is the middle day, as it is the plain rule's.
  expect(toldOf({ paid: 1, record: () => 0 }).told).toMatchObject({ error: 27.1, plainError: 27.1 });
});

test("where the plain rule's day was the right one it is better, once enough bills say so", () => {
  expect(toldOf({ paid: 10 })).toMatchObject({ told: { error: 29, plainError: 1 }, isPlainBetter: true });
  expect(toldOf({ paid: 6 }).isPlainBetter).toBe(false);
});

test("where nothing was paid and no range has ended there is nothing to tell, and no plain rule was better", () => {
  expect(toldOf({ paid: 0 })).toEqual({ told: null, isPlainBetter: false });
});
