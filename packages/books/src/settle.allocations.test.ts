import { expect, test } from "vitest";

import { deriveParty } from "./settle.ts";
import { billsOf, customer, line, unappliedOf } from "./test-party.ts";

/* What Tally's four types of allocation do, whatever voucher brings them. */
test.each([
  ["sales", 700, "receivable A-1 ₹700, open ₹700"],
  ["journal", 700, "receivable A-1 ₹700, open ₹700"],
  ["debit-note", 700, "receivable A-1 ₹700, open ₹700"],
  ["payment", 700, "receivable A-1 ₹700, open ₹700"],
  ["contra", 700, "receivable A-1 ₹700, open ₹700"],
] as const)("a new ref that a %s raises opens a bill", (kind, rupees, bill) => {
  const books = deriveParty(
    customer([line(`2025-04-05 ${kind}`, rupees, { to: [["new-ref", "A-1", rupees]] })]),
  );
  expect(billsOf(books)).toEqual([bill]);
});

test.each(["receipt", "journal", "credit-note"])(
  "a new ref that a %s lowers waits under its name",
  (kind) => {
    const own = [line(`2025-04-05 ${kind}`, -700, { to: [["new-ref", "A-1", -700]] })];
    const books = deriveParty(customer(own));
    expect(billsOf(books)).toEqual([]);
    expect(unappliedOf(books)).toEqual(["receivable on-account A-1 ₹700 on 2025-04-05"]);
    const later = line("2025-05-05 sales", 900, { to: [["agst-ref", "A-1", 900]] });
    expect(billsOf(deriveParty(customer([...own, later])))).toEqual([
      "receivable A-1 ₹900, open ₹200: ₹700 on 2025-05-05",
    ]);
  },
);

test("an against ref of the bill's own sign adds to it, of the other settles it", () => {
  const books = deriveParty(
    customer([
      line("2025-04-05 sales", 1000, { to: [["new-ref", "A-1", 1000]] }),
      line("2025-04-10 debit-note", 100, { to: [["agst-ref", "A-1", 100]] }),
      line("2025-05-05 receipt", -1100, { to: [["agst-ref", "A-1", -1100]] }),
    ]),
  );
  expect(billsOf(books)).toEqual([
    "receivable A-1 ₹1,000, open ₹0: ₹1,000 on 2025-05-05",
    "receivable A-1 #2 ₹100, open ₹0: ₹100 on 2025-05-05",
  ]);
});
