import { addDays, daysBetween, type LocalDate } from "@cfa/values/local-date";
import type { Paise } from "@cfa/values/money";

import { billsOf, type BillRow, type Bills } from "./bills.ts";
import { moneyDays } from "./money-days.ts";
import type { BillSettlement, PaymentBill, PaymentBooks } from "./payment-insight.ts";

/** Bills of earlier days are not learned from: parties change. */
export const LEARNED_MONTHS = 48;

const EPOCH = "1970-01-01" as LocalDate;
/** A bill whose settlement was inferred counts so much; one that is disputed says nothing of how its party pays. */
const INFERRED = 0.5;
/** What is left of a bill that counts as paid: rounding, in paise. */
const ROUNDING = 100n;

/** Days from 1970-01-01. */
export function dayNumber(date: LocalDate): number {
  return daysBetween(EPOCH, date);
}

/** The day so many days from 1970-01-01. */
export function dateOf(day: number): LocalDate {
  return addDays(EPOCH, day);
}

/** The bills of the books as the models see them, the number of each party, and by bill id what was found of it. */
export type PaymentHistory = {
  bills: Bills;
  parties: ReadonlyMap<string, number>;
  found: ReadonlyMap<string, Observed>;
};

/** A bill with the day on which nothing of it was left to pay (null: something is), and what still has to come. */
export type Observed = { bill: PaymentBill; row: BillRow; paid: LocalDate | null; awaited: Paise };

/** Makes a history of bills. Parties are numbered in the order of their ids, so that the same books give the same history. */
export function paymentHistory({
  bills: list,
  taken,
}: Pick<PaymentBooks, "bills" | "taken">): PaymentHistory {
  const ids = [...new Set(list.map((bill) => bill.partyId))].toSorted();
  const parties = new Map(ids.map((id, at) => [id, at]));
  const days = moneyDays(list, taken);
  const found = new Map<string, Observed>();
  for (const bill of list.toSorted((a, b) => (a.billId < b.billId ? -1 : 1))) {
    if (bill.amount <= 0n) continue; // nothing to be paid
    found.set(bill.billId, observe(bill, parties.get(bill.partyId) ?? 0, days));
  }
  return { bills: billsOf([...found.values()].map(({ row }) => row)), parties, found };
}

/** A bill of which nothing is left to pay. `isGuess`: which money paid it is worked out and not stated. */
export type PaidBill = { bill: PaymentBill; paid: LocalDate; delay: number; isGuess: boolean };

/** The paid ones of some parties' bills, in the order they were paid in. All bills of a party are wanted: one day's money is theirs together. */
export function paidBills(books: Pick<PaymentBooks, "bills" | "taken">): PaidBill[] {
  const found = [...paymentHistory(books).found.values()].flatMap(({ bill, row, paid }) =>
    paid === null
      ? []
      : [{ bill, paid, delay: daysBetween(bill.dueDate, paid), isGuess: (row.weight ?? 1) < 1 }],
  );
  return found.toSorted(
    (a, b) =>
      compare(a.paid, b.paid) ||
      compare(a.bill.dueDate, b.bill.dueDate) ||
      compare(a.bill.billId, b.bill.billId),
  );
}

function compare(one: string, other: string): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}

function observe(bill: PaymentBill, party: number, days: ReadonlyMap<BillSettlement, LocalDate>): Observed {
  const settled = bill.settlements.map((each) => ({
    ...each,
    money: each.isMoney || each.isLikely || days.has(each),
    date: days.get(each) ?? each.date,
  }));
  const money = settled.filter((each) => each.money);
  // Credit notes, TDS and write-offs are no payment: what they take was never to be paid. A bill with nothing else went by them.
  const counted = money.length > 0 ? money : settled;
  const never = settled.reduce((sum, each) => sum + (counted.includes(each) ? 0n : each.amount), 0n);
  const paid = dayNothingIsLeft(bill.amount - never - bill.tdsAwaited - ROUNDING, counted);
  const left = settled.reduce((sum, each) => sum - each.amount, bill.amount);
  const awaited = left - bill.disputed - bill.tdsAwaited;
  const isGuess = money.length === 0 || money.some((each) => each.isInferred);
  const row: BillRow = {
    party,
    known: Math.max(dayNumber(bill.known), dayNumber(bill.date)),
    date: dayNumber(bill.date),
    due: dayNumber(bill.dueDate),
    amount: Number(bill.amount) / 100,
    paid: paid === null ? null : dayNumber(paid),
    weight: paid === null && bill.disputed > 0n ? 0 : paid !== null && isGuess ? INFERRED : 1,
  };
  return { bill, row, paid, awaited: awaited > 0n ? awaited : 0n };
}

/** The day from which on a sum is reached; a settlement that is taken back lifts it again. Null: it is not. */
function dayNothingIsLeft(
  sum: Paise,
  settled: readonly { date: LocalDate; amount: Paise }[],
): LocalDate | null {
  let left = sum;
  let day: LocalDate | null = null;
  for (const { amount, date } of settled.toSorted((a, b) =>
    a.date < b.date ? -1 : a.date > b.date ? 1 : 0,
  )) {
    left -= amount;
    if (left > 0n) day = null;
    else day ??= date;
  }
  return day;
}
