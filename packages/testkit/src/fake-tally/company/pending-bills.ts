import { addDays, type LocalDate } from "@cfa/values/local-date";
import type { Paise } from "@cfa/values/money";

import { statedBills, type StatedBill } from "../../sample-company/stated-bills.ts";
import { isPosted } from "../../sample-company/tally-books.ts";
import { balancesOn } from "./balances.ts";
import type { CompanyState } from "./state.ts";
import { lastVoucherDate, vouchersBetween } from "./vouchers.ts";

export type BillsSide = "receivable" | "payable";

/** Bills pending at the end of a day, oldest first, with what was typed over the source's books. */
export function pendingBillsOn(state: CompanyState, side: BillsSide, date: LocalDate): Iterable<StatedBill> {
  const touched = touchedLedgers(state);
  const ofSource = state.source.pendingBillsOn(side, date);
  if (touched.size === 0) return ofSource;
  const bills = billsOf(state, touched, date).filter((bill) =>
    side === "receivable" ? bill.balance < 0n : bill.balance > 0n,
  );
  for (const bill of ofSource) if (!touched.has(bill.ledger)) bills.push(bill);
  return bills.toSorted(byDateAndLedger);
}

/** What one party has open: its bills of both sides, and what is tied to none. */
export function outstandingsOf(
  state: CompanyState,
  ledger: number,
  date: LocalDate,
): { bills: StatedBill[]; onAccount: Paise } {
  const both = (["receivable", "payable"] as const).flatMap((side) => [...pendingBillsOn(state, side, date)]);
  const bills = both.filter((bill) => bill.ledger === ledger).toSorted(byDateAndLedger);
  const stated = bills.reduce((total, bill) => total + bill.balance, 0n);
  return { bills, onAccount: (balancesOn(state, date).get(ledger) ?? 0n) - stated };
}

/** What post-dated vouchers after a day will do to bills, by `billKey`. */
export function postDatedAfter(state: CompanyState, date: LocalDate): Map<string, Paise> {
  const sums = new Map<string, Paise>();
  for (const voucher of vouchersBetween(state, { from: addDays(date, 1), to: lastVoucherDate(state) })) {
    if (!voucher.isPostDated || !isPosted(voucher)) continue;
    for (const entry of voucher.entries) {
      for (const { name, amount } of entry.bills ?? []) {
        const key = billKey(entry.ledger, name);
        sums.set(key, (sums.get(key) ?? 0n) + amount);
      }
    }
  }
  return sums;
}

/** What bills were opened with, by `billKey`: new references, advances and opening bills up to a day. */
export function openedAmounts(state: CompanyState, date: LocalDate): Map<string, Paise> {
  const sums = new Map<string, Paise>();
  const add = (key: string, amount: Paise): void => {
    sums.set(key, (sums.get(key) ?? 0n) + amount);
  };
  for (const ledger of state.ledgers.values()) {
    for (const bill of ledger.openingBills) add(billKey(ledger.masterId, bill.name), bill.amount);
  }
  for (const voucher of vouchersBetween(state, { from: state.source.startingFrom, to: date })) {
    if (!isPosted(voucher)) continue;
    for (const entry of voucher.entries) {
      for (const { type, name, amount } of entry.bills ?? [])
        if (type === "New Ref" || type === "Advance") add(billKey(entry.ledger, name), amount);
    }
  }
  return sums;
}

/** A bill is a ledger and a name without regard to case. */
export function billKey(ledger: number, name: string): string {
  return `${ledger} ${name.trim().toUpperCase()}`;
}

/** Ledgers whose bills are not, or may not be, those of the source any more. */
function touchedLedgers(state: CompanyState): Set<number> {
  const touched = new Set<number>();
  for (const { before, now } of state.edits.values()) {
    for (const entry of [...(before?.entries ?? []), ...(now?.entries ?? [])]) touched.add(entry.ledger);
  }
  const ofSource = new Map(state.source.ledgers.map((ledger) => [ledger.masterId, ledger]));
  for (const ledger of state.ledgers.values()) {
    const was = ofSource.get(ledger.masterId);
    const isSame =
      was?.openingBills === ledger.openingBills &&
      was.isBillWise === ledger.isBillWise &&
      was.creditDays === ledger.creditDays &&
      was.opening === ledger.opening;
    if (!isSame) touched.add(ledger.masterId);
  }
  for (const id of ofSource.keys()) if (!state.ledgers.has(id)) touched.add(id);
  return touched;
}

function billsOf(state: CompanyState, ledgers: ReadonlySet<number>, date: LocalDate): StatedBill[] {
  const vouchers = [];
  for (const voucher of vouchersBetween(state, { from: state.source.startingFrom, to: date })) {
    if (voucher.entries.some((entry) => ledgers.has(entry.ledger))) vouchers.push(voucher);
  }
  const known = [...state.ledgers.values()].filter((ledger) => ledgers.has(ledger.masterId));
  const parties = statedBills({ ...state.source, ledgers: known, vouchers }, date);
  return [...parties.values()].flatMap((party) => party.bills);
}

function byDateAndLedger(a: StatedBill, b: StatedBill): number {
  if (a.date !== b.date) return a.date < b.date ? -1 : 1;
  if (a.ledger !== b.ledger) return a.ledger - b.ledger;
  if (a.name === b.name) return 0;
  return a.name < b.name ? -1 : 1;
}
