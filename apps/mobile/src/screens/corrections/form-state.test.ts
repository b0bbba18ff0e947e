import { expect, test } from "vitest";

import { EMPTY_FORM, readForm, type CorrectionForm, type FormTarget } from "./form-state";

const TARGET: FormTarget = { kind: "due-date", partyId: "pty_1", billId: "bil_1", money: null };
const read = (form: Partial<CorrectionForm>, target: Partial<FormTarget> = {}) =>
  readForm({ ...EMPTY_FORM, reason: "they said so", ...form }, { ...TARGET, ...target }, "2026-04-15");

test("days and sums are read as they are typed", () => {
  expect(read({ dueDate: "30-04-2026" })).toEqual({
    proposal: { kind: "due-date", billId: "bil_1", dueDate: "2026-04-30" },
    reason: "they said so",
    untilDate: null,
  });
  expect(read({ amount: "1,250.50", day: "1-5-2026" }, { kind: "promise" })).toMatchObject({
    proposal: { amount: "125050", day: "2026-05-01", fromDate: "2026-04-15" },
  });
  expect(read({ rate: "0.1 %", fromDate: "01-04-2026" }, { kind: "tds-profile" })).toMatchObject({
    proposal: { rate: 10, of: "taxable" },
  });
});

test("an amount goes to each bill that has one", () => {
  const target = { kind: "rematch", money: { voucherId: "vch_1", lineNo: 1 } } as const;
  expect(read({ parts: { bil_1: "500", bil_2: "", bil_3: "20.5" } }, target)).toMatchObject({
    proposal: {
      parts: [
        { billId: "bil_1", amount: "50000" },
        { billId: "bil_3", amount: "2050" },
      ],
    },
  });
  expect(read({ parts: { bil_1: "-5" } }, target)).toEqual({ faults: { parts: true } });
  expect(read({}, target)).toEqual({ faults: { parts: true } });
});

test("what is missing or cannot be is named by its field", () => {
  expect(read({ dueDate: "31-02-2026", reason: "  " })).toEqual({ faults: { dueDate: true, reason: true } });
  expect(read({}, { kind: "contact" })).toEqual({ faults: { phone: true } });
  expect(read({}, { kind: "merge" })).toEqual({ faults: { into: true } });
  expect(read({ days: "3.5", fromDate: "01-04-2026" }, { kind: "terms" })).toEqual({
    faults: { days: true },
  });
  expect(read({ until: "never" }, { kind: "exclude" })).toEqual({ faults: { until: true } });
});

test("no credit limit is one too", () => {
  expect(read({}, { kind: "credit-limit" })).toMatchObject({ proposal: { limit: null } });
});
