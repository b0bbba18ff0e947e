import type { LocalDate } from "@cfa/values/local-date";
import { sum, type Paise } from "@cfa/values/money";

import { onSide, type Side } from "./bill.ts";
import type { OpeningBill } from "./chart.ts";
import { nameKey } from "./name-key.ts";

/** What Tally states of a ledger at the first day of its current period, and what our books posted before it. Debit positive. */
export type StatedOpening = {
  booksFrom: LocalDate;
  homeSide: Side | null;
  isBillWise: boolean;
  isRevenue: boolean;
  stated: Paise;
  statedBills: readonly OpeningBill[];
  before: Paise; // posted from the first day of the books up to the period
  allocatedBefore: readonly { name: string; amount: Paise }[]; // by bill name, without on account
};

/**
 * What a ledger opened with on the first day of the books: what Tally states at its current period less what was posted
 * before that. Revenue ledgers begin each year at nothing, so nothing can be told of their first one.
 */
export function openingAtBooks(ledger: StatedOpening): { opening: Paise; bills: OpeningBill[] } {
  if (ledger.isRevenue) return { opening: 0n, bills: [] };
  const opening = ledger.stated - ledger.before;
  if (!ledger.isBillWise) return { opening, bills: [...ledger.statedBills] };
  return { opening, bills: billsAtBooks(ledger, opening) };
}

/**
 * Opening bills are a list of their own in Tally. Usually it is that of the first day of the books, whatever the period;
 * then it stands. When it holds what was open at the period's first day, the moves before that are taken off each name.
 */
function billsAtBooks(ledger: StatedOpening, opening: Paise): OpeningBill[] {
  const { statedBills } = ledger;
  if (!isOfPeriod(ledger, opening)) return [...statedBills];
  const moved = new Map<string, { name: string; amount: Paise }>();
  for (const { name, amount } of ledger.allocatedBefore) {
    const key = nameKey(name);
    moved.set(key, { name, amount: (moved.get(key)?.amount ?? 0n) + amount });
  }
  const bills: OpeningBill[] = [];
  for (const bill of statedBills) {
    const key = nameKey(bill.name);
    const rest = bill.amount - (moved.get(key)?.amount ?? 0n);
    moved.delete(key); // a name met twice: the first takes it all
    if (rest !== 0n) bills.push({ ...bill, amount: rest });
  }
  for (const { name, amount } of moved.values()) {
    if (amount !== 0n) bills.push(settledBefore(name, -amount, ledger.homeSide));
  }
  return bills;
}

/**
 * Whether the list is of the period's first day: its sum is the balance of that day and not that of the books' first day,
 * or it holds a bill made after the books began.
 */
function isOfPeriod({ statedBills, stated, booksFrom }: StatedOpening, opening: Paise): boolean {
  const total = sum(statedBills.map((bill) => bill.amount));
  if (total === opening && stated !== opening) return false;
  if (total === stated && stated !== opening) return true;
  return statedBills.some((bill) => bill.date !== null && bill.date >= booksFrom);
}

/** A bill that was open when the books began and was settled before the period: only its name and sum are known. */
function settledBefore(name: string, amount: Paise, homeSide: Side | null): OpeningBill {
  const isAdvance = homeSide !== null && onSide(homeSide, amount) < 0n;
  return { name, date: null, creditPeriod: null, amount, isAdvance };
}
