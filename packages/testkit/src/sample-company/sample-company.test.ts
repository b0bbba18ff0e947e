import { addDays, day } from "@cfa/values/local-date";
import { sum } from "@cfa/values/money";
import { describe, expect, test } from "vitest";

import { trialBalance } from "./balances.ts";
import { ingredientsOf } from "./ingredients.ts";
import { makeSampleCompany } from "./make-sample-company.ts";
import type { Size } from "./sizes.ts";
import { isPosted } from "./tally-books.ts";

const isLong = process.env["CFA_TEST_LONG"] === "1";
const SEEDS: { readonly [K in Size]: number } = isLong ? { S: 20, E: 5, M: 2 } : { S: 3, E: 1, M: 1 };

const cases = (["S", "E", "M"] as const).flatMap((size) =>
  Array.from({ length: SEEDS[size] }, (_, index) => ({ size, seed: index + 1 })),
);

describe.each(cases)("sample company $size, seed $seed", ({ size, seed }) => {
  const company = makeSampleCompany({ size, seed });

  test("every voucher that is not cancelled sums to zero", () => {
    const uneven = company.vouchers.filter((voucher) => sum(voucher.entries.map((one) => one.amount)) !== 0n);
    expect(uneven).toEqual([]);
    const empty = company.vouchers.filter((voucher) => isPosted(voucher) && voucher.entries.length < 2);
    expect(empty).toEqual([]);
  });

  test("bill allocations never come to more or less than their bill-wise line", () => {
    for (const { entries } of company.vouchers) {
      for (const { bills, amount } of entries) {
        if (bills !== undefined) expect(sum(bills.map((bill) => bill.amount))).toBe(amount);
      }
    }
  });

  test("the trial balance with the opening stock sums to zero on every day looked at", () => {
    for (const asOf of [
      addDays(company.booksFrom, -1),
      company.booksFrom,
      company.through,
      day("2030-01-01"),
    ]) {
      expect([asOf, sum(trialBalance(company, asOf).map((line) => line.balance))]).toEqual([asOf, 0n]);
    }
  });

  test("opening bills are the opening balances of bill-wise parties, but for one with money on account", () => {
    const parties = new Set(company.truth.parties.map((party) => party.ledger));
    const uneven = company.ledgers.filter(
      (ledger) =>
        ledger.isBillWise &&
        parties.has(ledger.masterId) &&
        sum(ledger.openingBills.map((bill) => bill.amount)) !== ledger.opening,
    );
    expect(uneven.map((ledger) => ledger.name)).toEqual(["Gupta & Sons"]);
  });

  test("vouchers are in order of date, their ids unique and none above the counter", () => {
    const { vouchers } = company;
    expect(
      vouchers.every(({ date }, index) => index === 0 || date >= (vouchers[index - 1]?.date ?? date)),
    ).toBe(true);
    expect(new Set(vouchers.map((voucher) => voucher.masterId)).size).toBe(vouchers.length);
    expect(new Set(vouchers.map((voucher) => voucher.alterId)).size).toBe(vouchers.length);
    expect(Math.max(...vouchers.map((voucher) => voucher.alterId))).toBeLessThanOrEqual(company.voucherMark);
  });

  test("the current account is never below zero, nor the till", () => {
    const balances = new Map(company.ledgers.map(({ masterId, opening }) => [masterId, opening]));
    const held = company.ledgers.filter(
      ({ parent }) => parent === "Bank Accounts" || parent === "Cash-in-Hand",
    );
    const short = new Set<string>();
    for (const date of new Set(company.vouchers.map((voucher) => voucher.date))) {
      for (const voucher of company.vouchers) {
        if (voucher.date !== date || !isPosted(voucher)) continue;
        for (const { ledger, amount } of voucher.entries)
          balances.set(ledger, (balances.get(ledger) ?? 0n) + amount);
      }
      for (const { masterId, name } of held)
        if ((balances.get(masterId) ?? 0n) > 0n) short.add(`${name} on ${date}`);
    }
    expect([...short]).toEqual([]);
  });

  test("has everything that has broken a program before", () => {
    const lacking = [...ingredientsOf(company)].filter(([, count]) => count === 0).map(([name]) => name);
    expect(lacking).toEqual([]);
  });
});

test("the same seed gives the same books and the same truth to the byte, another one another company", () => {
  for (const size of ["S", "E"] as const) {
    const text = (seed: number): string =>
      JSON.stringify(makeSampleCompany({ size, seed }), (_, value: unknown) =>
        typeof value === "bigint" ? String(value) : value,
      );
    expect(text(4)).toBe(text(4));
    expect(makeSampleCompany({ size, seed: 5 }).guid).not.toBe(makeSampleCompany({ size, seed: 4 }).guid);
    expect(makeSampleCompany({ size, seed: 5 }).name).not.toBe(makeSampleCompany({ size, seed: 4 }).name);
  }
});
