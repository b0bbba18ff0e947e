import { day } from "@cfa/values/local-date";
import { expect, test } from "vitest";

import { ORIGIN, RUPEES } from "../forecast/test-ledger.ts";
import { dateOf } from "../payment-history.ts";
import { forecastMoney } from "./forecast-money.ts";
import { scenarioOf, type ScenarioEdit } from "./scenario.ts";
import { billOf, booksOf, monthlyBills, saidOf, sideOf } from "./test-money-books.ts";

const big = billOf("agarwal", ORIGIN - 20, null, 60_000);
const owed = billOf("mills", ORIGIN - 20, null, 50_000);
const customers = sideOf(
  "customer",
  [...monthlyBills("bose", { after: 20, rupees: 6_000 }), big],
  [saidOf(big, 1)],
);
const suppliers = sideOf(
  "supplier",
  [...monthlyBills("mills", { after: 20, rupees: 2_000 }), owed],
  [saidOf(owed, 2)],
);
const { base, weeks, lowest } = forecastMoney(
  booksOf({
    available: 10_000 * RUPEES,
    streams: [...customers.streams, ...suppliers.streams],
    sides: { customer: customers.part, supplier: suppliers.part },
  }),
  { paths: 200 },
);

const edited = (...edits: ScenarioEdit[]) => scenarioOf(base, edits);
const endOf = ({ weeks: told }: { weeks: readonly { balance: { mean: number } }[] }) =>
  told.at(-1)?.balance.mean ?? NaN;
const near = (a: number, b: number) => Math.abs(a - b) / RUPEES;

/** What a customer's new bills bring from a week on. */
function newOf(partyId: string, from: number): number {
  const sum = base.customerNew.slice(from * base.paths).reduce((total, each) => total + each, 0);
  return (sum / base.paths) * (base.shares.customer[partyId] ?? 0);
}

test("a scenario of nothing is the forecast", () => {
  const { base: before, edited: after, parts } = edited();
  expect(after).toEqual(before);
  expect(parts).toEqual([]);
  weeks.forEach((week, at) => {
    expect(near(before.weeks[at]?.balance.mean ?? NaN, week.balance.mean)).toBeLessThan(5);
    expect(
      near(before.weeks[at]?.balance.quantiles[1] ?? NaN, week.balance.quantiles[1] ?? NaN),
    ).toBeLessThan(5);
  });
  expect(before.lowest.week).toBe(lowest.week);
});

test("a customer that pays three weeks later lowers the low and pays all the same", () => {
  const { base: before, edited: after } = edited({ kind: "party-later", partyId: "agarwal", days: 21 });
  expect(after.lowest.mean).toBeLessThan(before.lowest.mean - 30_000 * RUPEES);
  expect(near(endOf(before) - endOf(after), newOf("agarwal", 10))).toBeLessThan(10);
});

test("what would come after the last day ahead is missing then", () => {
  const { base: before, edited: after } = edited({ kind: "party-later", partyId: "agarwal", days: 91 });
  expect(near(endOf(before) - endOf(after), 60_000 * RUPEES + newOf("agarwal", 0))).toBeLessThan(10);
});

test("new bills of a party come later too", () => {
  const { parts } = edited({ kind: "party-later", partyId: "bose", days: 7 });
  const sum = (parts[0] ?? []).reduce((total, each) => total + each, 0);
  expect(near(sum, -newOf("bose", 12))).toBeLessThan(10);
});

test("an offer that is taken brings less, and by its day", () => {
  const offer = {
    kind: "offer",
    billIds: [big.billId],
    percent: 200,
    payBy: dateOf(ORIGIN + 2),
    chance: 1,
  } as const;
  const { base: before, edited: after, parts } = edited(offer);
  expect(near(parts[0]?.[0] ?? NaN, 58_800 * RUPEES)).toBeLessThan(1);
  expect(near(endOf(before) - endOf(after), 1_200 * RUPEES)).toBeLessThan(10);
  expect(edited({ ...offer, chance: 0 }).edited).toEqual(before);
});

test("a bill that we pay later lifts the low until it is paid", () => {
  const {
    base: before,
    edited: after,
    parts,
  } = edited({
    kind: "delay-payable",
    billId: owed.billId,
    to: dateOf(ORIGIN + 35),
  });
  expect(near(parts[0]?.[2] ?? NaN, 50_000 * RUPEES)).toBeLessThan(1);
  expect(near(parts[0]?.[5] ?? NaN, -50_000 * RUPEES)).toBeLessThan(1);
  expect(near(endOf(after), endOf(before))).toBeLessThan(10);
});

test("all edits together are the sum of their parts", () => {
  const {
    base: before,
    edited: after,
    parts,
  } = edited(
    { kind: "sales", percent: -2_000 },
    {
      kind: "loan",
      amount: 9_000 * RUPEES,
      day: day("2027-01-10"),
      repayments: [{ day: day("2027-02-10"), amount: 1_000 * RUPEES }],
    },
    { kind: "hire", monthly: 700 * RUPEES, from: day("2027-01-15"), date: 31 },
    { kind: "one-off", amount: -400 * RUPEES, day: day("2027-03-01") },
  );
  after.weeks.forEach((week, at) => {
    const sum = parts.reduce((total, part) => total + (part[at] ?? 0), 0);
    expect(near(week.net.mean - (before.weeks[at]?.net.mean ?? NaN), sum)).toBeLessThan(1);
  });
  const totals = parts.map((part) => Math.round(part.reduce((sum, each) => sum + each, 0) / RUPEES));
  expect(totals.slice(1)).toEqual([8_000, -3 * 700, -400]);
  const sales = base.customerNew.reduce((sum, each) => sum + each, 0) / base.paths / RUPEES;
  expect(Math.abs((totals[0] ?? NaN) + 0.2 * sales)).toBeLessThan(2);
});

test("days outside those ahead, bills and parties that nobody knows change nothing", () => {
  const { base: before, edited: after } = edited(
    { kind: "one-off", amount: 5, day: day("2026-12-01") },
    { kind: "one-off", amount: 5, day: day("2028-12-01") },
    { kind: "party-later", partyId: "nobody", days: 9 },
    { kind: "delay-payable", billId: "none", to: day("2027-02-01") },
  );
  expect(after).toEqual(before);
});
