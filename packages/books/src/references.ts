import { min, type Paise } from "@cfa/values/money";

import { onSide, oppositeSide, type Bill, type Side } from "./bill.ts";
import { dueOf, type PartyTerms } from "./due-date.ts";
import type { Standing } from "./intake/intake.ts";
import type { Move } from "./intake/move.ts";
import { nameKey } from "./name-key.ts";
import { keepUnapplied, openBill, payFrom, settle, takeFrom, type Credit } from "./settling.ts";

/** All that stands under one reference on one side: Tally nets it, so at most one of the two lists has anything left. */
type Reference = { bills: Queue<Bill>; credits: Queue<Credit>; last: Bill | undefined };
type Queue<T> = { items: T[]; head: number };

/** What stated allocations come to. */
export type Stated = { bills: Bill[]; credits: Credit[] };

/**
 * Settles what Tally states, reference by reference. `moves` are in order and hold no on-account ones.
 * What raises a reference opens a bill (each time another occurrence), what lowers it settles its open bills, oldest first;
 * the rest waits as unapplied money until the reference is raised again.
 */
export function settleReferences(
  moves: readonly Move[],
  { party, terms }: { party: Standing; terms: PartyTerms },
): Stated {
  const stated: Stated = { bills: [], credits: [] };
  const references: Record<Side, Map<string, Reference>> = { receivable: new Map(), payable: new Map() };
  const sides = sidesOfReferences(moves, party);
  for (const move of moves) {
    const key = nameKey(move.name);
    const side = move.type === "agst-ref" ? sideToSettle(move, { key, sides, references }) : move.side;
    let reference = references[side].get(key);
    if (reference === undefined) {
      reference = { bills: { items: [], head: 0 }, credits: { items: [], head: 0 }, last: undefined };
      references[side].set(key, reference);
    }
    const amount = onSide(side, move.amount);
    if (amount > 0n) raise(move, { amount, side, reference, terms, stated });
    else lower(move, { amount: -amount, side, reference, stated });
  }
  return stated;
}

/**
 * The sides on which each name is ever opened. A name that is only settled against (its bill is older than what we were
 * given) stands where goods say, or else at home, so that all its lines meet.
 */
function sidesOfReferences(moves: readonly Move[], party: Standing): Map<string, Set<Side>> {
  const opened = new Map<string, Set<Side>>();
  const supplied = new Map<string, Set<Side>>();
  for (const move of moves) {
    if (move.type !== "agst-ref") add(opened, nameKey(move.name), move.side);
    else if (move.isSupply) add(supplied, nameKey(move.name), move.side);
  }
  for (const move of moves) {
    const key = nameKey(move.name);
    if (!opened.has(key)) opened.set(key, supplied.get(key) ?? new Set([party.homeSide]));
  }
  return opened;
}

function add(sets: Map<string, Set<Side>>, key: string, side: Side): void {
  const set = sets.get(key);
  if (set === undefined) sets.set(key, new Set([side]));
  else set.add(side);
}

/** Where the same name is in use on both sides, an against ref goes where it finds something to settle. */
function sideToSettle(
  move: Move,
  {
    key,
    sides,
    references,
  }: { key: string; sides: Map<string, Set<Side>>; references: Record<Side, Map<string, Reference>> },
): Side {
  const [only, other] = sides.get(key) ?? [];
  if (only !== undefined && other === undefined) return only;
  if (move.isSupply) return move.side;
  const order = [move.side, oppositeSide(move.side)];
  const withBill = order.find(
    (side) => onSide(side, move.amount) < 0n && first(references[side].get(key)?.bills, isOpen),
  );
  const withMoney = order.find(
    (side) => onSide(side, move.amount) > 0n && first(references[side].get(key)?.credits, isLeft),
  );
  return withBill ?? withMoney ?? move.side;
}

/**
 * What raises a reference. A new ref, and goods in any case, are a bill even where money is waiting for it; an against ref
 * or advance that hands waiting money back is none: only what exceeds that money is owed.
 */
function raise(
  move: Move,
  {
    amount,
    side,
    reference,
    terms,
    stated,
  }: { amount: Paise; side: Side; reference: Reference; terms: PartyTerms; stated: Stated },
): void {
  let left = amount;
  if (move.type !== "new-ref" && !move.isSupply) {
    for (let credit; left > 0n && (credit = first(reference.credits, isLeft)) !== undefined;) {
      const taken = min(left, credit.left);
      takeFrom(credit, taken, move.date);
      left -= taken;
    }
  }
  if (left === 0n) return;
  const bill = billFor(move, { amount: left, side, reference, terms, stated });
  for (let credit; bill.open > 0n && (credit = first(reference.credits, isLeft)) !== undefined;) {
    payFrom(credit, bill);
  }
}

/** Opens the bill, or raises the one that the same voucher opened under that name and due date. */
function billFor(
  move: Move,
  {
    amount,
    side,
    reference,
    terms,
    stated,
  }: { amount: Paise; side: Side; reference: Reference; terms: PartyTerms; stated: Stated },
): Bill {
  const { last } = reference;
  // An against ref adds to what was opened before and is due with it: a returned cheque makes an old bill no younger.
  const due =
    move.type === "agst-ref" && last !== undefined
      ? { dueDate: last.dueDate, dueSource: last.dueSource }
      : dueOf(move.terms, terms);
  const isSame =
    last !== undefined &&
    last.voucherId === move.voucherId &&
    last.date === move.date &&
    last.dueDate === due.dueDate &&
    last.open > 0n;
  if (isSame) {
    last.amount += amount;
    last.open += amount;
    return last;
  }
  const bill = openBill(move, { amount, side, basis: "stated", due });
  reference.last = bill;
  reference.bills.items.push(bill);
  stated.bills.push(bill);
  return bill;
}

/** What lowers a reference settles its open bills, oldest first; the rest waits. */
function lower(
  move: Move,
  { amount, side, reference, stated }: { amount: Paise; side: Side; reference: Reference; stated: Stated },
): void {
  let left = amount;
  for (let bill; left > 0n && (bill = first(reference.bills, isOpen)) !== undefined;) {
    const paid = min(left, bill.open);
    left -= paid;
    const { date, voucherId, lineNo } = move;
    settle(bill, { amount: paid, date, basis: "stated", voucherId, lineNo });
  }
  if (left === 0n) return;
  const credit = keepUnapplied(move, { amount: left, side });
  reference.credits.items.push(credit);
  stated.credits.push(credit);
}

/** The first item that still has something, passing for good those that have not. */
function first<T>(queue: Queue<T> | undefined, has: (item: T) => boolean): T | undefined {
  if (queue === undefined) return undefined;
  for (; queue.head < queue.items.length; queue.head++) {
    const item = queue.items[queue.head];
    if (item !== undefined && has(item)) return item;
  }
  return undefined;
}

function isOpen(bill: Bill): boolean {
  return bill.open > 0n;
}

function isLeft(credit: Credit): boolean {
  return credit.left > 0n;
}
