import type { LocalDate } from "@cfa/values/local-date";
import { min, sum, type Paise } from "@cfa/values/money";

import type { OpenBill, TradingParty } from "./parties.ts";
import type { Allocation } from "./tally-books.ts";

/** So much of one payment goes to one bill. */
export type Share = { readonly bill: OpenBill; readonly amount: Paise };

/** The parts of a party's plan due by a day, each no more than its bill still owes. Takes them off the plan, not off the bills. */
export function takePlanned(party: TradingParty, upTo: LocalDate): Share[] {
  const due = party.planned.filter((planned) => planned.date <= upTo);
  if (due.length === 0) return [];
  party.planned = party.planned.filter((planned) => planned.date > upTo);
  const shares = new Map<OpenBill, Paise>();
  for (const { bill, amount } of due) {
    const before = shares.get(bill) ?? 0n;
    const left = bill.open - bill.tdsAwaited - before;
    const paid = amount === null ? left : min(amount, left);
    if (paid > 0n) shares.set(bill, before + paid);
  }
  return [...shares].map(([bill, amount]) => ({ bill, amount }));
}

/** Whether a sum spread over the oldest open bills would go just to these shares. */
export function followsFifo(party: TradingParty, shares: readonly Share[]): boolean {
  let left = sum(shares.map((one) => one.amount));
  const wanted = new Map(shares.map((one) => [one.bill, one.amount]));
  const oldestFirst = party.bills.toSorted((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0));
  for (const bill of oldestFirst) {
    if (left === 0n) break;
    const taken = min(bill.open, left);
    if (taken > 0n && wanted.get(bill) !== taken) return false;
    left -= taken;
  }
  return true;
}

/** Allocations against the bills of some shares; `sign` 1 credits the party, −1 debits it. */
export function against(shares: readonly Share[], sign: 1n | -1n): Allocation[] {
  return shares.map(({ bill, amount }) => ({
    type: "Agst Ref" as const,
    name: bill.name,
    amount: sign * amount,
    billDate: bill.date,
  }));
}
