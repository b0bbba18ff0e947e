import type { LedgerRecord, OpeningBillRecord } from "@cfa/contract/records";
import { toTallyDayNumber, type LocalDate } from "@cfa/values/local-date";

import { partyGuid, sameName, type ListSide } from "./made-guid.ts";

/** A bill of a list: what is open of it, positive when it is owed on the list's side. */
export type ListedBill = {
  readonly party: string;
  readonly name: string;
  readonly date: LocalDate;
  readonly due: LocalDate | null;
  readonly paise: bigint;
};

/**
 * A list of open bills as ledgers with opening bills, one for each party: the same form in which Tally's masters bring
 * what was open when the books began. What is paid ahead stands on the other side, as an advance.
 */
export function listRecords(side: ListSide, bills: Iterable<ListedBill>): LedgerRecord[] {
  const parties = new Map<string, { name: string; bills: ListedBill[] }>();
  for (const bill of bills) {
    const key = sameName(bill.party);
    const party = parties.get(key);
    if (party === undefined) parties.set(key, { name: bill.party, bills: [bill] });
    else party.bills.push(bill);
  }
  return [...parties.values()].map((party) => partyRecord(side, party.name, party.bills));
}

/** A party of an earlier list that is not in this one: nothing is open any more. */
export function settledParty(side: ListSide, name: string): LedgerRecord {
  return partyRecord(side, name, []);
}

/** Tally's sign is debit negative: what a customer owes is negative, what we owe is positive. */
function partyRecord(side: ListSide, name: string, bills: readonly ListedBill[]): LedgerRecord {
  const sign = side === "receivable" ? -1n : 1n;
  const openingBills = merged(bills).map((bill) => openingBill(bill, sign));
  const total = bills.reduce((sum, bill) => sum + bill.paise, 0n);
  return {
    guid: partyGuid(side, name),
    alterId: 0,
    name,
    parent: side === "receivable" ? "Sundry Debtors" : "Sundry Creditors",
    openingBalance: (total * sign).toString(),
    isBillWise: true,
    ...(openingBills.length === 0 ? {} : { openingBills }),
  };
}

/** Rows of one bill are one bill; without a name each day stands for itself. In the order of days, so that rows may move. */
function merged(bills: readonly ListedBill[]): ListedBill[] {
  const found = new Map<string, ListedBill>();
  for (const bill of bills) {
    const key = `${sameName(bill.name)} ${bill.date} ${bill.paise < 0n}`;
    const before = found.get(key);
    found.set(key, before === undefined ? bill : { ...before, paise: before.paise + bill.paise });
  }
  return [...found.values()].toSorted((a, b) =>
    a.date === b.date ? a.name.localeCompare(b.name, "en") : a.date < b.date ? -1 : 1,
  );
}

function openingBill(bill: ListedBill, sign: bigint): OpeningBillRecord {
  return {
    name: bill.name === "" ? bill.date : bill.name,
    date: bill.date,
    amount: (bill.paise * sign).toString(),
    ...(bill.due === null
      ? {}
      : { creditPeriod: { text: bill.due, baseDayNumber: toTallyDayNumber(bill.date) } }),
    ...(bill.paise < 0n ? { isAdvance: true } : {}),
  };
}
