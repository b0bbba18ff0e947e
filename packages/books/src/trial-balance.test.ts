import { day } from "@cfa/values/local-date";
import { expect, test } from "vitest";

import { otherSide, withBalances } from "./ledger-statement.ts";
import { stockOn } from "./stock.ts";
import { groupTotals, trialBalance } from "./trial-balance.ts";

/* The example of docs/algorithms/trial-balance.md: books from April 2024, looked at in the year 2025-26. */

const ledgers = [
  row("Bank", ["Current Assets", "Bank Accounts"], { opening: 40_000n, before: 100_000n, since: 30_000n }),
  row("Capital", ["Capital Account"], { opening: -45_000n }),
  row("Sales", ["Sales Accounts"], { isRevenue: true, before: -100_000n, since: -30_000n }),
  row("Profit & Loss A/c", [], { carriesResult: true }),
];

test("a closed year's result stands at Profit & Loss A/c with what the stock has gained", () => {
  const found = trialBalance(ledgers, { isFirstYear: false, stock: { books: 5_000n, year: 8_000n } });
  expect(found.ledgers.map(({ name, balance, carried }) => [name, balance, carried])).toEqual([
    ["Bank", 170_000n, 0n],
    ["Capital", -45_000n, 0n],
    ["Sales", -30_000n, 0n],
    ["Profit & Loss A/c", -103_000n, -103_000n],
  ]);
  expect(found).toMatchObject({
    openingStock: 8_000n,
    openingDifference: 0n,
    closedYears: 0n,
    debit: 178_000n,
  });
});

test("in the first year each ledger holds its opening and its moves", () => {
  const first = ledgers.map((one) => ({ ...one, since: one.before, before: 0n }));
  const found = trialBalance(first, { isFirstYear: true, stock: { books: 5_000n, year: null } });
  expect(found.ledgers.map(({ balance }) => balance)).toEqual([140_000n, -45_000n, -100_000n, 0n]);
  expect(found).toMatchObject({
    openingStock: 5_000n,
    openingDifference: 0n,
    debit: 145_000n,
    credit: 145_000n,
  });
});

test("what the openings lack is a line of its own; without a stated stock the stock is in it", () => {
  const stated = trialBalance(ledgers, { isFirstYear: false, stock: { books: 4_000n, year: 8_000n } });
  expect(stated.openingDifference).toBe(1_000n);
  const unknown = trialBalance(ledgers, { isFirstYear: false, stock: { books: null, year: null } });
  expect(unknown).toMatchObject({ openingStock: null, openingDifference: 5_000n });
  expect(unknown.ledgers.at(-1)?.balance).toBe(-100_000n);
});

test("without a ledger for results they are a line of their own", () => {
  const found = trialBalance(ledgers.slice(0, 3), {
    isFirstYear: false,
    stock: { books: 5_000n, year: 5_000n },
  });
  expect(found).toMatchObject({ closedYears: -100_000n, debit: 175_000n, credit: 175_000n });
});

test("groups add up debits and credits apart; a ledger without a group stands as one", () => {
  const { ledgers: rows } = trialBalance(ledgers, {
    isFirstYear: false,
    stock: { books: 5_000n, year: 5_000n },
  });
  expect(groupTotals(rows)).toEqual([
    { path: ["Capital Account"], ledgers: 1, debit: 0n, credit: 45_000n },
    { path: ["Current Assets"], ledgers: 1, debit: 170_000n, credit: 0n },
    { path: ["Current Assets", "Bank Accounts"], ledgers: 1, debit: 170_000n, credit: 0n },
    { path: ["Profit & Loss A/c"], ledgers: 1, debit: 0n, credit: 100_000n },
    { path: ["Sales Accounts"], ledgers: 1, debit: 0n, credit: 30_000n },
  ]);
});

test("the stock is known on the days Tally states and on no other", () => {
  const stock = stockOn({
    values: [{ asOf: day("2026-03-31"), value: 9_000n }],
    ofTrialBalance: { asOf: day("2025-12-10"), openingStock: 8_000n, openingDifference: 0n },
    openings: -5_000n,
    booksFrom: day("2024-04-01"),
  });
  const on = (text: string) => stock(day(text));
  expect([on("2026-03-31"), on("2025-03-31"), on("2024-03-31"), on("2023-07-01")]).toEqual([
    9_000n,
    8_000n,
    5_000n,
    5_000n,
  ]);
  expect([on("2025-12-10"), on("2025-03-30"), on("2026-04-01")]).toEqual([null, null, null]);
});

test("a statement runs, and names the other side of each line", () => {
  expect(withBalances([{ amount: 5n }, { amount: -2n }], 10n).map(({ balance }) => balance)).toEqual([
    15n,
    13n,
  ]);
  const sale = [
    { ledger: "Ravi Stores", amount: 118n },
    { ledger: "Sales", amount: -100n },
    { ledger: "Output CGST", amount: -18n },
  ];
  expect(otherSide(sale, { ledger: "Ravi Stores", amount: 118n })).toEqual(["Sales", "Output CGST"]);
  expect(otherSide(sale, { ledger: "Sales", amount: -100n })).toEqual(["Ravi Stores"]);
  const moved = [
    { ledger: "Ravi Stores", amount: 5n },
    { ledger: "ravi stores", amount: -5n },
  ];
  expect(otherSide(moved, { ledger: "Ravi Stores", amount: 5n })).toEqual(["Ravi Stores"]);
});

function row(
  name: string,
  groupPath: string[],
  more: Partial<{
    isRevenue: boolean;
    carriesResult: boolean;
    opening: bigint;
    before: bigint;
    since: bigint;
  }>,
) {
  const none = { isRevenue: false, carriesResult: false, opening: 0n, before: 0n, since: 0n };
  return { name, groupPath, ...none, ...more };
}
