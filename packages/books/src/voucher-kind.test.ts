import type { VoucherTypeRecord } from "@cfa/contract/records";
import { expect, test } from "vitest";

import { RESERVED_VOUCHER_TYPES } from "./reserved-voucher-types.ts";
import { isAccounting, makeKindOf } from "./voucher-kind.ts";

function type(name: string, parent: string | null, reservedName?: string): VoucherTypeRecord {
  return { guid: name, alterId: 1, name, parent, ...(reservedName === undefined ? {} : { reservedName }) };
}

test("a type of the company's own is what its reserved ancestor is", () => {
  const kindOf = makeKindOf([
    type("Sales", "Sales"),
    type("GST Sale Invoice", "Sales"),
    type("Counter 2", "GST Sale Invoice"),
    type("Expense", "Payment"),
    type("Payment", null),
  ]);
  expect(kindOf("gst sale  invoice")).toBe("sales");
  expect(kindOf("Counter 2")).toBe("sales");
  expect(kindOf("Expense")).toBe("payment");
});

test("the parent wins over what the name sounds like", () => {
  const kindOf = makeKindOf([type("Sales Receipt", "Receipt"), type("Memo Invoice", "Memorandum")]);
  expect(kindOf("Sales Receipt")).toBe("receipt");
  expect(kindOf("Memo Invoice")).toBe("memorandum");
});

test("a reserved type that was renamed is still known", () => {
  const kindOf = makeKindOf([type("Bikri", null, "Sales"), type("Nakad", "Bikri")]);
  expect(kindOf("Nakad")).toBe("sales");
});

test("types in a circle are told by their names", () => {
  const kindOf = makeKindOf([type("Purchase A", "Purchase B"), type("Purchase B", "Purchase A")]);
  expect(kindOf("Purchase A")).toBe("purchase");
});

test("a parent nobody knows leaves the name to tell", () => {
  expect(makeKindOf([type("Tax Invoice", "Lost")])("Tax Invoice")).toBe("sales");
});

test.each([
  ["Sales", "sales"],
  ["E-Sales", "sales"],
  ["GST Sale Invoice", "sales"],
  ["Sales Return", "credit-note"],
  ["Purchase Return", "debit-note"],
  ["Sales Order - Export", "sales-order"],
  ["Bank Receipt", "receipt"],
  ["Receipt Note", "receipt-note"],
  ["Cash_Payment", "payment"],
  ["Reversing Journal 2", "reversing-journal"],
  ["Stock Journal", "stock-journal"],
  ["Delivery Challan", "delivery-note"],
  ["Opening adjustments", "journal"],
  ["", "journal"],
])("without masters %j is a %s", (name, kind) => {
  expect(makeKindOf([])(name)).toBe(kind);
});

test("nine of the 24 reserved kinds move balances", () => {
  const kinds = Object.values(RESERVED_VOUCHER_TYPES);
  expect(kinds).toHaveLength(24);
  expect(kinds.filter(isAccounting)).toHaveLength(9);
});
