import type { ReportPage } from "@cfa/contract/reports";
import { expect, test } from "vitest";

import { en } from "../../locale/en";
import { paperOf } from "./paper";

const column = (key: string, kind: ReportPage["columns"][number]["kind"], title = key) => ({
  key,
  title,
  kind,
  sortable: false,
});
const PAGE: ReportPage = {
  head: { company: "Asha", title: "Ledger", lines: [{ label: "As of", value: "15-04-2026" }] },
  columns: [
    column("party", "text"),
    column("day", "day"),
    column("sum", "money", "Sum ₹"),
    column("balance", "balance"),
    column("share", "percent"),
  ],
  rows: [{ cells: ["Ram & Sons", "2026-04-01", "123456789", "-500", 1250] }],
  totals: [null, null, "123456789", null, null],
  layout: "landscape",
  none: "No rows",
  nextCursor: null,
};

test("every cell is written out by its column's kind, and the total of all is named", () => {
  expect(paperOf(PAGE, { rows: PAGE.rows, isWhole: true, words: en })).toEqual({
    layout: "landscape",
    company: "Asha",
    title: "Ledger",
    lines: ["As of: 15-04-2026"],
    note: null,
    columns: [
      { title: "party", isRight: false },
      { title: "day", isRight: false },
      { title: "Sum\u00A0₹", isRight: true },
      { title: "balance", isRight: true },
      { title: "share", isRight: true },
    ],
    rows: [["Ram & Sons", "01-04-2026", "12,34,567.89", "5.00 Cr", "12.50 %"]],
    totals: ["Total", "", "12,34,567.89", "", ""],
  });
});

test("a paper that lacks rows says so, and one without any says what that means", () => {
  expect(paperOf(PAGE, { rows: PAGE.rows, isWhole: false, words: en }).note).toBe(en.reports.printPart);
  expect(paperOf(PAGE, { rows: [], isWhole: true, words: en })).toMatchObject({
    note: "No rows",
    totals: null,
  });
});
