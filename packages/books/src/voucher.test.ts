import type { VoucherRecord } from "@cfa/contract/records";
import { expect, test } from "vitest";

import { makeKindOf } from "./voucher-kind.ts";
import { movesBalances, readVoucher } from "./voucher.ts";

const kindOf = makeKindOf([]);

const sale: VoucherRecord = {
  guid: "g-1",
  alterId: 7,
  date: "2025-04-05",
  type: "Sales",
  number: "12",
  party: "Sharma Traders",
  dueText: "30 Days",
  entries: [
    {
      ledger: "Sharma Traders",
      amount: "-118000",
      isParty: true,
      bills: [{ name: "INV-12 ", type: "new-ref", amount: "-118000", date: "2025-04-05" }],
    },
    { ledger: "Sales", amount: "100000" },
    { ledger: "CGST", amount: "9000" },
    { ledger: "CGST", amount: "9000" },
  ],
};

function read(more: Partial<VoucherRecord>) {
  return readVoucher({ ...sale, ...more }, { kindOf });
}

function stateOf(more: Partial<VoucherRecord>) {
  const voucher = read(more);
  return voucher.ok ? voucher.value.state : voucher.error;
}

test("the sign is turned once, everywhere, and lines keep their place", () => {
  const voucher = read({});
  expect(voucher.ok && voucher.value).toMatchObject({
    kind: "sales",
    state: "posted",
    partyName: "Sharma Traders",
  });
  expect(
    voucher.ok && voucher.value.entries.map((entry) => [entry.lineNo, entry.ledger, entry.amount]),
  ).toEqual([
    [1, "Sharma Traders", 118000n],
    [2, "Sales", -100000n],
    [3, "CGST", -9000n],
    [4, "CGST", -9000n],
  ]);
  expect(voucher.ok && voucher.value.entries[0]?.allocations).toEqual([
    { name: "INV-12", type: "new-ref", amount: 118000n, date: "2025-04-05" },
  ]);
});

test("a bank allocation keeps the day the bank moved the money; an unreal day is left out", () => {
  const voucher = read({
    type: "Receipt",
    entries: [
      {
        ledger: "HDFC",
        amount: "-5",
        bank: [{ amount: "-5", clearedOn: "2025-04-07", instrumentDate: "2025-02-30" }],
      },
      { ledger: "Sharma Traders", amount: "5" },
    ],
  });
  expect(voucher.ok && voucher.value.entries[0]?.bank).toEqual([{ amount: 5n, clearedOn: "2025-04-07" }]);
});

test("one paisa too much is quarantined, in plain words", () => {
  const entries = [
    { ledger: "Sharma Traders", amount: "-118001" },
    { ledger: "Sales", amount: "118000" },
  ];
  expect(read({ entries })).toEqual({
    ok: false,
    error: "Sales 12 of 05-04-2025 does not balance: its debits are ₹0.01 more than its credits",
  });
});

test("a voucher without lines is quarantined, without a number too", () => {
  expect(read({ entries: [], number: "" })).toEqual({
    ok: false,
    error: "Sales of 05-04-2025 has no lines, so what it did to the books is not known",
  });
});

test("a day that does not exist is quarantined", () => {
  expect(stateOf({ date: "2025-02-30" })).toBe("Sales 12 has no real date: no such day: 2025-2-30");
});

test("cancelled comes without lines, and whatever it holds is not checked", () => {
  expect(stateOf({ isCancelled: true, entries: [] })).toBe("cancelled");
  expect(stateOf({ isCancelled: true, isOptional: true, entries: sale.entries.slice(0, 1) })).toBe(
    "cancelled",
  );
});

test("an optional voucher is read and does not count; one that does not balance is still a fault", () => {
  expect(stateOf({ isOptional: true })).toBe("optional");
  expect(stateOf({ isOptional: true, entries: sale.entries.slice(0, 1) })).toContain("does not balance");
});

test.each(["Memorandum", "Reversing Journal", "Sales Order", "Delivery Note", "Stock Journal", "Attendance"])(
  "a %s moves no balance and need not balance",
  (type) => {
    expect(stateOf({ type, entries: sale.entries.slice(0, 1) })).toBe("non-accounting");
    expect(stateOf({ type, entries: [] })).toBe("non-accounting");
  },
);

test("a post-dated voucher counts, a post-dated order does not", () => {
  expect(stateOf({ isPostDated: true })).toBe("post-dated");
  expect(stateOf({ isPostDated: true, type: "Purchase Order" })).toBe("non-accounting");
});

test("posted and post-dated vouchers move balances, the others do not", () => {
  const states = ["posted", "cancelled", "optional", "post-dated", "non-accounting"] as const;
  expect(states.filter(movesBalances)).toEqual(["posted", "post-dated"]);
});
