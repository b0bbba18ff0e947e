import { expect, test } from "vitest";

import { settledBy, type SettlingLine } from "./settled-by.ts";
import { paise } from "./test-party.ts";

/* A receipt or journal that takes from a bill of Meena Stores; sums are rupees, debit positive. */

const MEENA = "Meena Stores";

function lines(...all: [ledger: string, rupees: number][]): SettlingLine[] {
  return all.map(([ledger, rupees], index) => ({
    lineNo: index + 1,
    ledgerId: ledger,
    ledger,
    isParty: /Stores|Traders/.test(ledger),
    isMoney: /Bank|Cash/.test(ledger),
    isTrade: /Sales|GST/.test(ledger),
    amount: paise(rupees),
  }));
}

function by(amount: number, ...all: [ledger: string, rupees: number][]): Record<string, number> {
  const meena = all.findIndex(([ledger]) => ledger === MEENA);
  const parts = settledBy(paise(amount), { lines: lines(...all), lineNo: meena < 0 ? null : meena + 1 });
  return Object.fromEntries(parts.map((part) => [part.by, Number(part.amount) / 100]));
}

test("money alone is payment", () => {
  expect(by(1000, ["HDFC Bank", 1000], ["Meena Stores", -1000])).toEqual({ payment: 1000 });
});

test("five rupees rounded off in the receipt are no payment", () => {
  expect(by(1000, ["HDFC Bank", 995], ["Round Off", 5], ["Meena Stores", -1000])).toEqual({
    payment: 995,
    rounding: 5,
  });
});

test("rounded up in our favour, all of it is payment", () => {
  expect(by(995, ["HDFC Bank", 1000], ["Rounding", -5], ["Meena Stores", -995])).toEqual({ payment: 995 });
});

test.each([
  ["Bad Debts", "write-off"],
  ["Sundry Balances Written Off", "write-off"],
  ["TDS Receivable 194C", "tds"],
  ["Discount Allowed", "discount"],
  ["Forex Gain/Loss", "exchange"],
  ["Exchange Rate Difference", "exchange"],
  ["Stock Exchange Fees", "other"],
  ["Gupta Traders", "set-off"],
  ["Sales Returns", "note"],
  ["Drawings", "other"],
])("a journal on %s is %s", (ledger, kind) => {
  expect(by(300, [ledger, 300], ["Meena Stores", -300])).toEqual({ [kind]: 300 });
});

test("a supplier's bill is paid less tax and a discount: the other way round", () => {
  expect(
    by(1000, ["Meena Stores", 1000], ["TDS Payable", -20], ["HDFC Bank", -970], ["Discount", -10]),
  ).toEqual({ payment: 970, tds: 20, discount: 10 });
});

test("one of two bills of a receipt has its share of what was rounded off, to the paisa", () => {
  expect(by(100.01, ["HDFC Bank", 299.5], ["Round Off", 0.5], ["Meena Stores", -300])).toEqual({
    payment: 99.85,
    rounding: 0.16,
  });
});

test("a journal that moves money within the party, and a line that is not there", () => {
  expect(by(200, ["Meena Stores", 200], ["Meena Stores", -200])).toEqual({ moved: 200 });
  expect(by(200, ["HDFC Bank", 200])).toEqual({ other: 200 });
});

test("what a person took back is told apart too", () => {
  expect(by(-1000, ["HDFC Bank", 995], ["Round Off", 5], ["Meena Stores", -1000])).toEqual({
    payment: -995,
    rounding: -5,
  });
});
