import { expect, test } from "vitest";

import { aboutTexts, saidText } from "./audit-text.ts";
import { auditHi } from "./audit-words-hi.ts";
import { auditEn } from "./audit-words.ts";

const about = (action: string, params: Record<string, string>) => aboutTexts({ action, params }, auditHi);
const said = (value: object | string, words = auditEn): string => saidText(JSON.stringify(value), words);

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
  [
    { wayOrder: ["sms", "print"], quietWeekdays: [6, 7] },
    "Ways SMS, printed letter, Quiet weekdays (1 is Monday) 6, 7",
  ],
  [
    { approval: { late: "automatic", risky: "each" }, ladder: { late: [-3, 0, 7], unheardOf: [1] } },
    "Approval (late: not needed; very late or not at all: each message), Days after the due date (late: -3, 0, 7)",
  ],
  [
    {
      consent: "withdrawn",
      consentTo: "reminder",
      way: "sms",
      consentSource: "signed-form",
      proof: "form 12",
    },
    "Consent taken back, To reminders, By SMS, Known from a signed form, Proof form 12",
  ],
  [{ bill: { nameKey: "inv-1", date: "2026-04-01" }, ladder: {} }, ""],
  [{ allocations: [{ amount: "-60000", name: "" }] }, ""],
  [{ somethingNew: "x" }, ""],
  ["something new", "something new"],
])("%j reads %s", (value, text) => {
  expect(said(value)).toBe(text);
});

test("codes have words in both languages", () => {
  expect(said({ cause: "staff" }, auditHi)).toBe("कारण कर्मचारी");
  expect(said("viewer", auditHi)).toBe("दर्शक");
  expect(saidText(null, auditEn)).toBe("");
  for (const part of ["actions", "kinds", "fields", "values"] as const) {
    expect(Object.keys(auditHi[part])).toEqual(Object.keys(auditEn[part]));
  }
});

test("an entry is about a member with the role, an account about its way, a correction about its kind and party", () => {
  expect(about("member.joined", { member: "Meena", role: "viewer" })).toEqual(["Meena", "दर्शक"]);
  expect(about("change-channel-paused", { way: "email" })).toEqual(["ई-मेल"]);
  const params = { kind: "due-date", on: "Ram & Sons, INV-1", role: "owner", reason: "asked" };
  expect(about("correction.created", params)).toEqual(["देय तिथि", "Ram & Sons, INV-1"]);
});
