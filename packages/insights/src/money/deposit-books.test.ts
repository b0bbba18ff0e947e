import { depositRulesOf } from "@cfa/books/cash/deposit-days";
import { day } from "@cfa/values/local-date";
import { expect, test } from "vitest";

import { depositBooks } from "./deposit-books.ts";

const rules = depositRulesOf([
  { rule: "gst-deposit", validFrom: "2017-07-01", value: { every: 1, day: 20 } },
  { rule: "provident-fund-deposit", validFrom: "2016-02-01", value: { every: 1, day: 15 } },
]);
const period = { from: day("2026-06-01"), to: day("2026-07-31") };

test("what is owed is what all ledgers of a class owe together", () => {
  const books = depositBooks(
    [
      { name: "GST Payable", class: "gst", nature: "liability", balance: -900n },
      { name: "GST refundable", class: "gst", nature: "liability", balance: 250n },
      { name: "Rent", class: "rent", nature: "expense", balance: 70n },
    ],
    { rules, period },
  );
  expect(books.map((one) => [one.class, one.owed, one.days.map(({ due }) => due)])).toEqual([
    ["gst", 650, ["2026-06-20", "2026-07-20"]],
  ]);
});

test("what was spent on a fund is not owed, but its days count", () => {
  const [books, ...others] = depositBooks(
    [{ name: "PF", class: "provident-fund", nature: "expense", balance: 5_000n }],
    {
      rules,
      period,
    },
  );
  expect(others).toEqual([]);
  expect(books?.owed).toBe(0);
  expect(books?.days).toHaveLength(2);
});
