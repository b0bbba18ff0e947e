import { day } from "@cfa/values/local-date";
import type { PartyLine } from "./party-books.ts";
import { expect, test } from "vitest";

import { billsOf, customer, line, paise, supplier, unappliedOf } from "./test-party.ts";
import { deriveParty } from "./settle.ts";

/* Bill-wise parties: what Tally states. */

test("an invoice is paid in two parts", () => {
  const books = deriveParty(
    customer([
      line("2025-04-05 sales", 1000, { to: [["new-ref", "INV-1", 1000]] }),
      line("2025-04-20 receipt", -600, { to: [["agst-ref", "INV-1", -600]] }),
      line("2025-05-02 receipt", -400, { to: [["agst-ref", "inv-1 ", -400]] }),
    ]),
  );
  expect(billsOf(books)).toEqual([
    "receivable INV-1 ₹1,000, open ₹0: ₹600 on 2025-04-20 + ₹400 on 2025-05-02",
  ]);
  expect(unappliedOf(books)).toEqual([]);
  expect(books.bills[0]).toMatchObject({
    date: "2025-04-05",
    dueDate: "2025-05-05",
    dueSource: "ledger",
    lastSettled: "2025-05-02",
  });
});

test("one receipt pays two invoices and leaves something on account", () => {
  const books = deriveParty(
    customer([
      line("2025-04-05 sales", 1000, { to: [["new-ref", "INV-1", 1000]] }),
      line("2025-04-06 sales", 500, { to: [["new-ref", "INV-2", 500]] }),
      line("2025-04-20 receipt", -1700, {
        to: [
          ["agst-ref", "INV-1", -1000],
          ["agst-ref", "INV-2", -500],
          ["on-account", "", -200],
        ],
      }),
    ]),
  );
  expect(books.bills.map((bill) => bill.open)).toEqual([0n, 0n]);
  expect(unappliedOf(books)).toEqual(["receivable on-account ₹200 on 2025-04-20"]);
});

test("what allocations leave of a line is on account", () => {
  const books = deriveParty(
    customer([
      line("2025-04-05 sales", 1000, { to: [["new-ref", "INV-1", 900]] }),
      line("2025-04-20 receipt", -950, { to: [["agst-ref", "INV-1", -900]] }),
    ]),
  );
  expect(billsOf(books)).toEqual([
    "receivable INV-1 ₹900, open ₹0: ₹900 on 2025-04-20",
    "receivable (balance) inferred ₹100, open ₹50: ₹50 on 2025-04-20",
  ]);
});

test("a receipt on account leaves the bill open and says which bill it has probably paid", () => {
  const books = deriveParty(
    customer([
      line("2025-04-05 sales", 1000, { to: [["new-ref", "INV-1", 1000]] }),
      line("2025-04-10 sales", 500, { to: [["new-ref", "INV-2", 500]] }),
      line("2025-05-01 receipt", -1200, { to: [["on-account", "", -1200]] }),
    ]),
  );
  expect(billsOf(books)).toEqual([
    "receivable INV-1 ₹1,000, open ₹1,000: ₹1,000 on 2025-05-01?",
    "receivable INV-2 ₹500, open ₹500: ₹200 on 2025-05-01?",
  ]);
  expect(unappliedOf(books)).toEqual(["receivable on-account ₹1,200 on 2025-05-01"]);
});

test("an advance is taken later by the sale that names it, and the bill counts as paid on its own day", () => {
  const books = deriveParty(
    customer([
      line("2025-04-03 receipt", -500, { to: [["advance", "ADV-7", -500]] }),
      line("2025-04-15 sales", 1200, {
        to: [
          ["agst-ref", "ADV-7", 500],
          ["new-ref", "INV-9", 700],
        ],
      }),
    ]),
  );
  expect(billsOf(books)).toEqual([
    "receivable ADV-7 ₹500, open ₹0: ₹500 on 2025-04-15",
    "receivable INV-9 ₹700, open ₹700",
  ]);
  expect(unappliedOf(books)).toEqual([
    "receivable advance ADV-7 ₹500 on 2025-04-03",
    "receivable advance ADV-7 −₹500 on 2025-04-15",
  ]);
});

test("an advance that is handed back makes no bill", () => {
  const books = deriveParty(
    customer([
      line("2025-04-03 receipt", -500, { to: [["advance", "ADV-7", -500]] }),
      line("2025-04-15 payment", 500, { to: [["agst-ref", "ADV-7", 500]] }),
    ]),
  );
  expect(billsOf(books)).toEqual([]);
  expect(unappliedOf(books)).toEqual([
    "receivable advance ADV-7 ₹500 on 2025-04-03",
    "receivable advance ADV-7 −₹500 on 2025-04-15",
  ]);
});

test("an advance is moved to an invoice by journal", () => {
  const books = deriveParty(
    customer([
      line("2025-04-03 receipt", -500, { to: [["advance", "ADV-7", -500]] }),
      line("2025-04-15 sales", 1200, { to: [["new-ref", "INV-9", 1200]] }),
      line("2025-04-16 journal", 500, { to: [["agst-ref", "ADV-7", 500]], voucherId: "jv" }),
      line("2025-04-16 journal", -500, { to: [["agst-ref", "INV-9", -500]], voucherId: "jv", lineNo: 2 }),
    ]),
  );
  expect(billsOf(books)).toEqual(["receivable INV-9 ₹1,200, open ₹700: ₹500 on 2025-04-16"]);
  expect(unappliedOf(books)).toEqual([
    "receivable advance ADV-7 ₹500 on 2025-04-03",
    "receivable advance ADV-7 −₹500 on 2025-04-16",
  ]);
});

test("an advance is not offered to other bills, money on account is", () => {
  const books = deriveParty(
    customer([
      line("2025-04-03 receipt", -500, { to: [["advance", "ADV-7", -500]] }),
      line("2025-04-04 receipt", -100, { to: [["on-account", "", -100]] }),
      line("2025-04-15 sales", 1200, { to: [["new-ref", "INV-9", 1200]] }),
    ]),
  );
  expect(billsOf(books)).toEqual(["receivable INV-9 ₹1,200, open ₹1,200: ₹100 on 2025-04-15?"]);
});

test("a credit note against the bill lowers it; one under a name of its own waits", () => {
  const books = deriveParty(
    customer([
      line("2025-04-05 sales", 1000, { to: [["new-ref", "INV-1", 1000]] }),
      line("2025-04-08 credit-note", -150, { to: [["agst-ref", "INV-1", -150]] }),
      line("2025-04-09 credit-note", -50, { to: [["new-ref", "CN-2", -50]] }),
    ]),
  );
  expect(billsOf(books)).toEqual([
    "receivable INV-1 ₹1,000, open ₹850: ₹150 on 2025-04-08 + ₹50 on 2025-04-09?",
  ]);
  expect(unappliedOf(books)).toEqual(["receivable on-account CN-2 ₹50 on 2025-04-09"]);
});

test("a bill paid short by TDS is closed by the journal that books the tax", () => {
  const books = deriveParty(
    customer([
      line("2025-04-05 sales", 11800, { to: [["new-ref", "INV-1", 11800]] }),
      line("2025-05-05 receipt", -10800, { to: [["agst-ref", "INV-1", -10800]] }),
      line("2025-05-05 journal", -1000, { to: [["agst-ref", "INV-1", -1000]] }),
    ]),
  );
  expect(billsOf(books)).toEqual([
    "receivable INV-1 ₹11,800, open ₹0: ₹10,800 on 2025-05-05 + ₹1,000 on 2025-05-05",
  ]);
});

test("a name used again next year is another bill", () => {
  const books = deriveParty(
    customer([
      line("2025-04-05 sales", 1000, { to: [["new-ref", "1", 1000]] }),
      line("2025-05-05 receipt", -1000, { to: [["agst-ref", "1", -1000]] }),
      line("2026-04-03 sales", 700, { to: [["new-ref", "1", 700]] }),
      line("2026-04-20 receipt", -200, { to: [["agst-ref", "1", -200]] }),
    ]),
  );
  expect(billsOf(books)).toEqual([
    "receivable 1 ₹1,000, open ₹0: ₹1,000 on 2025-05-05",
    "receivable 1 #2 ₹700, open ₹500: ₹200 on 2026-04-20",
  ]);
  expect(books.bills[1]?.dueDate).toBe("2026-05-03");
});

test("a returned cheque opens the bill again, due when it was due", () => {
  const books = deriveParty(
    customer([
      line("2025-04-05 sales", 1000, { to: [["new-ref", "INV-1", 1000]] }),
      line("2025-05-05 receipt", -1000, { to: [["agst-ref", "INV-1", -1000]] }),
      line("2025-05-09 payment", 1000, { to: [["agst-ref", "INV-1", 1000]] }),
    ]),
  );
  expect(billsOf(books)).toEqual([
    "receivable INV-1 ₹1,000, open ₹0: ₹1,000 on 2025-05-05",
    "receivable INV-1 #2 ₹1,000, open ₹1,000",
  ]);
  expect(books.bills[1]).toMatchObject({ date: "2025-05-09", dueDate: "2025-05-05", dueSource: "ledger" });
});

test("more than the bill was paid: the excess waits under the bill's name and its next use takes it", () => {
  const books = deriveParty(
    customer([
      line("2025-04-05 sales", 1000, { to: [["new-ref", "INV-1", 1000]] }),
      line("2025-05-05 receipt", -1200, { to: [["agst-ref", "INV-1", -1200]] }),
      line("2025-06-01 sales", 500, { to: [["new-ref", "INV-1", 500]] }),
    ]),
  );
  expect(billsOf(books)).toEqual([
    "receivable INV-1 ₹1,000, open ₹0: ₹1,000 on 2025-05-05",
    "receivable INV-1 #2 ₹500, open ₹300: ₹200 on 2025-06-01",
  ]);
  expect(unappliedOf(books)).toEqual([
    "receivable excess INV-1 ₹200 on 2025-05-05",
    "receivable excess INV-1 −₹200 on 2025-06-01",
  ]);
});

test("a receipt against a bill nobody knows waits as excess and is no bill", () => {
  const books = deriveParty(
    customer([line("2025-05-05 receipt", -800, { to: [["agst-ref", "OLD-3", -800]] })]),
  );
  expect(billsOf(books)).toEqual([]);
  expect(unappliedOf(books)).toEqual(["receivable excess OLD-3 ₹800 on 2025-05-05"]);
});

test("a settlement dated before its bill counts from the bill's day", () => {
  const books = deriveParty(
    customer([
      line("2025-04-20 receipt", -600, { to: [["agst-ref", "INV-1", -600]], number: "R1" }),
      line("2025-04-25 sales", 1000, { to: [["new-ref", "INV-1", 1000]] }),
    ]),
  );
  expect(billsOf(books)).toEqual(["receivable INV-1 ₹1,000, open ₹400: ₹600 on 2025-04-25"]);
  expect(books.bills[0]?.settlements[0]?.voucherId).toContain("receipt");
});

test("a post-dated cheque settles from its own day, and the bill remembers that day", () => {
  const books = deriveParty(
    customer([
      line("2025-04-05 sales", 1000, { to: [["new-ref", "INV-1", 1000]] }),
      line("2025-09-30 receipt", -1000, { to: [["agst-ref", "INV-1", -1000]] }),
    ]),
  );
  expect(books.bills[0]).toMatchObject({ open: 0n, lastSettled: "2025-09-30" });
});

test("two parts of one voucher under one name are one bill; different terms make two", () => {
  const books = deriveParty(
    customer([
      line("2025-04-05 sales", 1000, {
        to: [
          ["new-ref", "INV-1", 400],
          ["new-ref", "INV-1", 100],
          ["new-ref", "INV-1", 500, { creditPeriod: { text: "60 Days" } }],
        ],
      }),
    ]),
  );
  expect(books.bills.map((bill) => [bill.amount, bill.dueDate, bill.occurrence])).toEqual([
    [paise(500), "2025-05-05", 1],
    [paise(500), "2025-06-04", 2],
  ]);
});

test("opening bills keep their own days; what they leave of the opening balance has none", () => {
  const books = deriveParty(
    customer([line("2025-04-20 receipt", -700, { to: [["agst-ref", "OLD-1", -700]] })], {
      opening: paise(1500),
      openingBills: [
        {
          name: "OLD-1",
          date: day("2024-12-15"),
          creditPeriod: { text: "45 Days" },
          amount: paise(1000),
          isAdvance: false,
        },
        { name: "ADV", date: day("2025-03-30"), creditPeriod: null, amount: paise(-200), isAdvance: true },
      ],
    }),
  );
  expect(billsOf(books)).toEqual([
    "receivable OLD-1 ₹1,000, open ₹300: ₹700 on 2025-04-20",
    "receivable (balance) inferred ₹700, open ₹700",
  ]);
  expect(books.bills[0]).toMatchObject({ isOpening: true, date: "2024-12-15", dueDate: "2025-01-29" });
  expect(books.bills[1]).toMatchObject({ date: "2025-04-01", dueDate: "2025-04-01", dueSource: "bill-date" });
  expect(unappliedOf(books)).toEqual(["receivable advance ADV ₹200 on 2025-03-30"]);
});

test("an opening bill dated after the books began counts from their first day and is due by its own", () => {
  const bill = {
    name: "ODD",
    date: day("2025-04-10"),
    creditPeriod: null,
    amount: paise(100),
    isAdvance: false,
  };
  const books = deriveParty(customer([], { opening: paise(100), openingBills: [bill] }));
  expect(books.bills[0]).toMatchObject({ date: "2025-04-01", dueDate: "2025-05-10" });
});

test("an opening credit without bills is unapplied money", () => {
  const books = deriveParty(customer([], { opening: paise(-300) }));
  expect(unappliedOf(books)).toEqual(["receivable opening ₹300 on 2025-04-01"]);
});

test("a supplier's bill is paid, with part of the goods sent back", () => {
  const books = deriveParty(
    supplier([
      line("2025-04-05 purchase", -1000, { to: [["new-ref", "S/88", -1000]] }),
      line("2025-04-07 debit-note", 100, { to: [["agst-ref", "S/88", 100]] }),
      line("2025-05-01 payment", 900, { to: [["agst-ref", "S/88", 900]] }),
      line("2025-05-02 payment", 250, { to: [["advance", "PO-3", 250]] }),
    ]),
  );
  expect(billsOf(books)).toEqual(["payable S/88 ₹1,000, open ₹0: ₹100 on 2025-04-07 + ₹900 on 2025-05-01"]);
  expect(unappliedOf(books)).toEqual(["payable advance PO-3 ₹250 on 2025-05-02"]);
});

test("a customer who is a supplier too has both kinds of bills under one name, and each is paid on its own side", () => {
  const books = deriveParty(
    customer([
      line("2025-04-05 sales", 1000, { to: [["new-ref", "7", 1000]] }),
      line("2025-04-06 purchase", -400, { to: [["new-ref", "7", -400]] }),
      line("2025-05-01 receipt", -300, { to: [["agst-ref", "7", -300]] }),
      line("2025-05-02 payment", 150, { to: [["agst-ref", "7", 150]] }),
      line("2025-05-03 receipt", -90, { to: [["on-account", "", -90]] }),
      line("2025-05-03 payment", 80, { to: [["on-account", "", 80]] }),
    ]),
  );
  expect(billsOf(books)).toEqual([
    "payable 7 ₹400, open ₹250: ₹150 on 2025-05-02 + ₹80 on 2025-05-03?",
    "receivable 7 ₹1,000, open ₹700: ₹300 on 2025-05-01 + ₹90 on 2025-05-03?",
  ]);
  expect(unappliedOf(books)).toEqual([
    "payable on-account ₹80 on 2025-05-03",
    "receivable on-account ₹90 on 2025-05-03",
  ]);
});

test("a set-off by journal settles both sides by name", () => {
  const books = deriveParty(
    customer([
      line("2025-04-05 sales", 1000, { to: [["new-ref", "INV-1", 1000]] }),
      line("2025-04-06 purchase", -400, { to: [["new-ref", "P-9", -400]] }),
      line("2025-04-30 journal", 400, { to: [["agst-ref", "P-9", 400]], voucherId: "jv", lineNo: 1 }),
      line("2025-04-30 journal", -400, { to: [["agst-ref", "INV-1", -400]], voucherId: "jv", lineNo: 2 }),
    ]),
  );
  expect(billsOf(books)).toEqual([
    "payable P-9 ₹400, open ₹0: ₹400 on 2025-04-30",
    "receivable INV-1 ₹1,000, open ₹600: ₹400 on 2025-04-30",
  ]);
});

test("a bill is raised by journal on a supplier; on the home side a journal's sign decides", () => {
  const books = deriveParty(
    supplier([
      line("2025-04-05 journal", -600, { to: [["new-ref", "FREIGHT-1", -600]] }),
      line("2025-04-25 payment", 600, { to: [["agst-ref", "FREIGHT-1", 600]] }),
    ]),
  );
  expect(billsOf(books)).toEqual(["payable FREIGHT-1 ₹600, open ₹0: ₹600 on 2025-04-25"]);
});

test("money refunded on account takes back what waits; what exceeds it is owed", () => {
  const books = deriveParty(
    customer([
      line("2025-04-05 receipt", -1000, { to: [["on-account", "", -1000]], number: "R1" }),
      line("2025-04-08 payment", 1100, { to: [["on-account", "", 1100]], number: "P1" }),
    ]),
  );
  expect(billsOf(books)).toEqual(["receivable P1 inferred ₹100, open ₹100"]);
  expect(unappliedOf(books)).toEqual([
    "receivable on-account ₹1,000 on 2025-04-05",
    "receivable on-account −₹1,000 on 2025-04-08",
  ]);
});

test("a journal moves money on account to its bill: from that day the bill is paid, and no other bill appears", () => {
  const books = deriveParty(
    customer([
      line("2025-04-05 sales", 500, { to: [["new-ref", "INV-1", 500]] }),
      line("2025-04-20 receipt", -300, { to: [["on-account", "", -300]], number: "R1" }),
      line("2025-04-25 receipt", -500, { to: [["on-account", "", -500]], number: "R2" }),
      line("2025-06-30 journal", 500, { to: [["on-account", "", 500]], voucherId: "jv", lineNo: 1 }),
      line("2025-06-30 journal", -500, { to: [["agst-ref", "INV-1", -500]], voucherId: "jv", lineNo: 2 }),
    ]),
  );
  expect(billsOf(books)).toEqual(["receivable INV-1 ₹500, open ₹0: ₹500 on 2025-06-30"]);
  // The receipt of just that amount is the one that was moved.
  expect(unappliedOf(books)).toEqual([
    "receivable on-account ₹300 on 2025-04-20",
    "receivable on-account ₹500 on 2025-04-25",
    "receivable on-account −₹500 on 2025-06-30",
  ]);
});

test("a journal moves the sums that come to just what it says, and what came before them waits on", () => {
  const books = deriveParty(
    customer([
      line("2025-04-05 sales", 900, { to: [["new-ref", "INV-1", 900]] }),
      line("2025-04-06 sales", 700, { to: [["new-ref", "INV-2", 700]] }),
      line("2025-04-20 receipt", -900, { voucherId: "R1", to: [["on-account", "", -900]] }),
      line("2025-04-21 receipt", -400, { voucherId: "R2", to: [["on-account", "", -400]] }),
      line("2025-04-22 receipt", -50, { voucherId: "R3", to: [["on-account", "", -50]] }),
      line("2025-04-23 receipt", -300, { voucherId: "R4", to: [["on-account", "", -300]] }),
      line("2025-04-30 journal", 700, { voucherId: "J1", lineNo: 1, to: [["on-account", "", 700]] }),
      line("2025-04-30 journal", -700, { voucherId: "J1", lineNo: 2, to: [["agst-ref", "INV-2", -700]] }),
    ]),
  );
  const waits = new Map<string | null, bigint>();
  for (const { voucherId, amount } of books.unapplied)
    waits.set(voucherId, (waits.get(voucherId) ?? 0n) + amount);
  expect([...waits].filter(([, amount]) => amount !== 0n)).toEqual([
    ["R1", paise(900)],
    ["R3", paise(50)],
  ]);
  expect(billsOf(books)[0]).toBe("receivable INV-1 ₹900, open ₹900: ₹900 on 2025-04-20?");
});

test("where no sums come to what a journal moves, the oldest are moved", () => {
  const books = deriveParty(
    customer([
      line("2025-04-05 sales", 900, { to: [["new-ref", "INV-1", 900]] }),
      line("2025-04-20 receipt", -500, { voucherId: "R1", to: [["on-account", "", -500]] }),
      line("2025-04-21 receipt", -400, { voucherId: "R2", to: [["on-account", "", -400]] }),
      line("2025-04-30 journal", 600, { voucherId: "J1", lineNo: 1, to: [["on-account", "", 600]] }),
      line("2025-04-30 journal", -600, { voucherId: "J1", lineNo: 2, to: [["agst-ref", "INV-1", -600]] }),
    ]),
  );
  expect(books.unapplied.filter((row) => row.amount < 0n).map((row) => [row.voucherId, row.amount])).toEqual([
    ["R1", paise(-500)],
    ["R2", paise(-100)],
  ]);
});

test("a party without vouchers has empty books", () => {
  expect(deriveParty(customer([]))).toEqual({ bills: [], unapplied: [] });
});

test("allocations of nothing and a line of nothing leave no trace", () => {
  const nothing = line("2025-04-05 sales", 0, { to: [["new-ref", "INV-1", 0]] });
  expect(deriveParty(customer([nothing]))).toEqual({ bills: [], unapplied: [] });
});

test("a new ref without a name is known by its voucher's number", () => {
  const books = deriveParty(
    customer([line("2025-04-05 sales", 10, { to: [["new-ref", " ", 10]], number: "S-12" })]),
  );
  expect(billsOf(books)).toEqual(["receivable S-12 ₹10, open ₹10"]);
});

test("an against ref without a name is money on account", () => {
  const books = deriveParty(customer([line("2025-04-05 receipt", -10, { to: [["agst-ref", "", -10]] })]));
  expect(unappliedOf(books)).toEqual(["receivable on-account ₹10 on 2025-04-05"]);
});

const april5 = (voucherId: string, voucherGuid: string, bill: string): PartyLine =>
  line("2025-04-05 sales", 100, { to: [["new-ref", bill, 100]], voucherId, voucherGuid });

test("of two bills of one day and number the one entered first is settled first, whatever ids our rows have", () => {
  const money = line("2025-04-20 receipt", -100, { to: [["on-account", "", -100]] });
  for (const [first, second] of [
    ["a", "z"],
    ["z", "a"],
  ] as const) {
    const lines = [
      money,
      april5(second, "books-00000011", "LATER"),
      april5(first, "books-00000010", "EARLIER"),
    ];
    const books = deriveParty(customer(lines));
    const likely = books.bills.filter((bill) => bill.settlements.length > 0).map((bill) => bill.name);
    expect(likely).toEqual(["EARLIER"]);
  }
});
