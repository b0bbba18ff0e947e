import type { DepositRule } from "@cfa/books/cash/deposit-days";
import { day } from "@cfa/values/local-date";
import { expect, test } from "vitest";

import { dayIn } from "../forecast/months.ts";
import { RUPEES } from "../forecast/test-ledger.ts";
import { dateOf } from "../payment-history.ts";
import { booksOf, depositsOf, GST, MONTHS, simulated, streamIn } from "./test-money-books.ts";

const monthly = MONTHS.map((month) => ({ day: dayIn(month, 20), amount: -700 * RUPEES }));
const toldWith = (owed: number) =>
  simulated(booksOf({ streams: [streamIn("gst", monthly)], deposits: depositsOf([GST], owed) })).deposits.map(
    (each) => [dateOf(each.day), Math.round(each.size / RUPEES)],
  );

test("where nothing is owed yet for the period that has ended, it is as usual", () => {
  expect(toldWith(0)).toEqual([
    ["2027-01-20", 700],
    ["2027-02-20", 700],
    ["2027-03-20", 700],
  ]);
});

test("what the state owes is taken off what comes next, and nothing goes for the period that has ended", () => {
  expect(toldWith(-900)).toEqual([["2027-03-20", 500]]);
});

test("far more than is usually deposited was not set off before and is not now", () => {
  expect(toldWith(-9_000)).toHaveLength(3);
});

const ADVANCE_TAX: DepositRule = {
  rule: "advance-tax",
  class: "income-tax",
  from: day("2016-06-01"),
  until: null,
  value: {
    on: [
      { month: 6, day: 15, upTo: 1_500 },
      { month: 9, day: 15, upTo: 4_500 },
      { month: 12, day: 15, upTo: 7_500 },
      { month: 3, day: 15, upTo: 10_000 },
    ],
  },
};

/** What is told of March where in June and September so much went. */
const marchAfter = (june: number, september: number) => {
  const flows = [
    { day: dayIn(677, 15), amount: -june * RUPEES },
    { day: dayIn(680, 15), amount: -september * RUPEES },
  ];
  const books = booksOf({ streams: [streamIn("income-tax", flows)], deposits: depositsOf([ADVANCE_TAX], 0) });
  return simulated(books).deposits.map((each) => [dateOf(each.day), Math.round(each.size / RUPEES)]);
};

test("advance tax goes by the year's shares where the deposits did, else as much as they were", () => {
  expect(marchAfter(1_500, 3_000)).toEqual([["2027-03-15", 2_500]]);
  expect(marchAfter(3_000, 3_000)).toEqual([["2027-03-15", 3_000]]);
});
