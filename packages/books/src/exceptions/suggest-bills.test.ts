import { day } from "@cfa/values/local-date";
import { expect, test } from "vitest";

import { suggestBills, type CandidateBill, type Suggestion } from "./suggest-bills.ts";

/* Meena Stores has four open bills; ₹ are whole here, as paise. */

const bill = (name: string, date: string, open: bigint, tds: bigint[] = []): CandidateBill => ({
  billId: name,
  name,
  date: day(date),
  dueDate: day(date),
  open,
  tds,
});
const BILLS = [
  bill("INV-004", "2026-04-20", 900n),
  bill("INV-001", "2026-04-01", 500n),
  bill("INV-002", "2026-04-05", 700n, [70n]),
  bill("INV-003", "2026-04-10", 300n),
];

const receipt = (amount: bigint, text = "") => ({ amount, date: day("2026-04-25"), text });
const told = (suggestion: Suggestion | undefined) =>
  suggestion && {
    why: suggestion.why,
    certainty: suggestion.certainty,
    bills: suggestion.bills.map(({ bill: { name }, amount }) => `${name} ${amount}`),
    left: suggestion.left,
  };
const best = (amount: bigint, text = "") => told(suggestBills(receipt(amount, text), BILLS)[0]);

test("what the narration names comes first; with just this amount it is sure", () => {
  expect(best(1_000n, "UPI agst inv-2 and INV/3")).toEqual({
    why: "reference",
    certainty: "sure",
    bills: ["INV-002 700", "INV-003 300"],
    left: 0n,
  });
  expect(best(800n, "part of INV-4")).toMatchObject({ why: "reference", certainty: "likely" });
});

test("one bill of just this amount is sure, and first in, first out stands beside it", () => {
  const found = suggestBills(receipt(300n), BILLS).map(told);
  expect(found).toEqual([
    { why: "exact", certainty: "sure", bills: ["INV-003 300"], left: 0n },
    { why: "first-in-first-out", certainty: "guess", bills: ["INV-001 300"], left: 0n },
  ]);
});

test("of two bills of just this amount the older one is only likely", () => {
  const twins = [...BILLS, bill("INV-009", "2026-04-22", 300n)];
  expect(told(suggestBills(receipt(300n), twins)[0])).toMatchObject({
    certainty: "likely",
    bills: ["INV-003 300"],
  });
});

test("a bill less the tax that its payer withholds", () => {
  const found = suggestBills(receipt(630n), BILLS)[0];
  expect(told(found)).toMatchObject({ why: "less-tds", certainty: "likely", bills: ["INV-002 630"] });
  expect(found?.bills[0]?.tds).toBe(70n);
});

test("the oldest bills that add up are sure, a later row of bills likely", () => {
  expect(best(1_200n)).toMatchObject({
    why: "sum-of-bills",
    certainty: "sure",
    bills: ["INV-001 500", "INV-002 700"],
  });
  expect(best(1_000n)).toMatchObject({
    why: "sum-of-bills",
    certainty: "likely",
    bills: ["INV-002 700", "INV-003 300"],
  });
});

test("else first in, first out, and what is left over is told", () => {
  expect(best(600n)).toEqual({
    why: "first-in-first-out",
    certainty: "guess",
    bills: ["INV-001 500", "INV-002 100"],
    left: 0n,
  });
  expect(best(9_999n)).toMatchObject({ why: "first-in-first-out", left: 7_599n });
});

test("nothing is suggested for nothing, nor where nothing is open", () => {
  expect(suggestBills(receipt(0n), BILLS)).toEqual([]);
  expect(suggestBills(receipt(100n), [bill("INV-1", "2026-04-01", 0n)])).toEqual([]);
});

test("a bill of after the receipt is no match for its amount, only next in the row", () => {
  const late = [bill("INV-100", "2026-05-01", 400n)];
  expect(suggestBills(receipt(400n), late).map(told)).toEqual([
    { why: "first-in-first-out", certainty: "guess", bills: ["INV-100 400"], left: 0n },
  ]);
});
