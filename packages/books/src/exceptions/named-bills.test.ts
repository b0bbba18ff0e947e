import { expect, test } from "vitest";

import { billsNamedIn } from "./named-bills.ts";

const BILLS = ["INV-1", "INV-1-A", "2026/77", "बिल-12", "CASH", "9"].map((name) => ({ name }));
const named = (text: string) => billsNamedIn(text, BILLS).map((bill) => bill.name);

test("names are found as whole words, whatever separates them and in whatever case", () => {
  expect(named("NEFT inv/001, also 2026-77.")).toEqual(["INV-1", "2026/77"]);
  expect(named("रसीद बिल 12 के लिए")).toEqual(["बिल-12"]);
});

test("of two names at one place the longer one is meant", () => {
  expect(named("for INV 1 A")).toEqual(["INV-1-A"]);
});

test("a number within another one, a name without a digit, a single figure: none of them names a bill", () => {
  expect(named("UTR 920260077123 cash 9")).toEqual([]);
  expect(named("INV-11")).toEqual([]);
  expect(named("")).toEqual([]);
});
