import { day } from "@cfa/values/local-date";
import { expect, test } from "vitest";

import { noteCostOf, noteDeadline, noteRuleOn, noteRulesOf, whyNoTaxNote } from "./note-rules.ts";

const on = day("2026-11-22");
const stored = (rule: string, validFrom: string, value: unknown, mark: "V" | "S" = "S") => ({
  rule,
  validFrom,
  value,
  mark,
  source: "a page",
  note: "",
});
const rows = noteRulesOf([
  stored("note-with-tax", "2017-07-01", { agreedBeforeSale: true, buyerReversesCredit: true }),
  stored("note-with-tax", "2026-03-30", {
    agreedBeforeSale: false,
    buyerReversesCredit: true,
    inForce: false,
  }),
  stored("note-without-tax", "2025-09-12", { supplierKeepsTax: true, buyerKeepsCredit: true }, "V"),
  stored("note-deadline", "2017-07-01", { month: 9, day: 30 }),
  stored("note-deadline", "2022-10-01", { month: 11, day: 30 }),
]);

test("what was not seen at its source waits for a review; what is no such rule is refused", () => {
  expect(rows.map(({ forReview }) => forReview)).toEqual([true, true, false, true, true]);
  expect(() => noteRulesOf([stored("upi-limit", "2026-01-01", {})])).toThrow();
  expect(() => noteRulesOf([stored("note-deadline", "2026-01-01", { month: 11 })])).toThrow();
});

test("what is enacted and not in force holds on no day", () => {
  expect(noteRuleOn("note-with-tax", on, rows)?.value.agreedBeforeSale).toBe(true);
  expect(noteRuleOn("note-without-tax", day("2025-09-11"), rows)).toBeNull();
  expect(noteRuleOn("note-without-tax", day("2025-09-12"), rows)).not.toBeNull();
});

test("a note with tax is declared by 30 November after the bill's year", () => {
  expect(noteDeadline(day("2026-03-31"), { on, rows })).toBe("2026-11-30");
  expect(noteDeadline(day("2026-04-01"), { on, rows })).toBe("2027-11-30");
  expect(noteDeadline(day("2026-04-01"), { on: day("2016-01-01"), rows })).toBeNull();
});

test("a note with tax only where the discount was agreed before the sale, and in time", () => {
  const bill = { date: day("2026-03-31"), taxRate: 1_800, wasAgreedBeforeSale: true };
  expect(whyNoTaxNote(bill, { on, rows })).toBeNull();
  expect(whyNoTaxNote({ ...bill, wasAgreedBeforeSale: false }, { on, rows })).toBe("not-agreed-before");
  expect(whyNoTaxNote(bill, { on: day("2026-11-30"), rows })).toBeNull();
  expect(whyNoTaxNote(bill, { on: day("2026-12-01"), rows })).toBe("too-late");
  expect(whyNoTaxNote({ ...bill, taxRate: null }, { on, rows })).toBe("no-tax");
  expect(whyNoTaxNote(bill, { on, rows: [] })).toBe("no-rule");
});

test("a financial note costs the whole rupee, one at 18 % of tax 85 paise; unknown tax counts as the dear side", () => {
  expect(noteCostOf("financial", 1_800)).toBe(1);
  expect(noteCostOf("section34", 1_800)).toBeCloseTo(0.8475, 4);
  expect(noteCostOf("section34", null)).toBe(1);
});
