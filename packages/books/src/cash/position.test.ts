import { expect, test } from "vitest";

import { moneyPosition, type AccountStanding } from "./position.ts";

const account = (balance: bigint, more: Partial<AccountStanding> = {}): AccountStanding => ({
  balance,
  overdraftLimit: null,
  isLeftOut: false,
  ...more,
});

test("money in the accounts, and what the bank still lends", () => {
  expect(
    moneyPosition([account(5_000n), account(700n), account(-2_000n, { overdraftLimit: 10_000n })]),
  ).toEqual({ money: 5_700n, overdrawn: 2_000n, free: 8_000n, available: 13_700n, isLimitMissing: false });
});

test("a limit that nobody said is none, and is asked for", () => {
  expect(moneyPosition([account(100n), account(-50n)])).toEqual({
    money: 100n,
    overdrawn: 50n,
    free: 0n,
    available: 100n,
    isLimitMissing: true,
  });
});

test("a limit that is exceeded takes nothing from the other accounts", () => {
  expect(moneyPosition([account(100n), account(-900n, { overdraftLimit: 500n })])).toMatchObject({
    free: 0n,
    available: 100n,
  });
});

test("an unused limit is all free, on whatever account it is", () => {
  expect(moneyPosition([account(100n, { overdraftLimit: 500n })])).toMatchObject({
    free: 500n,
    available: 600n,
  });
});

test("what is left out counts nowhere; no account is no money", () => {
  expect(moneyPosition([account(100n, { isLeftOut: true }), account(-5n, { isLeftOut: true })])).toEqual(
    moneyPosition([]),
  );
});
