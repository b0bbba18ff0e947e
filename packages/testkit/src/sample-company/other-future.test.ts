import { day } from "@cfa/values/local-date";
import { sum } from "@cfa/values/money";
import { expect, test } from "vitest";

import { makeSampleCompany, type SampleCompany } from "./make-sample-company.ts";

const from = day("2026-07-01");
const company = makeSampleCompany({ size: "S", seed: 4 });
const others = [1, 2, 3].map((seed) => makeSampleCompany({ size: "S", seed: 4, other: { from, seed } }));

/** Vouchers in the order of their entry; those of the first day ahead show where it begins. */
function cut(of: SampleCompany) {
  const entered = of.vouchers.toSorted((a, b) => a.masterId - b.masterId);
  const first = entered.findIndex(({ date, isPostDated }) => date >= from && !isPostDated);
  return { past: entered.slice(0, first), future: entered.slice(first) };
}

/** The days on which bills of before were paid after it, by party and name. */
function paid({ truth }: SampleCompany) {
  const late = truth.payments.filter(
    ({ billDate, date, side }) => billDate < from && date >= from && side === "customer",
  );
  return new Map(late.map(({ party, bill, date }) => [`${party} ${bill}`, date]));
}

test("everything entered before the day is the same to the byte", () => {
  const { past } = cut(company);
  expect(past.length).toBeGreaterThan(200);
  for (const other of others) expect(cut(other).past).toEqual(past);
  for (const other of others) expect(other.ledgers).toEqual(company.ledgers);
});

test("what comes after it is another one for each seed, by the same rules", () => {
  const futures = [company, ...others].map((of) => cut(of).future);
  const sizes = futures.map((future) =>
    Number(sum(future.flatMap(({ entries }) => entries.map(({ amount }) => (amount > 0n ? amount : 0n))))),
  );
  expect(new Set(futures.map((future) => future.map(({ date }) => date).join())).size).toBe(4);
  for (const size of sizes) expect(size / (sizes[0] ?? 1)).toBeGreaterThan(0.6);
  for (const size of sizes) expect(size / (sizes[0] ?? 1)).toBeLessThan(1.6);
});

test("bills open on the day are paid on other days, and none before it", () => {
  const known = paid(company);
  const other = others.map(paid);
  expect(known.size).toBeGreaterThan(3);
  for (const dates of other) {
    const both = [...known].filter(([bill]) => dates.has(bill));
    expect(both.length).toBeGreaterThan(known.size / 2);
    expect(both.some(([bill, date]) => dates.get(bill) !== date)).toBe(true);
  }
});

test("a future begins on the first of a month", () => {
  expect(() => makeSampleCompany({ size: "S", other: { from: day("2026-07-02"), seed: 1 } })).toThrow(
    "first of a month",
  );
});
