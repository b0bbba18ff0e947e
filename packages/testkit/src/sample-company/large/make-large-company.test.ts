import { addDays, addMonths, day, type LocalDate } from "@cfa/values/local-date";
import { sum } from "@cfa/values/money";
import { describe, expect, test } from "vitest";

import { sourceOf } from "../books-source.ts";
import { guidOf, isPosted, type Books, type Voucher } from "../tally-books.ts";
import { makeLargeCompany } from "./make-large-company.ts";

/*
 * The large company answers from numbers what a company in memory answers from its vouchers. Here it is small enough to
 * be held, and every answer is the same.
 */

const isLong = process.env["CFA_TEST_LONG"] === "1";
const cases = isLong
  ? [
      { seed: 1, vouchers: 3_000, parties: 150 },
      { seed: 2, vouchers: 3_000, parties: 150 },
      { seed: 3, vouchers: 120_000, parties: 6_000 },
    ]
  : [{ seed: 1, vouchers: 3_000, parties: 150 }];

describe.each(cases)("large company of $vouchers vouchers, seed $seed", (options) => {
  const large = makeLargeCompany(options);
  const vouchers = [...large.vouchersBetween(large.booksFrom, large.through)];
  const books: Books & { through: LocalDate } = { ...large, vouchers };
  const held = sourceOf(books);
  const days = [
    addDays(large.booksFrom, -1),
    large.booksFrom,
    addDays(large.booksFrom, 400),
    day("2026-03-31"),
    large.through,
    addDays(large.through, 50),
  ];

  test("has about as many vouchers and parties as were asked for", () => {
    expect(Math.abs(vouchers.length / options.vouchers - 1)).toBeLessThan(0.06);
    expect(large.voucherCount()).toBe(vouchers.length);
    expect(large.ledgers.filter((ledger) => ledger.contact !== null)).toHaveLength(options.parties);
    expect(new Set(large.ledgers.map((ledger) => ledger.name.toUpperCase())).size).toBe(large.ledgers.length);
  });

  test("every voucher sums to zero, and so do the bill allocations of every line that has them", () => {
    for (const { entries, isCancelled } of vouchers) {
      expect(sum(entries.map((entry) => entry.amount))).toBe(0n);
      expect(isCancelled ? 2 : entries.length).toBeGreaterThanOrEqual(2);
      for (const { bills, amount } of entries)
        if (bills !== undefined) expect(sum(bills.map((bill) => bill.amount))).toBe(amount);
    }
  });

  test("vouchers are in order of date, MasterIds rise with gaps, AlterIds are unique and below the counter", () => {
    const masterIds = vouchers.map((voucher) => voucher.masterId);
    const alterIds = vouchers.map((voucher) => voucher.alterId);
    expect(inOrder(vouchers.map((voucher) => voucher.date))).toBe(true);
    expect(inOrder(masterIds)).toBe(true);
    expect(new Set(masterIds).size).toBe(vouchers.length);
    expect(masterIds.at(-1)).toBe(vouchers.length + Math.floor((vouchers.length - 1) / 125));
    expect(new Set(alterIds).size).toBe(vouchers.length);
    expect(Math.max(...alterIds.slice(-20_000))).toBeLessThanOrEqual(large.voucherMark);
    expect(large.lastVoucherDate).toBe(vouchers.at(-1)?.date);
  });

  test("the trial balance of any day is the sum of the vouchers up to it, and with the opening stock zero", () => {
    for (const asOf of days) {
      const balances = large.balancesOn(asOf);
      expect([asOf, new Map(balances)]).toEqual([asOf, held.balancesOn(asOf)]);
      expect(sum(balances.values()) + large.openingStock).toBe(0n);
    }
  });

  test("pending bills of any day are those that the vouchers state", () => {
    for (const asOf of days) {
      for (const side of ["receivable", "payable"] as const) {
        const bills = [...large.pendingBillsOn(side, asOf)];
        expect([asOf, side, bills]).toEqual([asOf, side, [...held.pendingBillsOn(side, asOf)]]);
        if (asOf === large.through) expect(bills.length).toBeGreaterThan(0);
      }
    }
  });

  test("counts by date, and by month and type with their debits, are those of the vouchers", () => {
    expect(large.countsByDate()).toEqual(held.countsByDate());
    expect(large.countsByMonth()).toEqual(held.countsByMonth());
  });

  test("any period and any range of AlterIds, made again alone, is the same part of the whole", () => {
    const again = makeLargeCompany(options);
    const from = addMonths(large.through, -2);
    const to = addDays(from, 40);
    expect([...again.vouchersBetween(from, to)]).toEqual([...held.vouchersBetween(from, to)]);
    const [first, last] = [large.booksFrom, large.through];
    const step = Math.ceil(large.voucherMark / 5);
    const parts: Voucher[] = [];
    for (let after = 0; after < large.voucherMark; after += step) {
      const range = { after, through: after + step };
      const part = [...again.vouchersBetween(first, last, range)];
      expect(part).toEqual([...held.vouchersBetween(first, last, range)]);
      parts.push(...part);
    }
    expect(parts).toHaveLength(vouchers.length);
    expect([...again.vouchersBetween(addDays(last, 1), addDays(last, 90))]).toEqual([]);
  });

  test("a voucher is found by its GUID; a deleted one and a stranger are not", () => {
    for (let index = 0; index < vouchers.length; index += 97) {
      const voucher = vouchers[index];
      expect(large.voucherByGuid(guidOf(large, voucher?.masterId ?? 0))).toEqual(voucher);
    }
    expect(large.voucherByGuid(guidOf(large, 126))).toBeNull();
    expect(large.voucherByGuid(guidOf(large, (vouchers.at(-1)?.masterId ?? 0) + 1))).toBeNull();
    expect(large.voucherByGuid(guidOf({ guid: large.guid.replace(/^./, "x") }, 5))).toBeNull();
    expect(large.voucherByGuid("not a GUID")).toBeNull();
  });

  test("has every kind of voucher, money on account, parties without bill-wise detail and opening bills", () => {
    const types = new Set(vouchers.map((voucher) => voucher.type));
    for (const type of [
      "GST Sales",
      "GST Purchase",
      "Bank Receipt",
      "Receipt",
      "Payment",
      "Contra",
      "Journal",
    ])
      expect(types).toContain(type);
    for (const type of ["Credit Note", "Debit Note", "Bill Adjustment", "Payroll", "Sales", "Memorandum"])
      expect(types).toContain(type);
    const allocations = vouchers.flatMap(({ entries }) => entries.flatMap((entry) => entry.bills ?? []));
    expect(allocations.some((allocation) => allocation.type === "On Account")).toBe(true);
    expect(vouchers.some((voucher) => voucher.isOptional && !isPosted(voucher))).toBe(true);
    expect(vouchers.some((voucher) => voucher.isCancelled && voucher.entries.length === 0)).toBe(true);
    expect(vouchers.some(({ entries }) => entries.some((entry) => (entry.stock?.length ?? 0) > 1))).toBe(
      true,
    );
    expect(large.ledgers.some((ledger) => ledger.openingBills.length > 0)).toBe(true);
    expect(large.ledgers.some((ledger) => ledger.contact !== null && !ledger.isBillWise)).toBe(true);
  });
});

test("books that end within a month end on that day", () => {
  const through = day("2026-11-11");
  const large = makeLargeCompany({ vouchers: 2_000, parties: 60, through });
  expect(large.lastVoucherDate <= through).toBe(true);
  expect(large.booksFrom).toBe("2023-12-01");
  expect([...large.vouchersBetween(large.booksFrom, day("2030-01-01"))]).toHaveLength(large.voucherCount());
});

test("another seed is another company", () => {
  const [one, two] = [1, 2].map((seed) => makeLargeCompany({ seed, vouchers: 1_500, parties: 50 }));
  expect(one?.guid).not.toBe(two?.guid);
  expect(one?.countsByDate()).not.toEqual(two?.countsByDate());
});

test("contacts are the same however often they are asked for", () => {
  const large = makeLargeCompany({ vouchers: 1_500, parties: 50 });
  const party = large.ledgers.find((ledger) => ledger.name === "Gupta & Sons");
  expect(party?.contact?.gstin).toBe(party?.contact?.gstin);
  expect(party?.contact?.gstin.slice(2, 12) ?? "").toMatch(/^$|^ZZZ/);
  expect(party?.contact?.country).toBe("India");
});

test("a company too small to be told from the others is refused with what it takes", () => {
  expect(() => makeLargeCompany({ vouchers: 100 })).toThrow("1000 vouchers and 20 parties or more");
});

function inOrder(values: readonly (number | string)[]): boolean {
  return values.every((value, index) => index === 0 || value >= (values[index - 1] ?? value));
}
