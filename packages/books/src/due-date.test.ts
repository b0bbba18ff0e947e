import { day } from "@cfa/values/local-date";
import { expect, test } from "vitest";

import { dueOf, type PartyTerms, type Terms } from "./due-date.ts";

const bill: Terms = { billDate: day("2025-04-05"), stated: null, dueText: null, givesCredit: true };
const party: PartyTerms = { creditPeriod: { text: "30 Days" }, companyCreditDays: 15 };

function due(terms: Partial<Terms>, of: PartyTerms = party) {
  const { dueDate, dueSource } = dueOf({ ...bill, ...terms }, of);
  return `${dueDate} by ${dueSource}`;
}

test("what is stated nearest to the bill decides", () => {
  expect(due({ stated: { text: "10 Days" }, dueText: "20 Days" })).toBe("2025-04-15 by bill");
  expect(due({ dueText: "20 Days" })).toBe("2025-04-25 by voucher");
  expect(due({})).toBe("2025-05-05 by ledger");
  expect(due({}, { ...party, creditPeriod: null })).toBe("2025-04-20 by company");
  expect(due({}, { creditPeriod: null, companyCreditDays: 0 })).toBe("2025-04-05 by bill-date");
});

test("a text nobody can read says nothing, and the next one is asked", () => {
  expect(due({ stated: { text: "as agreed" }, dueText: "when you like" })).toBe("2025-05-05 by ledger");
});

test("a stated period of zero is a period", () => {
  expect(due({ stated: { text: "0 Days" } })).toBe("2025-04-05 by bill");
});

test("a period counts from the base day Tally states", () => {
  expect(due({ stated: { text: "30 Days", baseDayNumber: 43524 } })).toBe("2019-03-31 by bill");
});

test("a day beside the bill is the due date itself", () => {
  expect(due({ stated: { text: "30-Jun-25", baseDayNumber: 43524 } })).toBe("2025-06-30 by bill");
});

test("one day cannot be the terms of all bills of a ledger", () => {
  expect(due({}, { ...party, creditPeriod: { text: "30-Jun-25" } })).toBe("2025-04-20 by company");
});

test("money handed out is due at once unless Tally states a period for it", () => {
  expect(due({ givesCredit: false, dueText: "20 Days" })).toBe("2025-04-05 by bill-date");
  expect(due({ givesCredit: false, stated: { text: "10 Days" } })).toBe("2025-04-15 by bill");
});
