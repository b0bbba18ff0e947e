import { day } from "@cfa/values/local-date";
import { toRupees } from "@cfa/values/money";
import { expect, test } from "vitest";

import { billExchanges, foreignSum, type ExchangeLine } from "./exchange.ts";
import { paise } from "./test-party.ts";

/* Acme Inc, kept in dollars. Sums are rupees, debit positive; a rate tells the dollars. */

let vouchers = 0;

function line(
  date: string,
  parts: Record<string, number>,
  more: { rate?: number; isExchange?: boolean } = {},
): ExchangeLine {
  const rupees = Object.values(parts).reduce((total, part) => total + part, 0);
  return {
    date: day(date),
    voucherId: `v${++vouchers}`,
    lineNo: 1,
    amount: paise(rupees),
    foreign: more.rate === undefined ? null : `-$ ${(rupees / more.rate).toFixed(2)} @ ${more.rate}/$`,
    isExchange: more.isExchange ?? false,
    allocations: Object.entries(parts).map(([name, part]) => ({ name, amount: paise(part) })),
  };
}

function told(lines: ExchangeLine[], side: "receivable" | "payable" = "receivable"): string[] {
  return billExchanges(lines, side).map(
    ({ currency, amount, left, difference, booked }) =>
      `${currency}${amount / 10_000n}, left ${left / 10_000n}: ${toRupees(difference)}, booked ${toRupees(booked)}`,
  );
}

test("a bill of $1,000 at 80 is paid at 83: the rupees above are a gain, until a journal books it", () => {
  const bill = line("2025-04-05", { "EX-1": 80_000 }, { rate: 80 });
  const receipt = line("2025-06-05", { "EX-1": -83_000 }, { rate: 83 });
  expect(told([bill, receipt])).toEqual(["$1000, left 0: 3000.00, booked 0.00"]);
  const journal = line("2025-06-05", { "EX-1": 3_000 }, { isExchange: true });
  expect(told([bill, receipt, journal])).toEqual(["$1000, left 0: 3000.00, booked 3000.00"]);
});

test("paid at 78 it is a loss, and the bill's rupees are closed by the journal", () => {
  const lines = [
    line("2025-04-05", { "EX-1": 80_000 }, { rate: 80 }),
    line("2025-06-05", { "ex-1": -78_000 }, { rate: 78 }),
    line("2025-06-05", { "EX-1": -2_000 }, { isExchange: true }),
  ];
  expect(told(lines)).toEqual(["$1000, left 0: -2000.00, booked -2000.00"]);
});

test("a supplier's bill that is paid at a higher rate is a loss", () => {
  const lines = [
    line("2025-04-05", { "IMP-1": -80_000 }, { rate: 80 }),
    line("2025-06-05", { "IMP-1": 83_000 }, { rate: 83 }),
    line("2025-06-05", { "IMP-1": -3_000 }, { isExchange: true }),
  ];
  expect(told(lines, "payable")).toEqual(["$1000, left 0: -3000.00, booked -3000.00"]);
});

test("in parts, each at its own rate; what is left has no difference yet", () => {
  const lines = [
    line("2025-04-05", { "EX-1": 80_000 }, { rate: 80 }),
    line("2025-05-05", { "EX-1": -20_500 }, { rate: 82 }),
    line("2025-06-05", { "EX-1": -39_500 }, { rate: 79 }),
  ];
  expect(told(lines)).toEqual(["$1000, left 250: 0.00, booked 0.00"]);
  expect(told(lines.slice(0, 2))).toEqual(["$1000, left 750: 500.00, booked 0.00"]);
});

test("one receipt pays two bills; a discount in rupees is no difference; a name used again is another bill", () => {
  const lines = [
    line("2025-04-05", { "EX-1": 80_000 }, { rate: 80 }),
    line("2025-04-06", { "EX-2": 16_200 }, { rate: 81 }),
    line("2025-04-07", { "EX-2": -100 }),
    line("2025-06-05", { "EX-1": -82_000, "EX-2": -16_400 }, { rate: 82 }),
    line("2026-04-06", { "EX-1": 8_000 }, { rate: 80 }),
  ];
  expect(told(lines)).toEqual([
    "$1000, left 0: 2000.00, booked 0.00",
    "$200, left 0: 200.00, booked 0.00",
    "$100, left 100: 0.00, booked 0.00",
  ]);
});

test.each([
  ["-$ 25517.82 @ 82.6", "$", 255_178_200n],
  ["$10.00 @ 75/$ = Rs 750.00", "$", 100_000n],
  ["1,500.5 EUR @ 90", "EUR", 15_005_000n],
  ["$ 5.00 Cr @ 80", "$", 50_000n],
])("%s is read", (text, currency, amount) => {
  expect(foreignSum(text)).toEqual({ currency, amount });
});

test.each([null, "", "$", "$ 0.00 @ 80"])("%j is no foreign sum", (text) => {
  expect(foreignSum(text)).toBeNull();
});
