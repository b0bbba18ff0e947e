import type { Cell } from "@cfa/contract/assistant-answer";
import { TypedQuery } from "@cfa/contract/assistant-query";
import { expect, test } from "vitest";

import { barsOf } from "./chart-bars";

const text = (value: string): Cell => ({ kind: "text", value });
const money = (value: string, side: "debit" | "credit" | null = null): Cell => ({
  kind: "money",
  value,
  side,
});
const figure = (value: string) => [{ name: "amount", label: "amount", cell: money(value) }];
const columns = ["what", "note", "sum"].map((name) => ({ name, label: name }));
const query = TypedQuery.parse({ measure: "sales" });
const plain = { columns, figures: [], compared: [], period: null, query };

test("bars are as long as their sums, the longest whole, below zero told apart", () => {
  const rows = [
    [text("a"), text("-"), money("20000")],
    [text("b"), text("-"), money("-5000")],
    [text("c"), text("-"), money("10000", "credit")],
  ];
  expect(barsOf({ ...plain, rows }).map(({ share, isBelow }) => [share, isBelow])).toEqual([
    [100, false],
    [25, true],
    [50, true],
  ]);
});

test("rows without a sum, and no rows, make no bars; all zero makes them empty", () => {
  expect(barsOf({ ...plain, rows: [] })).toEqual([]);
  expect(barsOf({ ...plain, rows: [[text("a"), text("b"), text("c")]] })).toEqual([]);
  expect(barsOf({ ...plain, rows: [[text("a"), text("b"), money("0")]] }).map(({ share }) => share)).toEqual([
    0,
  ]);
});

test("two figures of different days without rows are two bars, each with its days", () => {
  const asked = {
    ...plain,
    rows: [],
    figures: figure("5000"),
    compared: figure("20000"),
    period: { from: "2026-07-01", to: "2026-09-30" },
    query: { ...query, comparedTo: { from: "2025-07-01", to: "2025-09-30" } },
  };
  expect(barsOf(asked).map(({ label, share }) => [label, share])).toEqual([
    [text("01-07-2026 – 30-09-2026"), 25],
    [text("01-07-2025 – 30-09-2025"), 100],
  ]);
  expect(barsOf({ ...asked, compared: [] })).toEqual([]);
});
