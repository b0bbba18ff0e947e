import { day } from "@cfa/values/local-date";
import { expect, test } from "vitest";

import { outstandingAsOf } from "../outstanding.ts";
import type { PartyInput } from "../party-books.ts";
import { deriveParty } from "../settle.ts";
import { billsOf, customer, line, paise, unappliedOf } from "../test-party.ts";
import type { Correction } from "./correction.ts";
import { billKey, correction, rematch } from "./test-correction.ts";

/* Meena Stores as Tally has it, and what the accountant says beside it. */

const SALES = [
  line("2025-04-05 sales", 1_000, { to: [["new-ref", "INV-1", 1_000]] }),
  line("2025-04-15 sales", 700, { to: [["new-ref", "INV-2", 700]] }),
];
const BILLWISE = customer([
  ...SALES,
  line("2025-05-02 receipt", -900, { voucherId: "R", to: [["on-account", "", -900]] }),
]);

function books(input: PartyInput, ...corrections: Correction[]): string[] {
  const derived = deriveParty({ ...input, corrections });
  return [...billsOf(derived), ...unappliedOf(derived)];
}

test("money on account is split over the bills a person chose, the rest stays on account", () => {
  expect(books(BILLWISE, rematch("R", { "INV-1 2025-04-05": 500, "INV-2 2025-04-15": 300 }))).toEqual([
    "receivable INV-1 ₹1,000, open ₹500: ₹500 on 2025-05-02? + ₹100 on 2025-05-02?",
    "receivable INV-2 ₹700, open ₹400: ₹300 on 2025-05-02?",
    "receivable on-account ₹900 on 2025-05-02",
    "receivable on-account −₹800 on 2025-05-02",
  ]);
});

test("money that Tally has on the wrong bill is taken back there, beside what Tally states", () => {
  const party = customer([
    ...SALES,
    line("2025-05-02 receipt", -700, { voucherId: "R", to: [["agst-ref", "INV-1", -700]] }),
  ]);
  const right = rematch("R", { "INV-2 2025-04-15": 700 });
  expect(books(party, right)).toEqual([
    "receivable INV-1 ₹1,000, open ₹1,000: ₹700 on 2025-05-02 + −₹700 on 2025-05-02?",
    "receivable INV-2 ₹700, open ₹0: ₹700 on 2025-05-02?",
  ]);
  // In conflict, Tally's own word stays until a person decides.
  expect(books(party, { ...right, state: "conflict" })).toEqual(books(party));
});

test("part of a stated sum stays where the person leaves it", () => {
  const party = customer([
    ...SALES,
    line("2025-05-02 receipt", -900, { voucherId: "R", to: [["agst-ref", "INV-1", -900]] }),
  ]);
  expect(books(party, rematch("R", { "INV-1 2025-04-05": 400, "INV-2 2025-04-15": 500 }))).toEqual([
    "receivable INV-1 ₹1,000, open ₹600: ₹900 on 2025-05-02 + −₹500 on 2025-05-02?",
    "receivable INV-2 ₹700, open ₹200: ₹500 on 2025-05-02?",
  ]);
});

test("without bill-wise detail a choice holds, and the guesses go round it", () => {
  const party = customer(
    [
      line("2025-04-05 sales", 1_000, { number: "1" }),
      line("2025-04-15 sales", 700, { number: "2" }),
      line("2025-05-02 receipt", -700, { voucherId: "R1" }),
      line("2025-05-09 receipt", -1_000, { voucherId: "R2" }),
    ],
    { isBillWise: false },
  );
  expect(books(party)).toEqual([
    "receivable 1 inferred ₹1,000, open ₹0: ₹700 on 2025-05-02 + ₹300 on 2025-05-09",
    "receivable 2 inferred ₹700, open ₹0: ₹700 on 2025-05-09",
  ]);
  expect(books(party, rematch("R1", { "2 2025-04-15": 700 }))).toEqual([
    "receivable 1 inferred ₹1,000, open ₹0: ₹1,000 on 2025-05-09",
    "receivable 2 inferred ₹700, open ₹0: ₹700 on 2025-05-02?",
  ]);
});

test("nothing is given twice: a second choice finds what the first has left", () => {
  const other = rematch("R", { "INV-2 2025-04-15": 700 }, { correctionId: "second" });
  expect(books(BILLWISE, rematch("R", { "INV-1 2025-04-05": 800 }), other)).toEqual([
    "receivable INV-1 ₹1,000, open ₹200: ₹800 on 2025-05-02?",
    "receivable INV-2 ₹700, open ₹600: ₹100 on 2025-05-02?",
    "receivable on-account ₹900 on 2025-05-02",
    "receivable on-account −₹900 on 2025-05-02",
  ]);
});

test("nothing that Tally states is taken back twice", () => {
  const party = customer([
    ...SALES,
    line("2025-04-20 sales", 600, { to: [["new-ref", "INV-3", 600]] }),
    line("2025-05-02 receipt", -700, { voucherId: "R", to: [["agst-ref", "INV-1", -700]] }),
  ]);
  const first = rematch("R", { "INV-2 2025-04-15": 500 });
  const second = rematch("R", { "INV-3 2025-04-20": 600 }, { correctionId: "second" });
  expect(books(party, first, second)).toEqual([
    "receivable INV-1 ₹1,000, open ₹1,000: ₹700 on 2025-05-02 + −₹500 on 2025-05-02? + −₹200 on 2025-05-02?",
    "receivable INV-2 ₹700, open ₹200: ₹500 on 2025-05-02?",
    "receivable INV-3 ₹600, open ₹400: ₹200 on 2025-05-02?",
  ]);
});

test("what is written off is off the bill from its day, and the ledger's balance is as in Tally", () => {
  const off = correction("write-off", {
    bill: billKey("INV-1 2025-04-05"),
    value: { amount: paise(1_000), date: day("2025-06-01") },
  });
  const derived = deriveParty({ ...BILLWISE, corrections: [off] });
  const on = (date: string) => outstandingAsOf(derived, { side: "receivable", asOf: day(date) }).outstanding;
  expect([on("2025-05-31"), on("2025-06-01")]).toEqual([paise(800), paise(-200)]);
  const waiting = { ...off, state: "waiting" as const };
  expect(books(BILLWISE, waiting)).toEqual(books(BILLWISE));
});

test("money that comes later pays other bills than the one written off", () => {
  const party = customer(
    [
      line("2025-04-05 sales", 1_000, { number: "1" }),
      line("2025-04-15 sales", 700, { number: "2" }),
      line("2025-06-02 receipt", -700, { voucherId: "R1" }),
    ],
    { isBillWise: false },
  );
  const off = correction("write-off", {
    bill: billKey("1 2025-04-05"),
    value: { amount: paise(1_000), date: day("2025-06-01") },
  });
  expect(books(party, off)).toEqual([
    "receivable 1 inferred ₹1,000, open ₹0: ₹1,000 on 2025-06-01?",
    "receivable 2 inferred ₹700, open ₹0: ₹700 on 2025-06-02",
  ]);
});

test("a due date of a person's keeps Tally's own beside it; terms hold from their day, unless the bill has its own", () => {
  const party = customer([
    ...SALES,
    line("2025-04-20 sales", 10, { to: [["new-ref", "INV-3", 10, { creditPeriod: { text: "7 Days" } }]] }),
    line("2025-04-21 sales", 10, { to: [["new-ref", "INV-4", 10, { creditPeriod: { text: "30 Days" } }]] }),
    line("2025-04-22 payment", 10, { to: [["new-ref", "REFUND", 10]] }),
  ]);
  const { bills } = deriveParty({
    ...party,
    corrections: [
      correction("due-date", {
        bill: billKey("INV-1 2025-04-05"),
        value: { dueDate: day("2025-08-01") },
      }),
      correction("terms", {
        fromDate: day("2025-04-10"),
        value: { days: 45 },
        base: { creditPeriod: "30 Days" },
      }),
    ],
  });
  expect(bills.map((bill) => [bill.name, bill.dueDate, bill.dueSource, bill.sourceDue?.dueDate])).toEqual([
    ["INV-1", "2025-08-01", "correction", "2025-05-05"],
    ["INV-2", "2025-05-30", "correction", "2025-05-15"],
    ["INV-3", "2025-04-27", "bill", undefined],
    ["INV-4", "2025-06-05", "correction", "2025-05-21"], // the ledger's own period beside the bill
    ["REFUND", "2025-04-22", "bill-date", undefined],
  ]);
});

test("two ledgers of one party stand together, each bill knowing its own, and money of one can pay the other's bill", () => {
  const other = customer([line("2025-04-03 sales", 400, { to: [["new-ref", "INV-1", 400]] })]);
  const party = { ...BILLWISE, merged: [{ ledgerId: "l2", guid: "two", input: other }] };
  const paid = rematch(
    "R",
    {},
    {
      value: { parts: [{ bill: billKey("INV-1 2025-04-03", "two"), amount: paise(400) }] },
    },
  );
  const { bills } = deriveParty({ ...party, corrections: [paid] });
  expect(bills.map((bill) => [bill.name, bill.occurrence, bill.open, bill.origin?.guid])).toEqual([
    ["INV-1", 2, 0n, "two"],
    ["INV-1", 1, paise(1_000), undefined],
    ["INV-2", 1, paise(700), undefined],
  ]);
});

test("a dispute is a mark on what is open and changes no sum", () => {
  const disputed = correction("dispute", {
    bill: billKey("INV-2 2025-04-15"),
    value: { amount: paise(900), owner: null },
  });
  const derived = deriveParty({ ...BILLWISE, corrections: [disputed] });
  expect(derived.bills.map((bill) => bill.disputed)).toEqual([undefined, paise(700)]);
  expect(billsOf(derived)).toEqual(billsOf(deriveParty(BILLWISE)));
});
