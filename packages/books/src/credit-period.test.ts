import { day } from "@cfa/values/local-date";
import { expect, test } from "vitest";

import { baseDay, endOf, parseCreditPeriod, parseDueText } from "./credit-period.ts";

const APRIL_5 = day("2025-04-05");

test.each([
  ["30 Days", "2025-05-05"],
  ["1 Day", "2025-04-06"],
  [" 45 ", "2025-05-20"],
  ["0 Days", "2025-04-05"],
  ["2 Weeks", "2025-04-19"],
  ["1 Month(s)", "2025-05-05"],
  ["3 months", "2025-07-05"],
  ["1 Year", "2026-04-05"],
])("%j after 5 April 2025 ends on %s", (text, end) => {
  const period = parseCreditPeriod(text);
  expect(period && endOf(period, APRIL_5)).toBe(end);
});

test.each([
  "20250430",
  "30-Apr-25",
  "30-Apr-2025",
  "30-4-2025",
  "30/04/2025",
  "2025-04-30",
  "30 April 2025",
  "30.04.25",
])("%j is the day itself", (text) => {
  expect(parseCreditPeriod(text)).toEqual({ kind: "day", date: "2025-04-30" });
});

test.each([
  "",
  "soon",
  "30 Moons",
  "31-Feb-2025",
  "20251301",
  "-5 Days",
  "30 Days Net",
  "99999 Days",
  "3.5 Days",
])("%j says nothing", (text) => {
  expect(parseCreditPeriod(text)).toBeNull();
});

test("a month ends with the shorter month", () => {
  expect(endOf({ kind: "months", count: 1 }, day("2025-01-31"))).toBe("2025-02-28");
});

test("two-digit years are 1980 to 2079", () => {
  expect(parseCreditPeriod("1-Apr-79")).toEqual({ kind: "day", date: "2079-04-01" });
  expect(parseCreditPeriod("1-Apr-80")).toEqual({ kind: "day", date: "1980-04-01" });
});

test.each([
  ["30 Days", { kind: "days", count: 30 }],
  ["Within 45 days of bill", { kind: "days", count: 45 }],
  ["Net 2 weeks", { kind: "days", count: 14 }],
  ["Immediate", { kind: "days", count: 0 }],
  ["COD", { kind: "days", count: 0 }],
  ["30-Apr-25", { kind: "day", date: "2025-04-30" }],
  ["50% advance, rest in 30 days", null],
  ["by end of month", null],
  ["Cheque no 223", null],
  ["", null],
])("people type %j as terms", (text, period) => {
  expect(parseDueText(text)).toEqual(period);
});

test("the base day is Tally's where it states one, and not where the field is unset", () => {
  expect(baseDay({ text: "30 Days", baseDayNumber: 43524 }, APRIL_5)).toBe("2019-03-01");
  expect(baseDay({ text: "30 Days", baseDayNumber: 0 }, APRIL_5)).toBe(APRIL_5);
  expect(baseDay({ text: "30 Days", baseDayNumber: -1 }, APRIL_5)).toBe(APRIL_5);
  expect(baseDay({ text: "30 Days" }, APRIL_5)).toBe(APRIL_5);
  expect(baseDay(null, APRIL_5)).toBe(APRIL_5);
});
