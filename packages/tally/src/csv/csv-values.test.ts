import { expect, it } from "vitest";

import { kindByWords, fieldOf } from "./column-words.ts";
import { readCsvAmount } from "./csv-amount.ts";
import { readCsvDay } from "./csv-day.ts";
import { delimiterOf } from "./csv-rows.ts";

it.each([
  ["1,23,456.50", 12_345_650n, null],
  ["₹ 1,200", 120_000n, null],
  ["Rs. 99.5", 9_950n, null],
  ["500.00 Dr", 50_000n, "debit"],
  ["500 cr.", 50_000n, "credit"],
  ["(1,234.50)", -123_450n, null],
  ["-12", -1_200n, null],
  ["12.00-", -1_200n, null],
  [".50", 50n, null],
  ["0.00", 0n, null],
])("the sum %s", (cell, paise, side) => {
  expect(readCsvAmount(cell)).toEqual({ ok: true, value: { paise, side } });
});

it.each(["", "-", "–"])("an empty cell (%s) is no sum and no fault", (cell) => {
  expect(readCsvAmount(cell)).toEqual({ ok: true, value: null });
});

it.each(["12 boxes", "1.2.3", "$ 40 @ 80", "#REF!"])("%s is no sum", (cell) => {
  expect(readCsvAmount(cell).ok).toBe(false);
});

it.each([
  ["03/04/2026", "2026-04-03", "2026-03-04"],
  ["3.4.26", "2026-04-03", "2026-03-04"],
  ["3-Apr-26", "2026-04-03", "2026-04-03"],
  ["3rd April 2026", "2026-04-03", "2026-04-03"],
  ["Apr 3, 2026", "2026-04-03", "2026-04-03"],
  ["2026/4/3", "2026-04-03", "2026-04-03"],
  ["2026-04-03 00:00:00", "2026-04-03", "2026-04-03"],
  ["20260403", "2026-04-03", "2026-04-03"],
  ["46115", "2026-04-03", "2026-04-03"],
])("the day %s", (cell, dayFirst, monthFirst) => {
  expect(readCsvDay(cell, "day-first")).toEqual({ ok: true, value: dayFirst });
  expect(readCsvDay(cell, "month-first")).toEqual({ ok: true, value: monthFirst });
});

it.each(["31/02/2026", "12345678", "INV-3", "", "29-Feb-26"])("%s is no day", (cell) => {
  expect(readCsvDay(cell, "day-first").ok).toBe(false);
});

it.each([
  ["a;b;c\n1,5;2,5;3,5\n", ";"],
  ['a,b,c\n"1;2",3,4\n', ","],
  ["a\tb\n1,000\t2,000\n", "\t"],
])("the separator of %j is %j", (text, delimiter) => {
  expect(delimiterOf(text)).toBe(delimiter);
});

it.each([
  ["Party's Name", "party"],
  ["Particulars", "party"],
  ["Ref. No.", "number"],
  ["Vch No.", "number"],
  ["Pending Amount", "amount"],
  ["Amount (INR)", "amount"],
  ["Due on", "due"],
  ["Overdue by days", "overdue"],
  ["Invoice Date", "date"],
  ["GSTIN/UIN", undefined],
])("the heading %s means %s", (heading, field) => {
  expect(fieldOf(heading)).toBe(field);
});

it("a title tells what a table is", () => {
  expect(kindByWords("Bills Receivable")).toBe("receivable");
  expect(kindByWords("Sundry Creditors - outstanding")).toBe("payable");
  expect(kindByWords("Sales Register")).toBe("sales");
  expect(kindByWords("Stock Summary")).toBeNull();
});
