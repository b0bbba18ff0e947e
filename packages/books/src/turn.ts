import { addDays, type LocalDate } from "@cfa/values/local-date";
import type { Paise } from "@cfa/values/money";

import type { Bill } from "./bill.ts";

/*
 * Which bills money pays that names none. Plain first in, first out, except where the money itself, or what the party did
 * before, says otherwise. Every rule looks back only. Measured in docs/algorithms/settlement.md.
 */

/** An open bill that waits for money. */
export type Waiting = {
  bill: Bill;
  left: Paise;
  passedTwice: boolean; // two newer bills were paid in full before it
};

/** The money, what its voucher says in words, and whether a sum that fits newer bills may go past older ones. */
export type Arriving = { amount: Paise; date: LocalDate; words: string; mayPass: boolean };

/** So many open bills are looked at; those behind them wait their turn. */
export const BILLS_AHEAD = 60;
const LONGEST_RUN = 8;
const HELD_AFTER_DAYS = 90;
const SHORTEST_NAME = 4;

/**
 * The bills in the order in which arriving money pays them. `waiting` comes oldest first and stays so, except that
 * a bill the voucher names goes first; else, where the sum is just one bill or a run of bills, these do; and a bill that is 90
 * days overdue while two newer ones were paid goes last, for someone is holding it back. `fitsNewer`: the sum is just
 * that of newer bills, whether or not it may pass the older ones.
 */
export function inTurn(
  waiting: readonly Waiting[],
  money: Arriving,
): { bills: readonly Waiting[]; fitsNewer: boolean } {
  if (waiting.length < 2) return { bills: waiting, fitsNewer: false };
  const named = waiting.filter(({ bill }) => isNamedIn(money.words, bill.nameKey));
  if (named.length > 0) return { bills: withFirst(named, waiting), fitsNewer: false };
  const held = waiting.filter((one) => isHeld(one, money.date));
  const queue = held.length === 0 ? waiting : [...waiting.filter((one) => !held.includes(one)), ...held];
  const run = exactRun(queue, money.amount);
  const fitsNewer = run[0] !== undefined && run[0] !== queue[0];
  return { bills: fitsNewer && !money.mayPass ? queue : withFirst(run, queue), fitsNewer };
}

/** Whether a bill's name stands in a text as a word of its own. Names that could be any number do not count. */
export function isNamedIn(words: string, name: string): boolean {
  if (name.length < SHORTEST_NAME || !/\d/u.test(name) || !/\D/u.test(name)) return false;
  const at = words.indexOf(name);
  if (at < 0) return false;
  return !isWordPart(words[at - 1]) && !isWordPart(words[at + name.length]);
}

function isWordPart(character: string | undefined): boolean {
  return character !== undefined && /[\p{L}\p{N}]/u.test(character);
}

function isHeld({ bill, passedTwice }: Waiting, day: LocalDate): boolean {
  return passedTwice && addDays(bill.dueDate, HELD_AFTER_DAYS) < day;
}

/**
 * The bills that come to just this sum: those from the oldest on, which is what first in, first out does; else one bill;
 * else a run of bills that follow each other. None: nothing fits.
 */
function exactRun(queue: readonly Waiting[], amount: Paise): readonly Waiting[] {
  const fromOldest = runFrom(queue, 0, amount);
  if (fromOldest.length > 0) return fromOldest;
  const single = queue.find((one) => one.left === amount);
  if (single !== undefined) return [single];
  for (let from = 1; from < queue.length; from++) {
    const run = runFrom(queue, from, amount);
    if (run.length > 0) return run;
  }
  return [];
}

function runFrom(queue: readonly Waiting[], from: number, amount: Paise): readonly Waiting[] {
  let total = 0n;
  for (let at = from; at < queue.length && at < from + LONGEST_RUN; at++) {
    total += queue[at]?.left ?? 0n;
    if (total === amount) return queue.slice(from, at + 1);
    if (total > amount) break;
  }
  return [];
}

function withFirst(some: readonly Waiting[], all: readonly Waiting[]): readonly Waiting[] {
  return some.length === 0 ? all : [...some, ...all.filter((one) => !some.includes(one))];
}
