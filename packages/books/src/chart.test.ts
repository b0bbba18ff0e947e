import type { LedgerRecord } from "@cfa/contract/records";
import { expect, test } from "vitest";

import { makeChart } from "./chart.ts";

function ledger(name: string, more: Partial<LedgerRecord> = {}): LedgerRecord {
  return { guid: `g-${name}`, alterId: 1, name, parent: "Sundry Debtors", openingBalance: "0", ...more };
}

function chartOf(ledgers: LedgerRecord[]) {
  return makeChart({ groups: [], ledgers, voucherTypes: [] });
}

test("a debit that Tally gives as negative becomes positive, its bills too", () => {
  const [sharma] = chartOf([
    ledger("Sharma Traders", {
      openingBalance: "-150000",
      isBillWise: true,
      creditLimit: "500000",
      openingBills: [
        { name: " OLD-1 ", date: "2024-12-15", amount: "-200000", creditPeriod: { text: "30 Days" } },
        { name: "ADV", amount: "50000", isAdvance: true, date: "2024-02-31" },
      ],
    }),
  ]).ledgers;
  expect(sharma).toMatchObject({
    nameKey: "sharma traders",
    group: "Sundry Debtors",
    root: "Current Assets",
    homeSide: "receivable",
    partyKind: "customer",
    isBillWise: true,
    opening: 150000n,
    creditLimit: 500000n,
  });
  expect(sharma?.openingBills).toEqual([
    {
      name: "OLD-1",
      date: "2024-12-15",
      creditPeriod: { text: "30 Days" },
      amount: 200000n,
      isAdvance: false,
    },
    { name: "ADV", date: null, creditPeriod: null, amount: -50000n, isAdvance: true },
  ]);
});

test("a ledger that is no party has no side", () => {
  const [rent] = chartOf([ledger("Rent", { parent: "Indirect Expenses" })]).ledgers;
  expect(rent).toMatchObject({ homeSide: null, partyKind: null, nature: "expense" });
});

test("where Tally is silent, opening bills say that a ledger is bill-wise", () => {
  const chart = chartOf([
    ledger("A", { openingBills: [{ name: "1", amount: "-1" }] }),
    ledger("B"),
    ledger("C", { isBillWise: false, openingBills: [{ name: "1", amount: "-1" }] }),
  ]);
  expect(chart.ledgers.map((one) => one.isBillWise)).toEqual([true, false, false]);
});

test("a ledger is found by name or alias, and a name wins over another's alias", () => {
  const chart = chartOf([ledger("Gupta & Co"), ledger("Gupta Stores", { aliases: ["GS", "gupta & co"] })]);
  expect(chart.ledgerNamed(" gs ")?.name).toBe("Gupta Stores");
  expect(chart.ledgerNamed("GUPTA & CO")?.name).toBe("Gupta & Co");
  expect(chart.ledgerNamed("Gupta")).toBeUndefined();
});
