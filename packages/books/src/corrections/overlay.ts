import { min, sum, type Paise } from "@cfa/values/money";

import type { Bill, Side } from "../bill.ts";
import type { CorrectedTerms } from "../due-date.ts";
import type { PartyInput } from "../party-books.ts";
import type { Settled } from "../references.ts";
import { later, payFrom, settle, takeFrom, type Credit } from "../settling.ts";
import { ofKind, HOLDING_STATES, type BillKey, type Correction, type CorrectionOf } from "./correction.ts";
import { makeRoom, moneyOf, type Line } from "./make-room.ts";
import { isBill } from "./ground.ts";
import { lineAt } from "./rematch.ts";

/*
 * Lays what people have said over what the facts say. Nothing that Tally states is changed: a corrected settlement is added beside
 * it, one below zero where money is taken from a bill that Tally names. Only guesses give way, and are guessed anew.
 */

/** Puts corrections over a party's settled facts: money where people say it belongs, and what they have written off. */
export function layOver(settled: Settled, input: PartyInput): void {
  const corrections = holding(input);
  for (const correction of corrections) {
    if (correction.kind === "rematch") rematch(settled, correction, input);
    if (correction.kind === "write-off") writeOff(settled, correction, input);
  }
  if (corrections.length > 0 || (input.merged ?? []).length > 0) guessAnew(settled);
  for (const correction of ofKind(corrections, "due-date")) setDueDate(settled, correction, input);
  for (const correction of ofKind(corrections, "dispute")) markDisputed(settled, correction, input);
}

/** Those corrections that are part of the books. */
export function holding(input: PartyInput): Correction[] {
  const states: readonly string[] = HOLDING_STATES;
  return (input.corrections ?? []).filter((each) => states.includes(each.state));
}

/** Terms that people have set for a ledger of the party, the earliest first; without a GUID, for the party's own. */
export function correctedTerms(input: PartyInput, guid?: string): CorrectedTerms[] {
  const merged = new Set((input.merged ?? []).map((each) => each.guid));
  return ofKind(holding(input), "terms")
    .filter((each) => (guid === undefined ? !merged.has(each.ledgerGuid) : each.ledgerGuid === guid))
    .flatMap(({ fromDate, untilDate, value, base }) =>
      fromDate === null
        ? []
        : [{ from: fromDate, until: untilDate, days: value.days, usual: base.creditPeriod }],
    )
    .toSorted((a, b) => (a.from === b.from ? 0 : a.from < b.from ? -1 : 1));
}

/**
 * Gives a line's money to the bills a person has chosen. What Tally states for a chosen bill is part of its amount. In conflict,
 * nothing is taken from a bill that Tally names: what Tally says now may be the answer.
 */
function rematch(settled: Settled, correction: CorrectionOf<"rematch">, input: PartyInput): void {
  const line = lineOf(correction, input);
  if (line === undefined) return;
  const chosen = correction.value.parts.map((part) => ({
    bills: billsAt(settled, part.bill, input),
    amount: part.amount,
  }));
  const money = moneyOf(settled, {
    line,
    chosen,
    correctionId: correction.correctionId,
    mayTakeStated: correction.state === "active",
  });
  for (const { bills, amount } of chosen) {
    const stated = sum(bills.map((bill) => money.statedOn(bill)));
    let need = amount - min(amount, stated);
    for (const bill of bills) {
      const wanted = min(need, money.available(bill.side));
      const given = min(wanted, makeRoom(settled, bill, wanted));
      need -= given;
      for (const credit of money.take(bill.side, given)) pay(bill, credit, correction.correctionId);
    }
  }
}

function pay(bill: Bill, { credit, amount }: { credit: Credit; amount: Paise }, correctionId: string): void {
  const date = later(credit.date, bill.date);
  takeFrom(credit, amount, { date, isCorrected: true });
  const { voucherId, lineNo } = credit;
  settle(bill, { amount, date, basis: "corrected", voucherId, lineNo, correctionId });
}

/** Takes what will not be paid off a bill, on the day that was chosen. Later money that was guessed to pay it goes elsewhere. */
function writeOff(settled: Settled, correction: CorrectionOf<"write-off">, input: PartyInput): void {
  const { bill: key, value, correctionId } = correction;
  let left = value.amount;
  for (const bill of key === null ? [] : billsAt(settled, key, input)) {
    const amount = min(left, makeRoom(settled, bill, left));
    if (amount === 0n) continue;
    left -= amount;
    const date = later(value.date, bill.date);
    settle(bill, { amount, date, basis: "corrected", voucherId: null, lineNo: null, correctionId });
  }
}

/** Money on account that lost its guess, or found bills of a merged ledger, pays what is open without a name: first in, first out. */
function guessAnew({ bills, credits }: Settled): void {
  for (const side of ["receivable", "payable"] as const satisfies Side[]) {
    const waiting = credits
      .filter((credit) => credit.side === side && credit.left > 0n && credit.name === "")
      .toSorted(byDate);
    const open = bills
      .filter((bill) => bill.side === side && bill.basis === "inferred" && bill.open > 0n)
      .toSorted(byDate);
    for (const bill of open) {
      for (const credit of waiting) {
        if (bill.open === 0n) break;
        payFrom(credit, bill);
      }
    }
  }
}

function setDueDate(settled: Settled, correction: CorrectionOf<"due-date">, input: PartyInput): void {
  const { bill: key, value } = correction;
  for (const bill of key === null ? [] : billsAt(settled, key, input)) {
    bill.sourceDue ??= { dueDate: bill.dueDate, dueSource: bill.dueSource };
    bill.dueDate = value.dueDate;
    bill.dueSource = "correction";
  }
}

function markDisputed(settled: Settled, correction: CorrectionOf<"dispute">, input: PartyInput): void {
  let left = correction.value.amount;
  for (const bill of correction.bill === null ? [] : billsAt(settled, correction.bill, input)) {
    const disputed = min(left, bill.open);
    left -= disputed;
    if (disputed > 0n) bill.disputed = disputed;
  }
}

function billsAt(settled: Settled, key: BillKey, input: PartyInput): Bill[] {
  return settled.bills.filter((bill) => isBill(bill, key, ownGuid(input, key)));
}

/** A key that names none of the merged ledgers means the party's own. */
function ownGuid(input: PartyInput, key: BillKey): string {
  const isMerged = (input.merged ?? []).some((each) => each.guid === key.ledgerGuid);
  return isMerged ? (input.ledgerGuid ?? "") : key.ledgerGuid;
}

function lineOf({ line: key }: CorrectionOf<"rematch">, input: PartyInput): Line | undefined {
  const found = key === null ? undefined : lineAt({ input }, key);
  return found && { voucherId: found.line.voucherId, lineNo: found.line.lineNo };
}

function byDate(a: { date: string }, b: { date: string }): number {
  return a.date === b.date ? 0 : a.date < b.date ? -1 : 1;
}
