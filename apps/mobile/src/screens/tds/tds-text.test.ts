import { expect, test } from "vitest";

import { en } from "../../locale/en";
import { hi } from "../../locale/hi";
import { habitText, quarterText, receiptText, rematchOf } from "./tds-text";

const learned = {
  rate: 200,
  of: "taxable",
  bills: 3,
  booked: 1,
  since: "2025-05-01",
  learnedOn: "2025-09-01",
} as const;
const said = { rate: 0, of: "gross", threshold: null, from: "2026-04-01", until: null } as const;
const receipt = {
  voucherId: "vch_x",
  lineNo: 2,
  date: "2026-03-01",
  type: "Receipt",
  number: "R1",
  amount: "40000",
};

test("what a party keeps back is told with what it was learned from", () => {
  expect(habitText({ side: "receivable", learned, said: null }, en)).toEqual({
    rate: "2 % before GST",
    why: "learned from 3 bills since 01-05-2025",
  });
});

test("what a person says holds instead, also that it is nothing", () => {
  expect(habitText({ side: "receivable", learned, said }, en)).toEqual({
    rate: "Nothing",
    why: "someone in your company says so, from 01-04-2026",
  });
});

test("where nothing is known, nothing is told", () => {
  expect(habitText(null, en)).toBeNull();
  expect(habitText({ side: "receivable", learned: null, said: null }, en)).toBeNull();
});

test("a quarter is told with its months, the last one in the next calendar year", () => {
  expect(quarterText({ year: "2025-26", quarter: 1 }, en)).toBe("Q1 2025-26 · Apr–Jun");
  expect(quarterText({ year: "2025-26", quarter: 4 }, en)).toBe("Q4 2025-26 · Jan–Mar");
  expect(quarterText({ year: "2025-26", quarter: 4 }, hi)).toBe("तिमाही 4, 2025-26 · जनवरी–मार्च");
});

test("a receipt is named with its day and sum, and leads to the form that matches it again", () => {
  expect(receiptText({ receipt }, en)).toBe("Settled by Receipt R1 of 01-03-2026 (₹400.00)");
  expect(rematchOf({ partyId: "pty_x", receipt })).toEqual({
    kind: "rematch",
    partyId: "pty_x",
    voucherId: "vch_x",
    lineNo: "2",
  });
});

test("without a receipt there is none to match again", () => {
  expect(receiptText({ receipt: null }, en)).toBe("No receipt in the books settled it");
  expect(rematchOf({ partyId: "pty_x", receipt: null })).toBeNull();
  expect(rematchOf({ partyId: "pty_x", receipt: { ...receipt, lineNo: null } })).toBeNull();
});
