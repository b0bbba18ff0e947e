import { day } from "@cfa/values/local-date";
import { expect, test } from "vitest";

import type { OpeningBill } from "./chart.ts";
import { openingAtBooks, type StatedOpening } from "./openings.ts";

/* The books begin on 1 April 2024, Tally's current period on 1 April 2026: two years are already posted. Debit positive. */

function stated(more: Partial<StatedOpening>): StatedOpening {
  return {
    booksFrom: day("2024-04-01"),
    homeSide: "receivable",
    isBillWise: true,
    isRevenue: false,
    stated: 0n,
    statedBills: [],
    before: 0n,
    allocatedBefore: [],
    ...more,
  };
}

function bill(name: string, date: string | null, amount: bigint): OpeningBill {
  return { name, date: date === null ? null : day(date), creditPeriod: null, amount, isAdvance: false };
}

test("a balance is what Tally states less what was posted before the period", () => {
  expect(openingAtBooks(stated({ stated: 900n, before: 600n }))).toEqual({ opening: 300n, bills: [] });
  expect(openingAtBooks(stated({ stated: 0n, before: -250n })).opening).toBe(250n);
});

test("a revenue ledger has no opening: its year began at nothing", () => {
  expect(openingAtBooks(stated({ isRevenue: true, homeSide: null, stated: 0n, before: -9_000n }))).toEqual({
    opening: 0n,
    bills: [],
  });
});

test("opening bills of the first day of the books stand as they are, whatever the period", () => {
  const bills = [bill("OB-1", "2024-03-01", 300n)];
  const found = openingAtBooks(
    stated({
      stated: 900n,
      before: 600n,
      statedBills: bills,
      allocatedBefore: [
        { name: "OB-1", amount: -300n },
        { name: "INV-1", amount: 900n },
      ],
    }),
  );
  expect(found).toEqual({ opening: 300n, bills });
});

test("opening bills of the period's first day lose what was moved under their names before it", () => {
  const found = openingAtBooks(
    stated({
      stated: 900n,
      before: 600n,
      statedBills: [bill("INV-9", "2026-03-20", 800n), bill("OB-2", "2024-03-05", 100n)],
      allocatedBefore: [
        { name: "INV-9", amount: 800n }, // made in the books: no opening bill at all
        { name: "ob-2 ", amount: -50n }, // half of it was paid since; Tally compares names without case
        { name: "OB-1", amount: -150n }, // paid before the period, so Tally no longer lists it
      ],
    }),
  );
  expect(found.opening).toBe(300n);
  expect(found.bills).toEqual([
    bill("OB-2", "2024-03-05", 150n),
    { name: "OB-1", date: null, creditPeriod: null, amount: 150n, isAdvance: false },
  ]);
});

test("what a customer had paid ahead is an advance", () => {
  const found = openingAtBooks(
    stated({
      stated: 500n,
      before: 600n,
      statedBills: [bill("INV-9", "2026-03-20", 500n)],
      allocatedBefore: [
        { name: "INV-9", amount: 500n },
        { name: "ADV", amount: 100n },
      ],
    }),
  );
  expect(found.bills).toEqual([
    { name: "ADV", date: null, creditPeriod: null, amount: -100n, isAdvance: true },
  ]);
});

test("when both days have the same balance, a bill made after the books began tells which list it is", () => {
  const moved = [
    { name: "INV-9", amount: 300n },
    { name: "OB-1", amount: -300n },
  ];
  const ofPeriod = openingAtBooks(
    stated({ stated: 300n, statedBills: [bill("INV-9", "2026-03-20", 300n)], allocatedBefore: moved }),
  );
  expect(ofPeriod.bills.map(({ name, amount }) => [name, amount])).toEqual([["OB-1", 300n]]);
  const ofBooks = openingAtBooks(
    stated({ stated: 300n, statedBills: [bill("OB-1", "2024-03-20", 300n)], allocatedBefore: moved }),
  );
  expect(ofBooks.bills).toEqual([bill("OB-1", "2024-03-20", 300n)]);
});
