import type { Certainty, SuggestionWhy } from "@cfa/contract/exceptions";
import type { LocalDate } from "@cfa/values/local-date";
import { min, sum, type Paise } from "@cfa/values/money";

import { billsNamedIn } from "./named-bills.ts";

/** Money that no bill has taken. */
export type WaitingMoney = {
  readonly amount: Paise;
  readonly date: LocalDate;
  readonly text: string; // all that its voucher says: narration, reference
};

/** A bill that may take it. */
export type CandidateBill = {
  readonly billId: string;
  readonly name: string;
  readonly date: LocalDate;
  readonly dueDate: LocalDate;
  readonly open: Paise;
  readonly tds: readonly Paise[]; // what the payer may have withheld, if anything is known of that
};

export type SuggestedBill = { readonly bill: CandidateBill; readonly amount: Paise; readonly tds: Paise };

export type Suggestion = {
  readonly why: SuggestionWhy;
  readonly certainty: Certainty;
  readonly bills: readonly SuggestedBill[];
  readonly left: Paise;
};

const MOST_BILLS_OF_A_SUM = 24;
const MOST_SUGGESTIONS = 3;

/**
 * Which bills unallocated money has probably paid, best first, at most three: what its voucher names; one bill of just this
 * amount; one bill less the tax withheld; several bills in a row that add up to it; else first in, first out.
 * `bills`: the open ones of its party and side, in any order. See docs/algorithms/exceptions.md.
 */
export function suggestBills(money: WaitingMoney, bills: readonly CandidateBill[]): Suggestion[] {
  const inOrder = bills.filter((bill) => bill.open > 0n).toSorted(byDay);
  if (money.amount <= 0n || inOrder.length === 0) return [];
  const before = inOrder.filter((bill) => bill.date <= money.date);
  const found = [
    named(money, inOrder),
    exact(money, before),
    lessTds(money, before),
    inARow(money, before),
    firstIn(money, inOrder),
  ].filter((suggestion) => suggestion !== null);
  return distinct(found).toSorted(byCertainty).slice(0, MOST_SUGGESTIONS);
}

/** Sure when what is named takes exactly this money; else the payer has named more or less than paid. */
function named(money: WaitingMoney, bills: readonly CandidateBill[]): Suggestion | null {
  const meant = billsNamedIn(money.text, bills);
  if (meant.length === 0) return null;
  const isWhole = sum(meant.map((bill) => bill.open)) === money.amount;
  return { why: "reference", certainty: isWhole ? "sure" : "likely", ...laidOver(money.amount, meant) };
}

/** Sure when only one bill is open by just this amount; of several the oldest is likely. */
function exact(money: WaitingMoney, bills: readonly CandidateBill[]): Suggestion | null {
  const fitting = bills.filter((bill) => bill.open === money.amount);
  const [oldest] = fitting;
  if (oldest === undefined) return null;
  const certainty = fitting.length === 1 ? "sure" : "likely";
  return { why: "exact", certainty, ...laidOver(money.amount, [oldest]) };
}

function lessTds(money: WaitingMoney, bills: readonly CandidateBill[]): Suggestion | null {
  const fitting = bills.flatMap((bill) => {
    const tds = bill.tds.find((withheld) => withheld > 0n && bill.open - withheld === money.amount);
    return tds === undefined ? [] : [{ bill, amount: money.amount, tds }];
  });
  const [oldest] = fitting;
  if (oldest === undefined) return null;
  return {
    why: "less-tds",
    certainty: fitting.length === 1 ? "likely" : "guess",
    bills: [oldest],
    left: 0n,
  };
}

/** Bills that follow one another and add up to just this amount; from the very oldest it is sure, from later on likely. */
function inARow(money: WaitingMoney, bills: readonly CandidateBill[]): Suggestion | null {
  for (let first = 0; first < bills.length; first++) {
    let total = 0n;
    for (let last = first; last < bills.length && last - first < MOST_BILLS_OF_A_SUM; last++) {
      total += bills[last]?.open ?? 0n;
      if (total > money.amount) break;
      if (total < money.amount || last === first) continue;
      const meant = bills.slice(first, last + 1);
      return {
        why: "sum-of-bills",
        certainty: first === 0 ? "sure" : "likely",
        ...laidOver(money.amount, meant),
      };
    }
  }
  return null;
}

function firstIn(money: WaitingMoney, bills: readonly CandidateBill[]): Suggestion {
  return {
    why: "first-in-first-out",
    certainty: "guess",
    ...laidOver(money.amount, bills.slice(0, MOST_BILLS_OF_A_SUM)),
  };
}

function laidOver(amount: Paise, bills: readonly CandidateBill[]): Pick<Suggestion, "bills" | "left"> {
  const taken: SuggestedBill[] = [];
  let left = amount;
  for (const bill of bills) {
    if (left === 0n) break;
    const part = min(bill.open, left);
    taken.push({ bill, amount: part, tds: 0n });
    left -= part;
  }
  return { bills: taken, left };
}

/** The same bills for two reasons are one suggestion: the first reason is the better one. */
function distinct(suggestions: readonly Suggestion[]): Suggestion[] {
  const seen = new Set<string>();
  return suggestions.filter(({ bills }) => {
    const key = bills.map(({ bill, amount }) => `${bill.billId} ${amount}`).join();
    return !seen.has(key) && seen.add(key);
  });
}

const RANK: Readonly<Record<Certainty, number>> = { sure: 0, likely: 1, guess: 2 };

/** Sorting is stable: among equals the order of the rules decides. */
function byCertainty(a: Suggestion, b: Suggestion): number {
  return RANK[a.certainty] - RANK[b.certainty];
}

function byDay(a: CandidateBill, b: CandidateBill): number {
  const [x, y] = [`${a.date} ${a.dueDate} ${a.billId}`, `${b.date} ${b.dueDate} ${b.billId}`];
  return x < y ? -1 : x > y ? 1 : 0;
}
