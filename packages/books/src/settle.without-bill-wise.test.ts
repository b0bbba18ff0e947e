import { day } from "@cfa/values/local-date";
import { expect, test } from "vitest";

import { billsOf, customer, line, paise, supplier, unappliedOf } from "./test-party.ts";
import { deriveParty } from "./settle.ts";

/* Parties for which Tally keeps no bills: they are made from vouchers and paid first in, first out. */

const plain = { isBillWise: false };

test("bills are made from sales and the oldest is paid first", () => {
  const books = deriveParty(
    customer(
      [
        line("2025-04-05 sales", 1000, { number: "S1" }),
        line("2025-04-12 sales", 500, { number: "S2" }),
        line("2025-05-01 receipt", -1200, { number: "R1" }),
      ],
      plain,
    ),
  );
  expect(billsOf(books)).toEqual([
    "receivable S1 inferred ₹1,000, open ₹0: ₹1,000 on 2025-05-01",
    "receivable S2 inferred ₹500, open ₹300: ₹200 on 2025-05-01",
  ]);
  expect(unappliedOf(books)).toEqual([]);
});

test("money that came first waits, and pays the bill on the bill's day", () => {
  const books = deriveParty(
    customer(
      [line("2025-04-02 receipt", -700, { number: "R1" }), line("2025-04-12 sales", 500, { number: "S1" })],
      plain,
    ),
  );
  expect(billsOf(books)).toEqual(["receivable S1 inferred ₹500, open ₹0: ₹500 on 2025-04-12"]);
  expect(unappliedOf(books)).toEqual([
    "receivable on-account ₹700 on 2025-04-02",
    "receivable on-account −₹500 on 2025-04-12",
  ]);
});

test("the opening balance is the oldest bill", () => {
  const books = deriveParty(
    customer(
      [line("2025-04-05 sales", 1000, { number: "S1" }), line("2025-05-01 receipt", -400, { number: "R1" })],
      { ...plain, opening: paise(300) },
    ),
  );
  expect(billsOf(books)).toEqual([
    "receivable (balance) inferred ₹300, open ₹0: ₹300 on 2025-05-01",
    "receivable S1 inferred ₹1,000, open ₹900: ₹100 on 2025-05-01",
  ]);
});

test("of two bills of one day the one that is due first is paid first", () => {
  const books = deriveParty(
    customer(
      [
        line("2025-04-05 sales", 100, { number: "S1", dueText: "60 Days" }),
        line("2025-04-05 sales", 100, { number: "S2", dueText: "7 Days" }),
        line("2025-05-01 receipt", -100),
      ],
      plain,
    ),
  );
  expect(books.bills.map((bill) => [bill.name, bill.open])).toEqual([
    ["S1", paise(100)],
    ["S2", 0n],
  ]);
});

test("of bills alike in day and due date the lower number is paid first, as people count", () => {
  const sales = ["10", "9", "2"].map((number) => line("2025-04-05 sales", 100, { number }));
  const books = deriveParty(customer([...sales, line("2025-05-01 receipt", -200)], plain));
  expect(books.bills.filter((bill) => bill.open === 0n).map((bill) => bill.name)).toEqual(["2", "9"]);
});

test("credit notes and journals are money on account like receipts", () => {
  const books = deriveParty(
    customer(
      [
        line("2025-04-05 sales", 1000, { number: "S1" }),
        line("2025-04-10 credit-note", -100, { number: "C1" }),
        line("2025-05-01 journal", -20, { number: "J1" }),
      ],
      plain,
    ),
  );
  expect(billsOf(books)).toEqual([
    "receivable S1 inferred ₹1,000, open ₹880: ₹100 on 2025-04-10 + ₹20 on 2025-05-01",
  ]);
});

test("a returned cheque is owed from its own day without credit", () => {
  const books = deriveParty(
    customer(
      [
        line("2025-04-05 sales", 1000, { number: "S1" }),
        line("2025-04-10 receipt", -1000, { number: "R1" }),
        line("2025-04-14 payment", 1000, { number: "P1" }),
      ],
      plain,
    ),
  );
  expect(books.bills[1]).toMatchObject({
    name: "P1",
    open: paise(1000),
    dueDate: "2025-04-14",
    dueSource: "bill-date",
  });
});

test("a supplier's bills are known by the supplier's own numbers", () => {
  const books = deriveParty(
    supplier(
      [
        line("2025-04-05 purchase", -1000, { number: "12", reference: "GST/55" }),
        line("2025-05-05 payment", 400),
      ],
      plain,
    ),
  );
  expect(billsOf(books)).toEqual(["payable GST/55 inferred ₹1,000, open ₹600: ₹400 on 2025-05-05"]);
});

test("a supplier's refund takes back what we paid ahead", () => {
  const books = deriveParty(
    supplier([line("2025-04-05 payment", 500), line("2025-04-20 receipt", -500, { number: "R9" })], plain),
  );
  expect(books.bills).toEqual([]);
  expect(unappliedOf(books)).toEqual([
    "payable on-account ₹500 on 2025-04-05",
    "payable on-account −₹500 on 2025-04-20",
  ]);
});

test("a customer who is a supplier too: receipts pay sales, payments pay purchases", () => {
  const books = deriveParty(
    customer(
      [
        line("2025-04-05 sales", 1000, { number: "S1" }),
        line("2025-04-06 purchase", -400, { reference: "B7" }),
        line("2025-05-01 receipt", -300),
        line("2025-05-02 payment", 150),
      ],
      plain,
    ),
  );
  expect(billsOf(books)).toEqual([
    "payable B7 inferred ₹400, open ₹250: ₹150 on 2025-05-02",
    "receivable S1 inferred ₹1,000, open ₹700: ₹300 on 2025-05-01",
  ]);
});

test("allocations left from when the party was bill-wise are ignored, as Tally does", () => {
  const books = deriveParty(
    customer(
      [
        line("2025-04-05 sales", 1000, { number: "S1", to: [["new-ref", "INV-1", 1000]] }),
        line("2025-05-01 receipt", -1000, { to: [["agst-ref", "OTHER", -1000]] }),
      ],
      {
        ...plain,
        opening: paise(50),
        openingBills: [
          { name: "OLD", date: day("2025-01-01"), creditPeriod: null, amount: paise(50), isAdvance: false },
        ],
      },
    ),
  );
  expect(books.bills.map((bill) => [bill.name, bill.basis])).toEqual([
    ["", "inferred"],
    ["S1", "inferred"],
  ]);
});

test("one number used by two vouchers makes two occurrences", () => {
  const books = deriveParty(
    customer(
      [line("2025-04-05 sales", 10, { number: "1" }), line("2026-04-05 sales", 20, { number: "1" })],
      plain,
    ),
  );
  expect(books.bills.map((bill) => [bill.nameKey, bill.occurrence])).toEqual([
    ["1", 1],
    ["1", 2],
  ]);
});
