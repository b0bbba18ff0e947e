import type { LocalDate } from "@cfa/values/local-date";
import { min, type Paise } from "@cfa/values/money";

import {
  counts,
  type Basis,
  type Bill,
  type Origin,
  type Settlement,
  type Side,
  type UnappliedKind,
} from "./bill.ts";
import type { Due } from "./due-date.ts";
import type { Move } from "./intake/move.ts";
import { nameKey } from "./name-key.ts";

/** Money that no bill has taken yet, while settling goes on. */
export type Credit = {
  side: Side;
  kind: UnappliedKind;
  name: string;
  date: LocalDate;
  amount: Paise;
  left: Paise;
  taken: { date: LocalDate; amount: Paise; isCorrected?: boolean }[];
  voucherId: string | null;
  lineNo: number | null;
  words: string; // of its voucher, as a name key
  isCorrected?: true; // a correction took it from where Tally, or a guess, has it
  origin?: Origin; // none: the party's own ledger
};

/** Opens a bill for so much of a move; it gets its occurrence when all are known. */
export function openBill(
  move: Move,
  { amount, side, basis, due }: { amount: Paise; side: Side; basis: Basis; due: Due },
): Bill {
  return {
    side,
    name: move.name,
    nameKey: nameKey(move.name),
    occurrence: 0,
    basis,
    isOpening: move.isOpening,
    date: move.date,
    ...due,
    amount,
    open: amount,
    lastSettled: null,
    voucherId: move.voucherId,
    lineNo: move.lineNo,
    settlements: [],
  };
}

/** Keeps so much of a move as money that no bill has taken. */
export function keepUnapplied(move: Move, { amount, side }: { amount: Paise; side: Side }): Credit {
  return {
    side,
    kind: move.unappliedAs,
    name: move.type === "on-account" ? "" : move.name,
    date: move.date,
    amount,
    left: amount,
    taken: [],
    voucherId: move.voucherId,
    lineNo: move.lineNo,
    words: move.words,
  };
}

/** Takes so much from waiting money on a day; `isCorrected`: because a person says so. */
export function takeFrom(
  credit: Credit,
  amount: Paise,
  on: { date: LocalDate; isCorrected?: boolean },
): void {
  credit.left -= amount;
  credit.taken.push({ amount, ...on });
}

/** Lets waiting money pay what it can of a bill, from the later of their two days. Answers how much that is. */
export function payFrom(credit: Credit, bill: Bill): Paise {
  const amount = min(credit.left, bill.open);
  if (amount === 0n) return 0n;
  const date = later(credit.date, bill.date);
  takeFrom(credit, amount, { date });
  settle(bill, { amount, date, basis: bill.basis, voucherId: credit.voucherId, lineNo: credit.lineNo });
  return amount;
}

/** Writes a settlement on its bill; only one that counts takes from what is open. */
export function settle(bill: Bill, settlement: Settlement): void {
  if (counts(bill, settlement)) {
    bill.open -= settlement.amount;
    if (bill.lastSettled === null || settlement.date > bill.lastSettled) bill.lastSettled = settlement.date;
  }
  const last = bill.settlements.at(-1);
  const sameLine =
    last !== undefined &&
    last.voucherId === settlement.voucherId &&
    last.lineNo === settlement.lineNo &&
    last.date === settlement.date &&
    last.basis === settlement.basis &&
    last.correctionId === settlement.correctionId;
  if (sameLine) last.amount += settlement.amount;
  else bill.settlements.push(settlement);
}

/** The later of two days. */
export function later(a: LocalDate, b: LocalDate): LocalDate {
  return a > b ? a : b;
}
