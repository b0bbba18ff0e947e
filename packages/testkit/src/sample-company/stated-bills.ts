import { addDays, type LocalDate } from "@cfa/values/local-date";
import type { Paise } from "@cfa/values/money";

import { isPosted, type Allocation, type Books, type Ledger } from "./tally-books.ts";

/** A bill as Tally states it: the sum of the allocations that name it. Tally's sign: a receivable is negative. */
export type StatedBill = {
  readonly ledger: number;
  readonly name: string;
  readonly date: LocalDate;
  readonly due: LocalDate;
  readonly creditDays: number | null;
  readonly balance: Paise;
};

/** What the allocations of one party come to. `bills` are those not zero; bills + onAccount = the ledger's balance. */
export type PartyBills = {
  readonly bills: readonly StatedBill[];
  readonly onAccount: Paise;
};

type Tally = { bills: Map<string, { -readonly [K in keyof StatedBill]: StatedBill[K] }>; onAccount: Paise };

/**
 * Tally's view of every bill-wise ledger at the end of a day, by MasterId: stated allocations only, nothing inferred.
 * A bill is (ledger, name without regard to case); due is its date plus its own credit period or else the ledger's.
 */
export function statedBills(books: Books, asOf: LocalDate): Map<number, PartyBills> {
  const parties = new Map<number, Tally>();
  const ledgers = new Map<number, Ledger>();
  for (const ledger of books.ledgers) {
    if (!ledger.isBillWise) continue;
    ledgers.set(ledger.masterId, ledger);
    parties.set(ledger.masterId, openingOf(ledger));
  }
  for (const voucher of books.vouchers) {
    if (voucher.date > asOf || !isPosted(voucher)) continue;
    for (const entry of voucher.entries) {
      const party = parties.get(entry.ledger);
      const ledger = ledgers.get(entry.ledger);
      if (party === undefined || ledger === undefined) continue;
      let allocated = 0n;
      for (const allocation of entry.bills ?? []) {
        allocate(party, { ledger, allocation, date: voucher.date });
        allocated += allocation.amount;
      }
      party.onAccount += entry.amount - allocated;
    }
  }
  return new Map([...parties].map(([id, party]) => [id, finished(party)]));
}

/** The Bills Receivable (debit) or Bills Payable (credit) report: pending bills of that sign, oldest first. */
export function pendingBills(books: Books, side: "receivable" | "payable", asOf: LocalDate): StatedBill[] {
  const all = [...statedBills(books, asOf).values()].flatMap((party) => party.bills);
  return all
    .filter((bill) => (side === "receivable" ? bill.balance < 0n : bill.balance > 0n))
    .toSorted((a, b) => compare(a.date, b.date) || a.ledger - b.ledger || compare(a.name, b.name));
}

function openingOf(ledger: Ledger): Tally {
  const party: Tally = { bills: new Map(), onAccount: ledger.opening };
  for (const { name, date, amount, creditDays } of ledger.openingBills) {
    const allocation: Allocation = {
      type: "New Ref",
      name,
      amount,
      ...(creditDays === null ? {} : { creditDays }),
    };
    allocate(party, { ledger, allocation, date });
    party.onAccount -= amount;
  }
  return party;
}

function allocate(party: Tally, at: { ledger: Ledger; allocation: Allocation; date: LocalDate }): void {
  const { ledger, allocation, date } = at;
  if (allocation.type === "On Account") {
    party.onAccount += allocation.amount;
    return;
  }
  const key = allocation.name.trim().toUpperCase();
  const bill = party.bills.get(key);
  if (bill !== undefined && (bill.balance !== 0n || allocation.type === "Agst Ref")) {
    bill.balance += allocation.amount;
    return;
  }
  // A name whose bill is settled opens a new bill: suppliers begin their numbers anew every year.
  const creditDays = allocation.creditDays ?? ledger.creditDays;
  party.bills.set(key, {
    ledger: ledger.masterId,
    name: allocation.name,
    date,
    due: addDays(date, creditDays ?? 0),
    creditDays,
    balance: allocation.amount,
  });
}

function finished(party: Tally): PartyBills {
  return {
    bills: [...party.bills.values()].filter((bill) => bill.balance !== 0n),
    onAccount: party.onAccount,
  };
}

/** Orders texts as sorting does. */
export function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
