import { abs, sum, type Paise } from "@cfa/values/money";
import { makeSampleCompany } from "@cfa/testkit/sample-company/make-sample-company";
import { describe, expect, test } from "vitest";

import { nameKey } from "../name-key.ts";
import { deriveBooks } from "../test-sample-books.ts";
import { STATUTORY_CLASSES, type CashClass } from "./cash-class.ts";
import { cashMovesOf, type CashLine } from "./cash-moves.ts";
import { purposesOf } from "./purposes.ts";

const line = (ledgerId: string, amount: Paise, of: Partial<CashLine> = {}): CashLine => ({
  ledgerId,
  amount,
  isMoney: false,
  isTax: false,
  ...of,
});
const bank = (amount: Paise) => line("bank", amount, { isMoney: true });
const till = (amount: Paise) => line("till", amount, { isMoney: true });
const tax = (amount: Paise) => line("gst", amount, { isTax: true });

describe("what the money of a voucher was for", () => {
  test("a receipt of a customer", () => {
    expect(cashMovesOf([bank(500n), line("sharma", -500n)])).toEqual([{ ledgerId: "sharma", amount: 500n }]);
  });

  test("from the bank to the till nothing moved", () => {
    expect(cashMovesOf([bank(-500n), till(500n)])).toEqual([]);
  });

  test("what was paid on the way from one account to the other is left", () => {
    const moves = cashMovesOf([bank(-505n), till(500n), line("bank charges", 5n)]);
    expect(moves).toEqual([{ ledgerId: "bank charges", amount: -5n }]);
  });

  test("rent less the tax kept back is rent", () => {
    const moves = cashMovesOf([line("rent", 10_000n), line("tds", -1_000n), bank(-9_000n)]);
    expect(moves).toEqual([{ ledgerId: "rent", amount: -9_000n }]);
  });

  test("goods sold for cash come with their tax", () => {
    expect(cashMovesOf([till(118n), line("sales", -100n), tax(-18n)])).toEqual([
      { ledgerId: "sales", amount: 118n },
    ]);
  });

  test("tax that is deposited is tax", () => {
    expect(cashMovesOf([bank(-700n), tax(700n)])).toEqual([{ ledgerId: "gst", amount: -700n }]);
  });

  test("a payment for two things is shared to the paisa", () => {
    const moves = cashMovesOf([line("a", 1n), line("b", 1n), line("c", 1n), line("tds", -1n), bank(-2n)]);
    expect(sum(moves.map(({ amount }) => amount))).toBe(-2n);
    expect(moves.map(({ ledgerId }) => ledgerId)).toEqual(["a", "b", "c"]);
  });
});

describe.each([
  ["S", 1],
  ["S", 2],
  ["S", 3],
] as const)("the sample company %s %i", (size, seed) => {
  const company = makeSampleCompany({ size, seed });
  const { chart, vouchers } = deriveBooks(company);
  const { money, others } = purposesOf(chart.ledgers, chart.tree);
  const accounts = new Set(money.map((ledger) => ledger.nameKey));
  const classes = new Map(others.map((ledger) => [ledger.nameKey, ledger.class]));
  const went = new Map<CashClass, Paise>();
  let moved = 0n;
  let inAccounts = 0n;
  for (const { entries } of vouchers) {
    const lines = entries.map(({ ledger, amount }) => {
      const key = nameKey(ledger);
      return { ledgerId: key, amount, isMoney: accounts.has(key), isTax: classes.get(key) === "gst" };
    });
    inAccounts += sum(lines.filter(({ isMoney }) => isMoney).map(({ amount }) => amount));
    for (const { ledgerId, amount } of cashMovesOf(lines)) {
      const to = classes.get(ledgerId) ?? "other";
      moved += amount;
      if (amount < 0n) went.set(to, (went.get(to) ?? 0n) - amount);
    }
  }
  const { outflow } = company.truth;

  test("the moves add up to what the money accounts moved", () => {
    expect(moved).toBe(inAccounts);
  });

  test("what was deposited with the state is told from everything else", () => {
    expect(sum(STATUTORY_CLASSES.map((name) => went.get(name) ?? 0n))).toBe(outflow.statutory);
  });

  test("what went to suppliers", () => {
    expect(abs((went.get("supplier") ?? 0n) - outflow.supplier)).toBeLessThan(outflow.supplier / 50n);
  });

  test("every recurring item has its class", () => {
    const names = ["payroll", "rent", "loan", "owner"] as const;
    for (const name of names) expect(went.get(name) ?? 0n).toBeGreaterThan(0n);
  });
});
