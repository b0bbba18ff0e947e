import type { EntryRecord, VoucherRecord } from "@cfa/contract/records";
import { expect, test } from "vitest";

import { makeGroupTree } from "./group-tree.ts";
import { inferredLedgers } from "./inferred-ledgers.ts";
import { makeKindOf } from "./voucher-kind.ts";
import { readVoucher } from "./voucher.ts";

const tree = makeGroupTree([]);
const kindOf = makeKindOf([]);

function voucher(type: string, party: string, entries: EntryRecord[], more: Partial<VoucherRecord> = {}) {
  const record = { guid: type + party, alterId: 1, date: "2025-04-05", type, party, entries, ...more };
  const read = readVoucher(record, { kindOf });
  if (!read.ok) throw new Error(read.error);
  return read.value;
}

function groupsOf(vouchers: ReturnType<typeof voucher>[], known: string[] = []) {
  const ledgers = inferredLedgers(vouchers, { knownKeys: new Set(known), tree });
  return Object.fromEntries(ledgers.map((ledger) => [ledger.name, ledger.group]));
}

const sale = voucher("Sales", "Sharma Traders", [
  {
    ledger: "Sharma Traders",
    amount: "-118",
    isParty: true,
    bills: [{ name: "1", type: "new-ref", amount: "-118" }],
  },
  { ledger: "GST Sales 18%", amount: "100" },
  { ledger: "Output CGST 9%", amount: "18" },
]);

test("a file of vouchers alone gives ledgers with a likely group", () => {
  expect(
    groupsOf([
      sale,
      voucher("Receipt", "Sharma Traders", [
        { ledger: "Sharma Traders", amount: "118" },
        { ledger: "State Bank 4412", amount: "-118" },
      ]),
      voucher("Purchase", "Verma Mills", [
        { ledger: "Verma Mills", amount: "50" },
        { ledger: "Cotton", amount: "-50" },
      ]),
      voucher("Payment", "Cash", [
        { ledger: "Tea Expenses", amount: "-5" },
        { ledger: "Cash", amount: "5", isParty: true },
      ]),
      voucher("Payment", "HDFC", [
        { ledger: "Verma Mills", amount: "-50" },
        { ledger: "HDFC", amount: "50", isParty: true, bank: [{ amount: "50" }] },
      ]),
    ]),
  ).toEqual({
    "Sharma Traders": "Sundry Debtors",
    "GST Sales 18%": "Sales Accounts",
    "Output CGST 9%": "Duties & Taxes",
    "State Bank 4412": "Bank Accounts",
    "Verma Mills": "Sundry Creditors",
    Cotton: "Purchase Accounts",
    "Tea Expenses": "Suspense A/c",
    Cash: "Cash-in-Hand",
    HDFC: "Bank Accounts",
  });
});

test("an inferred ledger says so, has a GUID by its name and opens at zero", () => {
  const [sharma] = inferredLedgers([sale], { knownKeys: new Set(["gst sales 18%", "output cgst 9%"]), tree });
  expect(sharma).toMatchObject({
    guid: "name:sharma traders",
    isInferred: true,
    isBillWise: true,
    opening: 0n,
    homeSide: "receivable",
    partyKind: "customer",
    root: "Current Assets",
  });
});

test("names with a master are left alone", () => {
  expect(groupsOf([sale], ["sharma traders", "gst sales 18%", "output cgst 9%"])).toEqual({});
});

test("a name written in two ways is one ledger", () => {
  const other = voucher("Sales", "SHARMA  TRADERS", [
    { ledger: "SHARMA  TRADERS", amount: "-1" },
    { ledger: "Sales", amount: "1" },
  ]);
  expect(
    inferredLedgers([sale, other], { knownKeys: new Set(), tree }).map((ledger) => ledger.nameKey),
  ).toEqual(["sharma traders", "gst sales 18%", "output cgst 9%", "sales"]);
});

test("who is only seen in journals is a party when bills say so, on the side they stand", () => {
  const journal = voucher("Journal", "", [
    { ledger: "Interest", amount: "-10" },
    { ledger: "Mehta", amount: "10", bills: [{ name: "J1", type: "new-ref", amount: "10" }] },
  ]);
  expect(groupsOf([journal])).toEqual({ Interest: "Suspense A/c", Mehta: "Sundry Creditors" });
});

test("a customer named after a tax or a bank is a customer", () => {
  const trades = ["GST Bhavan Canteen", "Bank Colony Society"].map((name) =>
    voucher("Sales", name, [
      { ledger: name, amount: "-1", isParty: true },
      { ledger: "Sales", amount: "1" },
    ]),
  );
  expect(groupsOf(trades)).toEqual({
    "GST Bhavan Canteen": "Sundry Debtors",
    "Bank Colony Society": "Sundry Debtors",
    Sales: "Sales Accounts",
  });
});

test("of several lines beside a receipt's party none is taken for the bank without a sign", () => {
  const receipt = voucher("Receipt", "Sharma Traders", [
    { ledger: "Sharma Traders", amount: "100" },
    { ledger: "Kotak", amount: "-90", bank: [{ amount: "-90" }] },
    { ledger: "Discount", amount: "-9" },
    { ledger: "Bank Charges", amount: "-1" },
  ]);
  expect(groupsOf([receipt])).toEqual({
    "Sharma Traders": "Sundry Debtors",
    Kotak: "Bank Accounts",
    Discount: "Suspense A/c",
    "Bank Charges": "Suspense A/c",
  });
});

test("cancelled vouchers without lines give nothing", () => {
  expect(groupsOf([voucher("Sales", "Ghost", [], { isCancelled: true })])).toEqual({});
});
