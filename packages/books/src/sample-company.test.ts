import { closingBalances } from "@cfa/testkit/sample-company/balances";
import { makeSampleCompany } from "@cfa/testkit/sample-company/make-sample-company";
import { statedBills, type PartyBills } from "@cfa/testkit/sample-company/stated-bills";
import { addDays, type LocalDate } from "@cfa/values/local-date";
import type { Paise } from "@cfa/values/money";
import { describe, expect, test } from "vitest";

import { ageing, bucketKeys, bucketOf } from "./ageing.ts";
import { onSide, type Basis, type Side } from "./bill.ts";
import { nameKey } from "./name-key.ts";
import { billAsOf, outstandingAsOf, overdueDaysOf } from "./outstanding.ts";
import type { PartyBooks } from "./party-books.ts";
import { deriveBooks, voucherGuid, type Derived } from "./test-sample-books.ts";

/* The sample company keeps its own double entry and its own list of bills: both are held against ours to the paisa. */

const isLong = process.env["CFA_TEST_LONG"] === "1";
const SEEDS = isLong ? { S: 20, E: 10, M: 5 } : { S: 3, E: 1, M: 0 };

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
    addDays(company.through, -61),
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
    const daysOf = settlementDays(derived);
    let seen = 0;
    for (const payment of company.truth.payments) {
      // In foreign currency the truth is what was billed, not what the day's rate made of it.
      if (!payment.stated || foreign.has(payment.party)) continue;
      expect(ours.get(pathOf(payment)) ?? 0n).toBeGreaterThanOrEqual(payment.amount);
      expect([pathOf(payment), daysOf.get(pathOf(payment))]).toEqual([
        pathOf(payment),
        new Set([payment.date]),
      ]);
      seen++;
    }
    expect(seen).toBeGreaterThan(10);
  });

  test("what is due, overdue, in each bucket and unapplied is what Tally's own bills come to", () => {
    let overdue = 0n;
    for (const asOf of days) {
      const tally = statedBills(company, asOf);
      for (const ledger of company.ledgers) {
        const books = derived.parties.get(nameKey(ledger.name));
        const theirs = tally.get(ledger.masterId);
        if (books === undefined || theirs === undefined || !ledger.isBillWise) continue;
        if (isBothSides(books)) continue; // a credit may stand on either side: its net is held above
        if (isNameOpenAgain(books, asOf)) continue; // Tally shows it under its first day; ours is held above
        const side = books.bills[0]?.side ?? books.unapplied[0]?.side ?? "receivable";
        const expected = totalsOf(theirs, { side, asOf });
        const ours = outstandingAsOf(books, { side, asOf });
        const buckets = ageing(books.bills, { side, asOf }).map((bucket) => bucket.amount);
        expect([ledger.name, asOf, ours.due, ours.overdue, ours.unapplied, buckets]).toEqual([
          ledger.name,
          asOf,
          expected.due,
          expected.overdue,
          expected.unapplied,
          expected.buckets,
        ]);
        overdue += expected.overdue;
      }
    }
    expect(overdue).toBeGreaterThan(0n);
  });

  test("most of what is inferred is on the bill that its party truly paid with that money", () => {
    const { all, right } = scoreOf(settlementsByPath(derived, "inferred"), truthByPath());
    const percent = (Number(right) * 100) / Number(all);
    if (isLong)
      console.log(`${size} ${seed}: ${percent.toFixed(1)} % of ${all / 100n} inferred rupees are right`);
    expect(percent).toBeGreaterThanOrEqual(LEAST_RIGHT_PERCENT);
  });

  test("where a party pays first in, first out, and nothing is stated, every inferred rupee is right", () => {
    const outOfTurn = new Set(
      company.truth.receipts.filter((one) => !one.followsFifo).map((one) => one.party),
    );
    const truth = truthByPath();
    for (const ledger of company.ledgers) {
      const books = derived.parties.get(nameKey(ledger.name));
      if (books === undefined || ledger.isBillWise || outOfTurn.has(ledger.masterId)) continue;
      const only: Derived = { ...derived, parties: new Map([[nameKey(ledger.name), books]]) };
      const { all, right } = scoreOf(settlementsByPath(only, "inferred"), truth);
      expect([ledger.name, right]).toEqual([ledger.name, all]);
    }
  });

  /** What truly settled what: money, and notes and certificates. */
  function truthByPath(): Map<string, Paise> {
    const truth = new Map<string, Paise>();
    for (const one of [...company.truth.payments, ...company.truth.notes]) {
      truth.set(pathOf(one), (truth.get(pathOf(one)) ?? 0n) + one.amount);
    }
    return truth;
  }

  function pathOf(payment: { party: number; bill: string; voucher: number }): string {
    return [names.get(payment.party), nameKey(payment.bill), voucherGuid(payment.voucher)].join("|");
  }
});

/** Of the rupees we settle by inference. The sample's payers often pay out of turn on purpose. */
const LEAST_RIGHT_PERCENT = 75;

function scoreOf(
  ours: ReadonlyMap<string, Paise>,
  truth: ReadonlyMap<string, Paise>,
): { all: Paise; right: Paise } {
  let [all, right] = [0n, 0n];
  for (const [path, amount] of ours) {
    if (path.endsWith("|null")) continue; // opening money has no voucher
    const paid = truth.get(path) ?? 0n;
    all += amount;
    right += paid < amount ? paid : amount;
  }
  return { all, right };
}

function isBothSides({ bills, unapplied }: PartyBooks): boolean {
  return new Set([...bills, ...unapplied].map((one) => one.side)).size > 1;
}

/** Whether a bill is open whose name was used before. */
function isNameOpenAgain({ bills }: PartyBooks, asOf: LocalDate): boolean {
  return bills.some((bill) => bill.occurrence > 1 && (billAsOf(bill, asOf)?.open ?? 0n) > 0n);
}

/** A party's totals by Tally's own list of bills. A name that was used again while it was open ages with its first bill there. */
function totalsOf(
  theirs: PartyBills,
  { side, asOf }: { side: Side; asOf: LocalDate },
): { due: Paise; overdue: Paise; unapplied: Paise; buckets: Paise[] } {
  const totals = { due: 0n, overdue: 0n, unapplied: 0n, buckets: bucketKeys().map(() => 0n) };
  for (const { balance, due } of [...theirs.bills, { balance: theirs.onAccount, due: asOf }]) {
    const owed = onSide(side, -balance);
    if (owed <= 0n) {
      totals.unapplied -= owed;
      continue;
    }
    const bucket = bucketOf(overdueDaysOf(due, asOf));
    totals.buckets[bucket] = (totals.buckets[bucket] ?? 0n) + owed;
    if (bucket === 0) totals.due += owed;
    else totals.overdue += owed;
  }
  return totals;
}

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

/** The days on which it is stated that "party|bill|voucher" counts. */
function settlementDays({ parties }: Derived): Map<string, Set<LocalDate>> {
  const days = new Map<string, Set<LocalDate>>();
  for (const [party, { bills }] of parties) {
    for (const bill of bills) {
      for (const { basis, voucherId, date } of bill.settlements) {
        const path = [party, bill.nameKey, voucherId].join("|");
        if (basis === "stated") days.set(path, (days.get(path) ?? new Set()).add(date));
      }
    }
  }
  return days;
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
