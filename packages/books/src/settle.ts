import { assert } from "@cfa/values/assert";
import type { LocalDate } from "@cfa/values/local-date";
import { sum, type Paise } from "@cfa/values/money";

import { isWriteOff, onSide, type Bill, type Side, type Unapplied } from "./bill.ts";
import { correctedTerms, layOver } from "./corrections/overlay.ts";
import type { Standing } from "./intake/intake.ts";
import type { Move } from "./intake/move.ts";
import { takeInOpening } from "./intake/opening-bills.ts";
import { takeInLine } from "./intake/voucher-line.ts";
import { settleLikely } from "./likely.ts";
import { inOrder } from "./line-order.ts";
import { partyKindOf } from "./party.ts";
import type { PartyBooks, PartyInput } from "./party-books.ts";
import { settleMoves, type Settled } from "./references.ts";
import type { Credit } from "./settling.ts";

const SIDES: readonly Side[] = ["receivable", "payable"];

/**
 * Derives one party's bills, settlements and unapplied money from its opening balance and its lines, independently of other
 * parties and of the order the lines are given in. What Tally states goes by reference; what is on account goes first in, first out.
 * What people say beside Tally is laid over it. The rules, with worked examples: docs/algorithms/settlement.md, corrections.md.
 */
export function deriveParty(input: PartyInput): PartyBooks {
  const settled = factsOf(input);
  layOver(settled, input);
  for (const side of SIDES) {
    settleLikely(
      settled.bills.filter((bill) => bill.side === side),
      settled.credits.filter((credit) => credit.side === side),
    );
  }
  const books = { bills: numbered(settled.bills), unapplied: unappliedRows(settled.credits) };
  const balance = sum([input, ...mergedInto(input)].map(ledgerBalanceOf));
  assert(
    balanceOf(books) === balance - writtenOffOf(books),
    "bills less unapplied money are not the party's ledger balance less what was written off",
  );
  return books;
}

/** What the facts alone say of the party; of ledgers merged into it too, each settled by itself as Tally does. */
function factsOf(input: PartyInput): Settled {
  const settled = settleLedger(input, input);
  const merged = (input.merged ?? []).toSorted((a, b) => compare(a.guid, b.guid));
  for (const { ledgerId, guid, input: ledger } of merged) {
    const { bills, credits } = settleLedger(ledger, input, guid);
    const origin = { ledgerId, guid };
    settled.bills.push(...bills.map((bill) => Object.assign(bill, { origin })));
    settled.credits.push(...credits.map((credit) => Object.assign(credit, { origin })));
  }
  return settled;
}

function settleLedger(ledger: PartyInput, whole: PartyInput, guid?: string): Settled {
  const party = standingOf(ledger);
  const moves = movesOf(ledger, party);
  return settleMoves(moves, { party, terms: { ...ledger, corrected: correctedTerms(whole, guid) } });
}

function mergedInto(input: PartyInput): PartyInput[] {
  return (input.merged ?? []).map((each) => each.input);
}

/** Home side, and whether the party's vouchers show that we both sell to it and buy from it. */
function standingOf(input: PartyInput): Standing {
  const kinds = new Set(input.lines.map((line) => line.kind));
  return { homeSide: input.homeSide, isBoth: partyKindOf(input.homeSide, kinds) === "both" };
}

/** Everything that moves the party's bills, in the order it is settled in: openings come before the lines of their day. */
function movesOf(input: PartyInput, party: Standing): Move[] {
  const opening = takeInOpening(input, party).toSorted(openingOrder);
  const lines = inOrder(input.lines).flatMap((line) =>
    takeInLine(line, { party, isBillWise: input.isBillWise }),
  );
  return [...opening, ...lines].toSorted((a, b) => (a.date === b.date ? 0 : a.date < b.date ? -1 : 1));
}

function openingOrder(a: Move, b: Move): number {
  return (
    compare(a.date, b.date) ||
    compare(a.terms.billDate, b.terms.billDate) ||
    compare(a.name, b.name) ||
    compare(a.type, b.type) ||
    compare(a.terms.stated?.text ?? "", b.terms.stated?.text ?? "") ||
    (a.amount === b.amount ? 0 : a.amount < b.amount ? -1 : 1)
  );
}

/** Orders bills by side and day, and counts the occurrences of each name; those of the party's own ledger come first. */
function numbered(bills: Bill[]): Bill[] {
  const counts = new Map<string, number>();
  const sorted = bills.toSorted((a, b) => compare(a.side, b.side) || compare(a.date, b.date));
  for (const bill of sorted.toSorted((a, b) => compare(a.origin?.guid ?? "", b.origin?.guid ?? ""))) {
    const key = `${bill.side} ${bill.nameKey}`;
    bill.occurrence = (counts.get(key) ?? 0) + 1;
    counts.set(key, bill.occurrence);
  }
  return sorted;
}

/** What came, less what was taken the same day, and what was taken on each later day. */
function unappliedRows(credits: readonly Credit[]): Unapplied[] {
  const rows: Unapplied[] = [];
  for (const { side, kind, name, date, amount, taken, voucherId, isCorrected, origin } of credits) {
    const row = { side, kind, name, voucherId, ...(origin === undefined ? {} : { origin }) };
    const byFacts = new Map<LocalDate, Paise>();
    const byPerson = new Map<LocalDate, Paise>();
    add(isCorrected ? byPerson : byFacts, date, amount);
    for (const part of taken)
      add(isCorrected || part.isCorrected ? byPerson : byFacts, part.date, -part.amount);
    for (const [day, moved] of byFacts) if (moved !== 0n) rows.push({ ...row, date: day, amount: moved });
    for (const [day, moved] of byPerson) {
      if (moved !== 0n) rows.push({ ...row, date: day, amount: moved, isCorrected: true });
    }
  }
  return rows.toSorted((a, b) => compare(a.side, b.side) || compare(a.date, b.date));
}

function add(days: Map<LocalDate, Paise>, date: LocalDate, amount: Paise): void {
  days.set(date, (days.get(date) ?? 0n) + amount);
}

/** Debit positive, as Tally has it. */
function ledgerBalanceOf(input: PartyInput): Paise {
  return input.opening + sum(input.lines.map((line) => line.amount));
}

/** What people have written off, debit positive. */
function writtenOffOf(books: PartyBooks): Paise {
  return sum(
    books.bills.flatMap((bill) =>
      bill.settlements.filter(isWriteOff).map((each) => onSide(bill.side, each.amount)),
    ),
  );
}

function balanceOf(books: PartyBooks): Paise {
  const open = sum(books.bills.map((bill) => onSide(bill.side, bill.open)));
  return open - sum(books.unapplied.map((row) => onSide(row.side, row.amount)));
}

function compare(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1;
}
