import { sum } from "@cfa/values/money";
import { expect, test } from "vitest";

import { balancesInTally, type LedgerMoves } from "./balances-in-tally.ts";

function moves(ledger: string, opening: bigint, before: bigint, since: bigint): LedgerMoves {
  return {
    ledger,
    group: "",
    root: "",
    isForeign: false,
    isRevenue: ledger === "Sales" || ledger === "Rent",
    carriesResult: ledger === "Profit & Loss A/c",
    opening,
    before,
    since,
  };
}

/** Two years of a small shop with stock of 50 at the start. Debit positive. */
const BOOKS = [
  moves("Bank", 100n, 400n, 70n),
  moves("Capital", -150n, 0n, 0n),
  moves("Sales", 0n, -500n, -90n),
  moves("Rent", 0n, 100n, 20n),
  moves("Profit & Loss A/c", 0n, 0n, 0n),
];
const balanceOf = (rows: { ledger: string; balance: bigint }[]): Record<string, bigint> =>
  Object.fromEntries(rows.map(({ ledger, balance }) => [ledger, balance]));

test("in the first year of the books each ledger holds its opening and its moves", () => {
  expect(balanceOf(balancesInTally(BOOKS, { isFirstYear: true, tally: [] }))).toEqual({
    Bank: 570n,
    Capital: -150n,
    Sales: -590n,
    Rent: 120n,
    "Profit & Loss A/c": 0n,
  });
});

test("later, revenue ledgers hold the year alone and Profit & Loss A/c the years before", () => {
  const tally = [{ ledger: "Opening Stock", closing: 50n }];
  const rows = balancesInTally(BOOKS, { isFirstYear: false, tally });
  expect(balanceOf(rows)).toEqual({
    Bank: 570n,
    Capital: -150n,
    Sales: -90n,
    Rent: 20n,
    "Profit & Loss A/c": -400n,
  });
  expect(sum(rows.map((row) => row.balance)) + 50n).toBe(0n);
});

test("a stock that grew meanwhile is part of the result that was carried", () => {
  const tally = [{ ledger: "Opening Stock", closing: 80n }];
  expect(balanceOf(balancesInTally(BOOKS, { isFirstYear: false, tally }))["Profit & Loss A/c"]).toBe(-430n);
});
