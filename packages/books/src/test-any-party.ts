import { addDays, day } from "@cfa/values/local-date";
import * as fc from "fast-check";

import type { PartyInput, PartyLine } from "./party-books.ts";

/* Parties as they may come, for properties that hold for all. Names, days and sums are drawn from few, so that they collide often. */

export const BOOKS_FROM = day("2025-04-01");
const NAMES = ["INV-1", "inv-1 ", "INV-2", "ADV", "P/7", ""];

/** How many cases are tried, the same at each run; `CFA_TEST_SEED` tries others. */
export function cases(quick: number, long: number): { numRuns: number; seed: number } {
  const { CFA_TEST_LONG, CFA_TEST_SEED } = process.env;
  return { numRuns: CFA_TEST_LONG === "1" ? long : quick, seed: Number(CFA_TEST_SEED ?? 20250401) };
}

export const amounts = fc.integer({ min: -6, max: 6 }).map((hundreds) => BigInt(hundreds) * 10_000n);
export const days = fc.integer({ min: 0, max: 40 }).map((offset) => addDays(BOOKS_FROM, offset));
const periods = fc.option(fc.constantFrom("30 Days", "0 Days", "1 Month", "12-Apr-25", "soon"), {
  nil: undefined,
});

const allocations = fc
  .record({
    name: fc.constantFrom(...NAMES),
    type: fc.constantFrom("new-ref", "agst-ref", "advance", "on-account"),
    amount: amounts,
    period: periods,
  })
  .map(({ period, ...allocation }) => ({
    ...allocation,
    ...(period === undefined ? {} : { creditPeriod: { text: period } }),
  }));

export const linesOf = fc
  .array(
    fc.record({
      date: days,
      kind: fc.constantFrom(
        "sales",
        "purchase",
        "receipt",
        "payment",
        "journal",
        "credit-note",
        "debit-note",
        "contra",
        "payroll",
      ),
      amount: amounts,
      allocations: fc.array(allocations, { maxLength: 3 }),
      number: fc.constantFrom("", "1", "2", "10"),
      reference: fc.constantFrom("", "X"),
      dueText: fc.constantFrom(null, "30 Days", "at your ease"),
    }),
    { maxLength: 14 },
  )
  .map((lines) =>
    lines.map((line, index): PartyLine => ({
      ...line,
      voucherId: `v${index}`,
      voucherGuid: `g${index}`,
      lineNo: 1,
    })),
  );

const openings = fc.array(
  fc.record({
    name: fc.constantFrom(...NAMES),
    date: fc.option(fc.constantFrom(day("2025-01-10"), day("2025-03-31"), day("2025-04-09"))),
    creditPeriod: fc.constantFrom(null, { text: "45 Days" }),
    amount: amounts,
    isAdvance: fc.boolean(),
  }),
  { maxLength: 3 },
);

/** Any party at all. */
export const parties: fc.Arbitrary<PartyInput> = fc.record({
  homeSide: fc.constantFrom("receivable", "payable"),
  isBillWise: fc.boolean(),
  creditPeriod: fc.constantFrom(null, { text: "30 Days" }),
  companyCreditDays: fc.constantFrom(0, 15),
  booksFrom: fc.constant(BOOKS_FROM),
  opening: amounts,
  openingBills: openings,
  lines: linesOf,
});
