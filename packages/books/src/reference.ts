import type { LocalDate } from "@cfa/values/local-date";
import { min, type Paise } from "@cfa/values/money";

import type { Basis, Bill, Side } from "./bill.ts";
import { dueOf, type Due, type PartyTerms } from "./due-date.ts";
import type { Move } from "./intake/move.ts";
import { keepUnapplied, openBill, payFrom, settle, takeFrom, type Credit } from "./settling.ts";
import { BILLS_AHEAD, inTurn } from "./turn.ts";

/**
 * All that stands under one name on one side, or all that is on account there. Tally shows its net, so at most one of the two
 * lists has anything left: what raises it finds waiting money first, what lowers it finds open bills first.
 */
export type Reference = {
  side: Side;
  basis: Basis; // of the bills it opens
  bills: Queue<Bill>;
  credits: Queue<Credit>;
  last: Bill | undefined;
  passed: Map<Bill, number>; // open bills, by how many newer ones were paid in full before them
  hasFitNewer: boolean; // money came that was just the sum of newer bills: the next such sum pays them
};

type Queue<T> = { items: T[]; head: number };

/** Money of just the right amount is looked for among so many; beyond that the oldest is taken. */
const LOOK_AHEAD = 100;
/** Of so many waiting sums those are found that come to a sum together: of more, chance would find some. */
const MOST_SUMS = 12;

export function emptyReference(side: Side, basis: Basis): Reference {
  return {
    side,
    basis,
    bills: { items: [], head: 0 },
    credits: { items: [], head: 0 },
    last: undefined,
    passed: new Map(),
    hasFitNewer: false,
  };
}

/**
 * What raises a reference by a positive amount. A new ref, and goods in any case, are a bill even where money is waiting,
 * which then pays it. Anything else hands waiting money back or on to where its voucher says (an adjusting journal: debit on
 * account, credit against a bill), and is owed only beyond that. Answers the bill it opened.
 */
export function raise(
  reference: Reference,
  move: Move,
  { amount, terms }: { amount: Paise; terms: PartyTerms },
): Bill | undefined {
  let left = amount;
  if (move.type !== "new-ref" && !move.isSupply) {
    for (let waiting; left > 0n && (waiting = moneyFor(reference, left)).length > 0;) {
      for (const credit of waiting) {
        const taken = min(left, credit.left);
        if (taken === 0n) break;
        takeFrom(credit, taken, { date: move.date });
        left -= taken;
      }
    }
  }
  if (left === 0n) return undefined;
  const { bill, isNew } = billFor(reference, move, { amount: left, terms });
  for (let credit; bill.open > 0n && (credit = first(reference.credits, isLeft)) !== undefined;) {
    payFrom(credit, bill);
  }
  return isNew ? bill : undefined;
}

/**
 * What lowers a reference by a positive amount settles its open bills: of what is on account those whose turn it is, else the
 * oldest first. Answers the rest, which waits.
 */
export function lower(reference: Reference, move: Move, amount: Paise): Credit | undefined {
  let left = amount;
  for (let bill; left > 0n && (bill = first(reference.bills, isOpen)) !== undefined;) {
    if (reference.basis === "inferred") left = payInTurn(reference, move, left);
    else left -= pay(reference, move, { bill, upTo: left });
  }
  if (left === 0n) return undefined;
  const credit = keepUnapplied(move, { amount: left, side: reference.side });
  reference.credits.items.push(credit);
  return credit;
}

/** Pays the bills whose turn it is, and remembers which older ones were passed over. Answers what is left. */
function payInTurn(reference: Reference, move: Move, amount: Paise): Paise {
  const { bills, passed } = reference;
  const waiting = bills.items
    .slice(bills.head, bills.head + BILLS_AHEAD)
    .filter(isOpen)
    .map((bill) => ({ bill, left: bill.open, passedTwice: (passed.get(bill) ?? 0) >= 2 }));
  const { date, words } = move;
  const turn = inTurn(waiting, { amount, date, words, mayPass: reference.hasFitNewer });
  reference.hasFitNewer ||= turn.fitsNewer;
  let left = amount;
  for (const { bill } of turn.bills) {
    if (left === 0n) break;
    left -= pay(reference, move, { bill, upTo: left });
    if (isOpen(bill)) continue;
    passed.delete(bill);
    for (const { bill: other } of waiting) {
      if (isOpen(other) && other.date < bill.date) passed.set(other, (passed.get(other) ?? 0) + 1);
    }
  }
  return left;
}

function pay(reference: Reference, move: Move, { bill, upTo }: { bill: Bill; upTo: Paise }): Paise {
  const paid = min(upTo, bill.open);
  const { date, voucherId, lineNo } = move;
  settle(bill, { amount: paid, date, basis: reference.basis, voucherId, lineNo });
  return paid;
}

/** Whether it has a bill that a settlement would find. */
export function hasOpenBill(reference: Reference | undefined): boolean {
  return reference !== undefined && first(reference.bills, isOpen) !== undefined;
}

/** Whether it has money that a bill would find. */
export function hasMoney(reference: Reference | undefined): boolean {
  return reference !== undefined && first(reference.credits, isLeft) !== undefined;
}

/** Opens the bill, or raises the one that the same voucher opened under that name and due date. */
function billFor(
  reference: Reference,
  move: Move,
  { amount, terms }: { amount: Paise; terms: PartyTerms },
): { bill: Bill; isNew: boolean } {
  const { last, side, basis } = reference;
  // An against ref adds to what was opened before and is due with it: a returned cheque makes an old bill no younger.
  const due = move.type === "agst-ref" && last !== undefined ? dueWith(last) : dueOf(move.terms, terms);
  const isSame =
    last !== undefined &&
    last.voucherId === move.voucherId &&
    last.date === move.date &&
    sourceDueDate(last) === sourceDueDate(due) &&
    last.open > 0n;
  if (isSame) {
    last.amount += amount;
    last.open += amount;
    return { bill: last, isNew: false };
  }
  const bill = openBill(move, { amount, side, basis, due });
  reference.last = bill;
  enqueue(reference.bills, bill);
  return { bill, isNew: true };
}

/** When a bill is due that is due with another. */
function dueWith({ dueDate, dueSource, sourceDue }: Bill): Due {
  return { dueDate, dueSource, ...(sourceDue === undefined ? {} : { sourceDue }) };
}

/** What the facts say, whatever a person said of the party's terms: it alone decides what is settled with what. */
function sourceDueDate(due: Due): LocalDate {
  return due.sourceDue?.dueDate ?? due.dueDate;
}

/** Bills come in order of their days; of one day, the one that is due first goes first. */
function enqueue({ items, head }: Queue<Bill>, bill: Bill): void {
  let at = items.length;
  for (; at > head; at--) {
    const before = items[at - 1];
    if (before === undefined || before.date !== bill.date || sourceDueDate(before) <= sourceDueDate(bill))
      break;
  }
  items.splice(at, 0, bill);
}

/**
 * The waiting money that is moved on: just so much in one sum, or else the sums that come to just so much, or else the oldest. Whoever
 * moves money on moves what came, and what waits for something else stays.
 */
function moneyFor({ credits }: Reference, amount: Paise): readonly Credit[] {
  const oldest = first(credits, isLeft);
  if (oldest === undefined) return [];
  if (oldest.left === amount) return [oldest];
  const near = credits.items.slice(credits.head, credits.head + LOOK_AHEAD).filter(isLeft);
  const single = near.find((credit) => credit.left === amount);
  if (single !== undefined) return [single];
  return sumsFor(near.slice(0, MOST_SUMS), amount) ?? near;
}

/** The sums that come to just this amount, with as many of the oldest as can be. */
function sumsFor(credits: readonly Credit[], amount: Paise): readonly Credit[] | undefined {
  let behind = 0n;
  const rest = credits.toReversed().map((credit) => (behind += credit.left));
  const pick = (at: number, left: Paise): readonly Credit[] | undefined => {
    if (left === 0n) return [];
    const credit = credits[at];
    if (credit === undefined || (rest[credits.length - 1 - at] ?? 0n) < left) return undefined;
    const others = credit.left > left ? undefined : pick(at + 1, left - credit.left);
    return others === undefined ? pick(at + 1, left) : [credit, ...others];
  };
  return pick(0, amount);
}

/** The first item that still has something, passing for good those that have not. */
function first<T>(queue: Queue<T>, has: (item: T) => boolean): T | undefined {
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
