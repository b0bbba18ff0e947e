import { day } from "@cfa/values/local-date";
import { expect, test } from "vitest";

import { NOTE_RULES, noteCostOf, noteDeadline, noteRuleOn, whyNoTaxNote } from "./note-rules.ts";

const on = day("2026-11-22");
const rows = NOTE_RULES;

test("every rule has its source and waits for a review", () => {
  for (const rule of rows) {
    expect(rule.source).not.toBe("");
    expect(rule.forReview).toBe(true);
  }
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
