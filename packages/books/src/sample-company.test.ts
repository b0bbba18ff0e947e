import { closingBalances } from "@cfa/testkit/sample-company/balances";
import { makeSampleCompany } from "@cfa/testkit/sample-company/make-sample-company";
import { statedBills } from "@cfa/testkit/sample-company/stated-bills";
import { addDays, type LocalDate } from "@cfa/values/local-date";
import type { Paise } from "@cfa/values/money";
import { describe, expect, test } from "vitest";

import { onSide, type Basis } from "./bill.ts";
import { nameKey } from "./name-key.ts";
import { billAsOf, outstandingAsOf } from "./outstanding.ts";
import type { PartyBooks } from "./party-books.ts";
import { deriveBooks, voucherGuid, type Derived } from "./test-sample-books.ts";

/* The sample company keeps its own double entry and its own list of bills: both are held against ours to the paisa. */

const isLong = process.env["CFA_TEST_LONG"] === "1";
const SEEDS = isLong ? { S: 20, E: 3, M: 3 } : { S: 3, E: 1, M: 0 };

const cases = (["S", "E", "M"] as const).flatMap((size) =>
  Array.from({ length: SEEDS[size] }, (_, index) => ({ size, seed: index + 1 })),
);

describe.each(cases)("sample company $size, seed $seed", ({ size, seed }) => {
  const company = makeSampleCompany({ size, seed });
  const derived = deriveBooks(company);
  const openTruly = company.truth.open;
  const names = new Map(company.ledgers.map((ledger) => [ledger.masterId, nameKey(ledger.name)]));
  const foreign = new Set(company.ledgers.filter((one) => one.currency !== "").map((one) => one.masterId));
  const days = [
    company.booksFrom,
    addDays(company.through, -200),
    company.through,
    addDays(company.through, 120),
  ];

  test("every party's bills less unapplied money are its ledger balance, on every day looked at", () => {
    for (const asOf of days) {
      const balances = closingBalances(company, asOf);
      for (const ledger of company.ledgers) {
        const books = derived.parties.get(nameKey(ledger.name));
        if (books === undefined) continue;
        expect([ledger.name, asOf, netAsOf(books, asOf)]).toEqual([
          ledger.name,
          asOf,
          -(balances.get(ledger.masterId) ?? 0n),
        ]);
      }
    }
  });

  test("every reference of a bill-wise party stands where Tally has it, and so does what is on account", () => {
    let references = 0;
    for (const asOf of days) {
      const tally = statedBills(company, asOf);
      for (const ledger of company.ledgers) {
        const books = derived.parties.get(nameKey(ledger.name));
        const theirs = tally.get(ledger.masterId);
        if (books === undefined || theirs === undefined || !ledger.isBillWise) continue;
        const expected = new Map(theirs.bills.map((bill) => [nameKey(bill.name), -bill.balance]));
        if (theirs.onAccount !== 0n) expected.set("", -theirs.onAccount);
        expect([ledger.name, asOf, referencesAsOf(books, asOf)]).toEqual([ledger.name, asOf, expected]);
        references += expected.size;
      }
    }
    expect(references).toBeGreaterThan(20);
  });

  test("open bills are due when Tally says they are, or, when a name was used again, when they truly are", () => {
    const tally = statedBills(company, company.through);
    for (const ledger of company.ledgers) {
      const books = derived.parties.get(nameKey(ledger.name));
      const theirs = tally.get(ledger.masterId);
      if (books === undefined || theirs === undefined || !ledger.isBillWise) continue;
      const truly = [...openTruly, ...company.truth.payments];
      const known = [...theirs.bills, ...truly.filter((bill) => bill.party === ledger.masterId)];
      const dues = new Set(
        known.map((bill) => `${nameKey("name" in bill ? bill.name : bill.bill)} ${bill.due}`),
      );
      for (const bill of books.bills) {
        const standing = billAsOf(bill, company.through);
        if (bill.basis === "inferred" || standing === null || standing.open === 0n) continue;
        expect(dues).toContain(`${bill.nameKey} ${bill.dueDate}`);
      }
    }
  });

  test("what vouchers state about payments is what truly happened", () => {
    const ours = settlementsByPath(derived, "stated");
    let seen = 0;
    for (const payment of company.truth.payments) {
      // In foreign currency the truth is what was billed, not what the day's rate made of it.
      if (!payment.stated || foreign.has(payment.party)) continue;
      expect(ours.get(pathOf(payment)) ?? 0n).toBeGreaterThanOrEqual(payment.amount);
      seen++;
    }
    expect(seen).toBeGreaterThan(10);
  });

  test("most of what is inferred is on the bill that its party truly paid with that money", () => {
    const truth = new Map<string, Paise>();
    for (const payment of company.truth.payments) {
      const path = pathOf(payment);
      truth.set(path, (truth.get(path) ?? 0n) + payment.amount);
    }
    let [all, right] = [0n, 0n];
    for (const [path, amount] of settlementsByPath(derived, "inferred")) {
      if (path.endsWith("|null")) continue; // opening money has no voucher
      const paid = truth.get(path) ?? 0n;
      all += amount;
      right += paid < amount ? paid : amount;
    }
    expect(Number((right * 100n) / all)).toBeGreaterThanOrEqual(LEAST_RIGHT_PERCENT);
  });

  function pathOf(payment: { party: number; bill: string; voucher: number }): string {
    return [names.get(payment.party), nameKey(payment.bill), voucherGuid(payment.voucher)].join("|");
  }
});

/** Of the rupees we settle by inference. The sample's payers often pay out of turn on purpose. */
const LEAST_RIGHT_PERCENT = 60;

/** Sums settled, by "party|bill|voucher". */
function settlementsByPath({ parties }: Derived, basis: Basis): Map<string, Paise> {
  const sums = new Map<string, Paise>();
  for (const [party, { bills }] of parties) {
    for (const bill of bills) {
      for (const settlement of bill.settlements) {
        if (settlement.basis !== basis) continue;
        const path = [party, bill.nameKey, settlement.voucherId].join("|");
        sums.set(path, (sums.get(path) ?? 0n) + settlement.amount);
      }
    }
  }
  return sums;
}

function netAsOf(books: PartyBooks, asOf: LocalDate): Paise {
  const receivable = outstandingAsOf(books, { side: "receivable", asOf });
  return receivable.outstanding - outstandingAsOf(books, { side: "payable", asOf }).outstanding;
}

/** By reference, debit positive; on account under the empty name. References at zero are left out. */
function referencesAsOf(books: PartyBooks, asOf: LocalDate): Map<string, Paise> {
  const sums = new Map<string, Paise>();
  for (const bill of books.bills) {
    const key = bill.basis === "stated" ? bill.nameKey : "";
    const open = billAsOf(bill, asOf)?.open ?? 0n;
    sums.set(key, (sums.get(key) ?? 0n) + onSide(bill.side, open));
  }
  for (const row of books.unapplied) {
    const key = nameKey(row.name);
    if (row.date <= asOf) sums.set(key, (sums.get(key) ?? 0n) - onSide(row.side, row.amount));
  }
  return new Map([...sums].filter(([, sum]) => sum !== 0n));
}
