import { expect, test } from "vitest";

import { saidText } from "./said-text.ts";
import { auditEn } from "./words/audit-en.ts";
import { auditHi } from "./words/audit-hi.ts";

const said = (value: object, words = auditEn): string => saidText(JSON.stringify(value), words);

test.each([
  [{ dueDate: "2026-03-31", dueSource: "bill" }, "Due on 31-03-2026"],
  [{ amount: "-60000", open: "-5" }, "Amount ₹600.00, Open −₹0.05"],
  [{ rate: 1_000, of: "taxable", threshold: null }, "Rate 10 %, Of the taxable value"],
  [
    { defaultCreditDays: 30, ageingEdges: [30, 60], hasWrittenTerms: true },
    "Usual days of credit 30, Ends of the buckets 30, 60, Terms in writing yes",
  ],
  [
    { from: { name: "Meena Store" }, into: { name: "Meena Stores" } },
    "Party Meena Store, Together with Meena Stores",
  ],
  [{ parts: [{ amount: "10000", bill: { nameKey: "INV-1" } }] }, "₹100.00 INV-1"],
  [{ allocations: [{ amount: "-60000", name: "" }] }, ""],
  [{ somethingNew: "x" }, ""],
])("%j reads %s", (value, text) => {
  expect(said(value)).toBe(text);
});

test("codes have words in both languages", () => {
  expect(said({ cause: "staff" }, auditHi)).toBe("क्यों कर्मचारी");
  expect(saidText(null, auditEn)).toBe("");
  for (const part of ["actions", "kinds", "fields", "values"] as const) {
    expect(Object.keys(auditHi[part])).toEqual(Object.keys(auditEn[part]));
  }
});
