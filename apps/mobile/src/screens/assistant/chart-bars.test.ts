import type { Cell } from "@cfa/contract/assistant-answer";
import { expect, test } from "vitest";

import { barsOf } from "./chart-bars";

const text = (value: string): Cell => ({ kind: "text", value });
const money = (value: string, side: "debit" | "credit" | null = null): Cell => ({
  kind: "money",
  value,
  side,
});
const columns = ["what", "note", "sum"].map((name) => ({ name, label: name }));

test("bars are as long as their sums, the longest whole, below zero told apart", () => {
  const rows = [
    [text("a"), text("-"), money("20000")],
    [text("b"), text("-"), money("-5000")],
    [text("c"), text("-"), money("10000", "credit")],
  ];
  expect(barsOf({ columns, rows }).map(({ share, isBelow }) => [share, isBelow])).toEqual([
    [100, false],
    [25, true],
    [50, true],
  ]);
});

test("rows without a sum, and no rows, make no bars; all zero makes them empty", () => {
  expect(barsOf({ columns, rows: [] })).toEqual([]);
  expect(barsOf({ columns, rows: [[text("a"), text("b"), text("c")]] })).toEqual([]);
  expect(barsOf({ columns, rows: [[text("a"), text("b"), money("0")]] }).map(({ share }) => share)).toEqual([
    0,
  ]);
});
