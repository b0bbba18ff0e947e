import { assert } from "@cfa/values/assert";
import { sum, type Paise } from "@cfa/values/money";

import { onSide, type Bill, type Side, type Unapplied } from "./bill.ts";
import type { Standing } from "./intake/intake.ts";
import type { Move } from "./intake/move.ts";
import { takeInOpening } from "./intake/opening-bills.ts";
import { takeInLine } from "./intake/voucher-line.ts";
import { settleLikely } from "./likely.ts";
import { inOrder } from "./line-order.ts";
import { partyKindOf } from "./party.ts";
import type { PartyBooks, PartyInput } from "./party-books.ts";
import { settleMoves } from "./references.ts";
import type { Credit } from "./settling.ts";

const SIDES: readonly Side[] = ["receivable", "payable"];

/**
 * Derives one party's bills, settlements and unapplied money from its opening balance and its lines, independently of other
 * parties and of the order the lines are given in. What Tally states goes by reference; what is on account goes first in, first out.
 * The rules, with a worked example: docs/algorithms/settlement.md.
 */
export function deriveParty(input: PartyInput): PartyBooks {
  const party = standingOf(input);
  const moves = movesOf(input, party);
  const settled = settleMoves(moves, { party, terms: input });
  for (const side of SIDES) {
    settleLikely(
      settled.bills.filter((bill) => bill.side === side),
      settled.credits.filter((credit) => credit.side === side),
    );
  }
  const books = { bills: numbered(settled.bills), unapplied: unappliedRows(settled.credits) };
  const balance = input.opening + sum(input.lines.map((line) => line.amount));
  assert(balanceOf(books) === balance, "bills less unapplied money are not the party's ledger balance");
  return books;
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

/** Orders bills by side and day, and counts the occurrences of each name. */
function numbered(bills: Bill[]): Bill[] {
  const counts = new Map<string, number>();
  const sorted = bills.toSorted((a, b) => compare(a.side, b.side) || compare(a.date, b.date));
  for (const bill of sorted) {
    const key = `${bill.side} ${bill.nameKey}`;
    bill.occurrence = (counts.get(key) ?? 0) + 1;
    counts.set(key, bill.occurrence);
  }
  return sorted;
}

/** What came, less what was taken the same day, and what was taken on each later day. */
function unappliedRows(credits: readonly Credit[]): Unapplied[] {
  const rows: Unapplied[] = [];
  for (const { side, kind, name, date, amount, taken, voucherId } of credits) {
    const byDay = new Map([[date, amount]]);
    for (const part of taken) byDay.set(part.date, (byDay.get(part.date) ?? 0n) - part.amount);
    for (const [day, moved] of byDay) {
      if (moved !== 0n) rows.push({ side, kind, name, date: day, amount: moved, voucherId });
    }
  }
  return rows.toSorted((a, b) => compare(a.side, b.side) || compare(a.date, b.date));
}

function balanceOf(books: PartyBooks): Paise {
  const open = sum(books.bills.map((bill) => onSide(bill.side, bill.open)));
  return open - sum(books.unapplied.map((row) => onSide(row.side, row.amount)));
}

function compare(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1;
}
