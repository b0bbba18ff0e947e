import type { AuditRow } from "@cfa/contract/audit";
import { expect, test } from "vitest";

import { en } from "../../locale/en";
import { hi } from "../../locale/hi";
import { auditText, changeText } from "./audit-text";

function row(part: Partial<AuditRow>): AuditRow {
  return {
    auditId: "1",
    at: "2026-04-15T06:00:00Z",
    who: "Asha Rao",
    action: "correction.created",
    sentence: "",
    params: {},
    before: null,
    after: null,
    ...part,
  };
}

const change = (before: object, after: object, words = en) =>
  changeText(row({ before: JSON.stringify(before), after: JSON.stringify(after) }), words);

test("an entry says what was done, of which kind and about what", () => {
  const params = { kind: "due-date", on: "Meena Stores, INV-1" };
  expect(auditText(row({ params }), en)).toBe("corrected · Due date · Meena Stores, INV-1");
  expect(auditText(row({ action: "something.new" }), en)).toBe("did something");
  const kept = row({ action: "report.exported", params: { report: "dso", format: "xlsx" } });
  expect(auditText(kept, en)).toBe("kept a report as a file · Days sales outstanding · XLSX");
  const gone = row({ action: "member.removed", params: { member: "Meena" } });
  expect(auditText(gone, en)).toBe("took a member out of the company · Meena");
});

test("values are written as people read them, in their language", () => {
  expect(change({ dueDate: "2026-03-31", dueSource: "bill" }, { dueDate: "2026-05-31" })).toBe(
    "Due on 31-03-2026 → Due on 31-05-2026",
  );
  expect(change({}, { rate: 1_000, of: "taxable" })).toBe("nothing → Rate 10 %, Of the taxable value");
  expect(change({}, { cause: "staff" }, hi)).toContain(hi.corrections.causes.staff);
  expect(
    change(
      { defaultCreditDays: 30, hasWrittenTerms: false },
      { ageingBy: "bill-date", ageingEdges: [30, 60] },
    ),
  ).toBe(
    "Usual days of credit 30, Terms in writing no → Age counted by bill date, Ends of the buckets 30, 60",
  );
  expect(change({ language: "" }, { language: "hi" })).toBe("nothing → Language हिन्दी");
});

test("what is owed to a party keeps its sign; a receipt's amount, below zero in the books, has none", () => {
  expect(change({ outstanding: "-500000" }, { amount: "-60000" })).toBe(
    "Outstanding −₹5,000.00 → Amount ₹600.00",
  );
});

test("the parts of a match are given with their bills; money on account is no part", () => {
  const parts = [
    { amount: "10000", bill: { nameKey: "INV-1" } },
    { amount: "50000", bill: { nameKey: "INV-2" } },
  ];
  expect(change({ allocated: [{ amount: "-60000", name: "" }] }, { parts })).toBe(
    "nothing → ₹100.00 INV-1 + ₹500.00 INV-2",
  );
});
