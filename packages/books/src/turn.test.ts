import { expect, test } from "vitest";

import { deriveParty } from "./settle.ts";
import { billsOf, customer, line } from "./test-party.ts";
import { isNamedIn } from "./turn.ts";

const APRIL = [
  line("2025-04-01 sales", 1000, { number: "ST/25/1" }),
  line("2025-04-02 sales", 700, { number: "ST/25/2" }),
  line("2025-04-03 sales", 300, { number: "ST/25/3" }),
];
const withoutBills = (...lines: typeof APRIL) =>
  billsOf(deriveParty(customer([...APRIL, ...lines], { isBillWise: false })));

test("money that says nothing pays the oldest bills first", () => {
  expect(withoutBills(line("2025-04-10 receipt", -1200))).toEqual([
    "receivable ST/25/1 inferred ₹1,000, open ₹0: ₹1,000 on 2025-04-10",
    "receivable ST/25/2 inferred ₹700, open ₹500: ₹200 on 2025-04-10",
    "receivable ST/25/3 inferred ₹300, open ₹300",
  ]);
});

test("a credit note goes to the bill whose number is its reference, a receipt to the one its narration names", () => {
  const note = line("2025-04-08 credit-note", -100, { reference: "ST/25/3" });
  const receipt = { ...line("2025-04-10 receipt", -700), narration: "NEFT agst. st/25/2, Ravi" };
  expect(withoutBills(note, receipt)).toEqual([
    "receivable ST/25/1 inferred ₹1,000, open ₹1,000",
    "receivable ST/25/2 inferred ₹700, open ₹0: ₹700 on 2025-04-10",
    "receivable ST/25/3 inferred ₹300, open ₹200: ₹100 on 2025-04-08",
  ]);
});

test("a sum that is just that of newer bills pays them, from the second time it happens", () => {
  const [once, more] = [line("2025-04-10 receipt", -700), line("2025-04-20 receipt", -300)];
  expect(withoutBills(once)[0]).toBe("receivable ST/25/1 inferred ₹1,000, open ₹300: ₹700 on 2025-04-10");
  expect(withoutBills(once, line("2025-04-05 receipt", -300))).toEqual([
    "receivable ST/25/1 inferred ₹1,000, open ₹0: ₹300 on 2025-04-05 + ₹700 on 2025-04-10",
    "receivable ST/25/2 inferred ₹700, open ₹700",
    "receivable ST/25/3 inferred ₹300, open ₹300",
  ]);
  const later = line("2025-04-15 sales", 450, { number: "ST/25/4" });
  expect(withoutBills(once, later, more, line("2025-04-21 receipt", -450))[3]).toBe(
    "receivable ST/25/4 inferred ₹450, open ₹0: ₹450 on 2025-04-21",
  );
});

test("what is likely follows an exact sum at once, for it does not count", () => {
  const stated = APRIL.map((sale) => ({
    ...sale,
    allocations: [{ name: sale.number, type: "new-ref" as const, amount: sale.amount }],
  }));
  const likely = deriveParty(
    customer([...stated, line("2025-04-10 receipt", -1000), line("2025-04-11 receipt", -300)]),
  );
  expect(billsOf(likely)).toEqual([
    "receivable ST/25/1 ₹1,000, open ₹1,000: ₹1,000 on 2025-04-10?",
    "receivable ST/25/2 ₹700, open ₹700",
    "receivable ST/25/3 ₹300, open ₹300: ₹300 on 2025-04-11?",
  ]);
});

test("a bill 90 days overdue that two newer ones went past comes last", () => {
  const disputed = [
    line("2025-04-01 sales", 1000, { number: "OLD/1", to: [["new-ref", "OLD/1", 1000]] }),
    line("2025-05-01 sales", 500, { number: "NEW/1", to: [["new-ref", "NEW/1", 500]] }),
    line("2025-05-02 sales", 600, { number: "NEW/2", to: [["new-ref", "NEW/2", 600]] }),
    line("2025-07-01 receipt", -1100, {
      to: [
        ["agst-ref", "NEW/1", -500],
        ["agst-ref", "NEW/2", -600],
      ],
    }),
    line("2025-07-10 sales", 800, { number: "NEW/3", to: [["new-ref", "NEW/3", 800]] }),
  ];
  const likelyOn = (day: string) =>
    billsOf(deriveParty(customer([...disputed, line(`${day} receipt`, -200)]))).filter((bill) =>
      bill.includes("?"),
    );
  // Due on 1 May: 90 days overdue on 30 July.
  expect(likelyOn("2025-07-30")).toEqual(["receivable OLD/1 ₹1,000, open ₹1,000: ₹200 on 2025-07-30?"]);
  expect(likelyOn("2025-07-31")).toEqual(["receivable NEW/3 ₹800, open ₹800: ₹200 on 2025-07-31?"]);
});

test.each([
  ["paid st/25/12 by neft", "st/25/12", true],
  ["paid st/25/123 by neft", "st/25/12", false],
  ["cheque 123456", "123456", false], // it could be any number
  ["bill a1", "a1", false],
  ["", "st/25/12", false],
])("%o names %o: %o", (words, name, isNamed) => {
  expect(isNamedIn(words, name)).toBe(isNamed);
});
