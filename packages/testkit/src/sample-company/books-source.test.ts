import { addDays } from "@cfa/values/local-date";
import { expect, test } from "vitest";

import { trialBalance } from "./balances.ts";
import { sourceOf } from "./books-source.ts";
import { makeSampleCompany } from "./make-sample-company.ts";
import { pendingBills } from "./stated-bills.ts";
import { guidOf } from "./tally-books.ts";

const company = makeSampleCompany({ size: "S" });
const source = sourceOf(company);

test("all days give all vouchers; a period or a range of AlterIds gives just those", () => {
  expect([...source.vouchersBetween(company.booksFrom, source.lastVoucherDate)]).toEqual(company.vouchers);
  const from = addDays(company.through, -30);
  expect([...source.vouchersBetween(from, company.through)]).toEqual(
    company.vouchers.filter(({ date }) => date >= from && date <= company.through),
  );
  const [after, through] = [20, 40];
  expect([...source.vouchersBetween(company.booksFrom, source.lastVoucherDate, { after, through })]).toEqual(
    company.vouchers.filter(({ alterId }) => alterId > after && alterId <= through),
  );
});

test("post-dated vouchers are later than the last day of the books", () => {
  expect(source.through).toBe(company.through);
  expect(source.lastVoucherDate > source.through).toBe(true);
  expect(company.vouchers.at(-1)?.date).toBe(source.lastVoucherDate);
});

test("counts by date and by month add up to all vouchers", () => {
  expect(source.voucherCount()).toBe(company.vouchers.length);
  expect(total(source.countsByDate())).toBe(company.vouchers.length);
  expect(total(source.countsByMonth())).toBe(company.vouchers.length);
  const cancelled = source.countsByMonth().reduce((all, line) => all + line.cancelled, 0);
  expect(cancelled).toBe(company.vouchers.filter((voucher) => voucher.isCancelled).length);
  expect(cancelled).toBeGreaterThan(0);
});

test("a voucher is found by its GUID, and by no other", () => {
  const voucher = company.vouchers[17];
  expect(source.voucherByGuid(guidOf(company, voucher?.masterId ?? 0))).toBe(voucher);
  expect(source.voucherByGuid(guidOf(company, 9_999_999))).toBeNull();
});

test("balances and pending bills are those of the books", () => {
  const balances = source.balancesOn(company.through);
  for (const { masterId, balance } of trialBalance(company, company.through)) {
    if (masterId !== null) expect(balances.get(masterId)).toBe(balance);
  }
  expect([...source.pendingBillsOn("payable", company.through)]).toEqual(
    pendingBills(company, "payable", company.through),
  );
});

function total(counts: readonly { count: number }[]): number {
  return counts.reduce((all, { count }) => all + count, 0);
}
