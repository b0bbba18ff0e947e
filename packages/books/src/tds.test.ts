import { day } from "@cfa/values/local-date";
import { expect, test } from "vitest";

import { outstandingAsOf } from "./outstanding.ts";
import type { PartyBooks, PartyLine } from "./party-books.ts";
import { deriveParty } from "./settle.ts";
import { findTds, isTdsLedger, isTdsReceivable, type TaxVoucher, type TdsFindings } from "./tds.ts";
import { yearSums, type TdsSaid } from "./tds-said.ts";
import { customer, line, paise } from "./test-party.ts";
import { TDS_RATES } from "./test-tds-rates.ts";

/** Bills of ₹1,180 with 18 % GST: taxable ₹1,000. */
function sale(date: string, name: string, rupees = 1180): PartyLine {
  return line(`${date} sales`, rupees, { voucherId: name, to: [["new-ref", name, rupees]] });
}

function paid(date: string, kind: string, ...bills: [name: string, rupees: number][]): PartyLine {
  const total = bills.reduce((sum, [, rupees]) => sum + rupees, 0);
  return line(`${date} ${kind}`, -total, {
    voucherId: `${kind} ${date}`,
    to: bills.map(([name, rupees]) => ["agst-ref", name, -rupees]),
  });
}

function tdsOf(
  lines: PartyLine[],
  taxVouchers: Record<string, TaxVoucher> = {},
): { books: PartyBooks; found: TdsFindings } {
  const books = deriveParty(customer(lines));
  const bills = books.bills.map((bill) => ({ bill, taxable: (bill.amount * 100n) / 118n }));
  const given = { taxVouchers: new Map(Object.entries(taxVouchers)), rates: TDS_RATES };
  return { books, found: findTds(bills, given) };
}

/** The same with what a person says of it from 1 April on. */
function saidOf(lines: PartyLine[], word: Partial<TdsSaid>): string[] {
  const books = deriveParty(customer(lines));
  const sums = yearSums(books.bills);
  const bills = books.bills.map((bill) => ({
    bill,
    taxable: (bill.amount * 100n) / 118n,
    yearSum: sums.get(bill) ?? 0n,
  }));
  const from = day("2025-04-01");
  const said = [{ points: 200, base: "taxable" as const, threshold: null, from, until: null, ...word }];
  const found = findTds(bills, { taxVouchers: new Map(), rates: TDS_RATES, said });
  return awaitedIn({ found });
}

function awaitedIn({ found }: { found: TdsFindings }): string[] {
  return found.awaited.map(({ bill, amount, from }) => `${bill.name} ${amount / 100n} from ${from}`);
}

const TWICE_SHORT = [
  sale("2025-04-05", "A1"),
  paid("2025-05-10", "receipt", ["A1", 1160]),
  sale("2025-05-05", "A2"),
  paid("2025-06-10", "receipt", ["A2", 1160]),
];

test("two bills short by 2 % of the taxable value make a habit; the first is awaited from the day it was known", () => {
  const told = tdsOf(TWICE_SHORT);
  expect(told.found.profile).toEqual({
    points: 200,
    base: "taxable",
    bills: 2,
    booked: 0,
    since: "2025-05-10",
    learnedOn: "2025-06-10",
  });
  expect(awaitedIn(told)).toEqual(["A1 20 from 2025-06-10", "A2 20 from 2025-06-10"]);
});

test("one short bill is a short bill", () => {
  expect(tdsOf(TWICE_SHORT.slice(0, 2)).found).toEqual({ profile: null, awaited: [] });
});

test("what is awaited is neither due nor overdue, and the parts still add up; before it was known nothing of it shows", () => {
  const { books, found } = tdsOf(TWICE_SHORT);
  const bills = books.bills.map((bill) => ({
    ...bill,
    tds: found.awaited.find((one) => one.bill === bill) ?? null,
  }));
  const on = (asOf: string) =>
    outstandingAsOf({ bills, unapplied: books.unapplied }, { side: "receivable", asOf: day(asOf) });
  expect(on("2025-06-10")).toMatchObject({
    outstanding: paise(40),
    due: 0n,
    overdue: 0n,
    tdsAwaited: paise(40),
  });
  expect(on("2025-05-20")).toMatchObject({ outstanding: paise(1200), overdue: paise(20), tdsAwaited: 0n });
});

test("a receipt that shows its TDS, or a certificate booked by journal, is enough by itself", () => {
  const shown = tdsOf([sale("2025-04-05", "A1"), paid("2025-05-10", "receipt", ["A1", 1180])], {
    "receipt 2025-05-10": { tax: paise(20), moved: paise(1180) },
  });
  expect(shown.found.profile).toMatchObject({ points: 200, base: "taxable", bills: 1, booked: 1 });
  const certificate = tdsOf(
    [
      ...TWICE_SHORT.slice(0, 2),
      paid("2025-07-05", "journal", ["A1", 20]),
      sale("2025-07-10", "A3"),
      paid("2025-08-01", "receipt", ["A3", 1160]),
    ],
    { "journal 2025-07-05": { tax: paise(20), moved: paise(20) } },
  );
  expect(certificate.found.profile).toMatchObject({ bills: 2, booked: 1, learnedOn: "2025-07-05" });
  expect(awaitedIn(certificate)).toContain("A3 20 from 2025-08-01");
});

test("several bills paid at once may be short together, by a rupee of rounding each", () => {
  const together = tdsOf([
    ...TWICE_SHORT,
    sale("2025-06-01", "B1"),
    sale("2025-06-02", "B2"),
    paid("2025-07-01", "receipt", ["B1", 1180], ["B2", 1138.5]),
  ]);
  expect(awaitedIn(together)).toContain("B2 41 from 2025-07-01");
});

test("a bill short by something else stays due", () => {
  const other = tdsOf([
    ...TWICE_SHORT,
    sale("2025-06-01", "C1"),
    paid("2025-07-01", "receipt", ["C1", 1150]),
  ]);
  expect(awaitedIn(other)).toHaveLength(2);
});

test("a tenth of whole bills held back is no tax as long as no voucher says so", () => {
  const retention = [
    sale("2025-04-05", "R1"),
    sale("2025-04-06", "R2"),
    paid("2025-05-01", "receipt", ["R1", 1062]),
    paid("2025-05-02", "receipt", ["R2", 1062]),
  ];
  expect(tdsOf(retention).found).toEqual({ profile: null, awaited: [] });
});

/** The percent learned from two bills of a year that were short by 5 %. */
function fivePercentOf(year: number): number | undefined {
  const lines = [
    sale(`${year}-04-05`, "A1"),
    sale(`${year}-04-06`, "A2"),
    paid(`${year}-05-01`, "receipt", ["A1", 1130]),
    paid(`${year}-05-02`, "receipt", ["A2", 1130]),
  ];
  return tdsOf(lines).found.profile?.points;
}

test("only a percent that was in force is learned", () => {
  expect(fivePercentOf(2024)).toBe(500);
  expect(fivePercentOf(2025)).toBeUndefined();
});

test("what a person says takes the place of what was learned", () => {
  const once = TWICE_SHORT.slice(0, 2);
  expect(saidOf(once, {})).toEqual(["A1 20 from 2025-05-10"]);
  expect(saidOf(TWICE_SHORT, { points: 0 })).toEqual([]);
  expect(saidOf(TWICE_SHORT, { points: 1_000 })).toEqual([]);
  expect(
    saidOf([sale("2025-04-05", "A1"), paid("2025-05-10", "receipt", ["A1", 1003])], {
      points: 1_500,
      base: "gross",
    }),
  ).toEqual(["A1 177 from 2025-05-10"]);
});

test("outside its days what was learned still counts, and below its threshold there is no tax", () => {
  expect(saidOf(TWICE_SHORT, { points: 0, from: day("2025-06-01") })).toEqual(["A1 20 from 2025-06-10"]);
  expect(saidOf(TWICE_SHORT, { points: 0, until: day("2025-05-31") })).toEqual(["A2 20 from 2025-06-10"]);
  expect(saidOf(TWICE_SHORT, { threshold: paise(1180) })).toEqual(["A2 20 from 2025-06-10"]);
});

test.each([
  ["TDS Receivable", true],
  ["Tax Deducted at Source 24-25", true],
  ["TCS on sales", false],
  ["Portds & Sons", false],
])("%o is a TDS ledger: %o", (name, isOne) => {
  expect(isTdsLedger(name)).toBe(isOne);
});

test.each([
  ["TDS Receivable", "Current Liabilities", true],
  ["TDS 2025-26", "Current Assets", true],
  ["TDS on Contractors", "Current Liabilities", false],
  ["TDS Payable (advance)", "Current Assets", false],
])("%o under %o holds what others kept back: %o", (name, root, isOne) => {
  expect(isTdsReceivable({ name, root })).toBe(isOne);
});
