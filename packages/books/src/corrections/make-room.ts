import { min, sum, type Paise } from "@cfa/values/money";

import type { Bill, Settlement, Side } from "../bill.ts";
import type { Settled } from "../references.ts";
import { settle, type Credit } from "../settling.ts";

/** A voucher's line, by our id of the voucher. */
export type Line = { voucherId: string; lineNo: number };

/** A line's money, to be given to bills that a person chose. */
export type LineMoney = {
  /** What Tally states the line pays of a bill, less what an earlier correction took from there. */
  statedOn(bill: Bill): Paise;
  /** What can still be given on a side. */
  available(side: Side): Paise;
  /** Takes so much out of where it is now: first what waits, then what was guessed, then what Tally has on other bills. */
  take(side: Side, amount: Paise): { credit: Credit; amount: Paise }[];
};

type Wanted = {
  line: Line;
  chosen: readonly { bills: readonly Bill[]; amount: Paise }[];
  correctionId: string;
  mayTakeStated: boolean;
};

/**
 * Makes room on a bill for a person's word: guesses that others' money pays it give way, the latest first, and that money waits
 * again. Answers how much room there is, `wanted` at most when guesses had to go.
 */
export function makeRoom(settled: Settled, bill: Bill, wanted: Paise): Paise {
  for (const guess of bill.basis === "inferred" ? bill.settlements.toReversed() : []) {
    if (bill.open >= wanted) break;
    if (guess.basis !== "inferred") continue;
    unguess(settled, { bill, guess, amount: min(guess.amount, wanted - bill.open) });
  }
  return bill.open;
}

/** All that a line gives, wherever it lies. Its own guesses on the chosen bills are freed at once: they are about to be said. */
export function moneyOf(settled: Settled, wanted: Wanted): LineMoney {
  const { line, chosen, mayTakeStated } = wanted;
  const isOfLine = (each: { voucherId: string | null; lineNo: number | null }) =>
    each.voucherId === line.voucherId && each.lineNo === line.lineNo;
  const bills = settled.bills.filter((bill) => bill.settlements.some(isOfLine));
  const statedOn = (bill: Bill) => {
    const ofLine = bill.settlements.filter(isOfLine);
    return sum(ofLine.filter(isStated).map((each) => each.amount)) - takenFrom(ofLine);
  };
  for (const bill of chosen.flatMap((each) => each.bills)) {
    const own = bill.settlements.filter((each) => each.basis === "inferred" && isOfLine(each));
    for (const guess of bill.basis === "inferred" ? own : []) {
      unguess(settled, { bill, guess, amount: guess.amount });
    }
  }
  const spare = mayTakeStated ? spareStated(bills, { statedOn, chosen }) : new Map<Bill, Paise>();
  const waiting = (side: Side) =>
    settled.credits.filter((each) => each.side === side && each.left > 0n && isOfLine(each));
  const guesses = (side: Side) =>
    bills
      .filter((bill) => bill.side === side && bill.basis === "inferred")
      .toReversed()
      .flatMap((bill) =>
        bill.settlements
          .filter((guess) => guess.basis === "inferred" && isOfLine(guess))
          .map((guess) => ({ bill, guess })),
      );
  return {
    statedOn,
    available: (side) =>
      sum(waiting(side).map((each) => each.left)) +
      sum(guesses(side).map(({ guess }) => guess.amount)) +
      sum([...spare].filter(([bill]) => bill.side === side).map(([, amount]) => amount)),
    take(side, amount) {
      let short = amount - sum(waiting(side).map((each) => each.left));
      for (const { bill, guess } of guesses(side)) {
        if (short <= 0n) break;
        const part = min(short, guess.amount);
        unguess(settled, { bill, guess, amount: part });
        short -= part;
      }
      for (const [bill, left] of spare) {
        if (short <= 0n || bill.side !== side) continue;
        const part = min(short, left);
        takeStated(settled, { bill, amount: part, isOfLine, correctionId: wanted.correctionId });
        spare.set(bill, left - part);
        short -= part;
      }
      return inParts(waiting(side), amount);
    },
  };
}

/** What Tally has of the line on bills beyond what the person gives them: bills that were not chosen first, the latest first. */
function spareStated(
  bills: readonly Bill[],
  { statedOn, chosen }: { statedOn: (bill: Bill) => Paise; chosen: Wanted["chosen"] },
): Map<Bill, Paise> {
  const keeps = new Map<Bill, Paise>();
  for (const part of chosen) {
    let left = part.amount;
    for (const bill of part.bills) {
      const kept = min(left, statedOn(bill));
      keeps.set(bill, kept);
      left -= kept;
    }
  }
  const inOrder = [
    ...bills.filter((bill) => !keeps.has(bill)).toReversed(),
    ...bills.filter((bill) => keeps.has(bill)).toReversed(),
  ];
  return new Map(inOrder.map((bill) => [bill, statedOn(bill) - (keeps.get(bill) ?? 0n)]));
}

function inParts(credits: readonly Credit[], amount: Paise): { credit: Credit; amount: Paise }[] {
  const parts: { credit: Credit; amount: Paise }[] = [];
  let left = amount;
  for (const credit of credits) {
    const part = min(left, credit.left);
    if (part > 0n) parts.push({ credit, amount: part });
    left -= part;
  }
  return parts;
}

/** A guess goes, wholly or in part: its money waits again from the day on which the guess had put it there. */
function unguess(
  settled: Settled,
  { bill, guess, amount }: { bill: Bill; guess: Settlement; amount: Paise },
): void {
  guess.amount -= amount;
  bill.open += amount;
  if (guess.amount === 0n) bill.settlements.splice(bill.settlements.indexOf(guess), 1);
  bill.lastSettled =
    bill.settlements
      .map((each) => each.date)
      .toSorted()
      .at(-1) ?? null;
  const { date, voucherId, lineNo } = guess;
  settled.credits.push({
    ...freed(bill, amount),
    kind: voucherId === null ? "opening" : "on-account",
    date,
    voucherId,
    lineNo,
    isCorrected: true,
  });
}

/** Takes from a bill what Tally states the line pays there; what is stated stays written, with its opposite beside it. */
function takeStated(
  settled: Settled,
  {
    bill,
    amount,
    isOfLine,
    correctionId,
  }: { bill: Bill; amount: Paise; isOfLine: (each: Settlement) => boolean; correctionId: string },
): void {
  const ofLine = bill.settlements.filter(isOfLine);
  let left = amount;
  let gone = takenFrom(ofLine);
  for (const { date, voucherId, lineNo, amount: stated } of ofLine.filter(isStated)) {
    const kept = stated - min(gone, stated);
    gone -= stated - kept;
    const part = min(left, kept);
    if (part === 0n) continue;
    left -= part;
    settle(bill, { amount: -part, date, basis: "corrected", voucherId, lineNo, correctionId });
    settled.credits.push({ ...freed(bill, part), date, voucherId, lineNo, isCorrected: true });
  }
}

function isStated(settlement: Settlement): boolean {
  return settlement.basis === "stated";
}

/** What corrections have taken so far from what Tally states, of one line's settlements of a bill. */
function takenFrom(ofLine: readonly Settlement[]): Paise {
  return -sum(ofLine.map((each) => each.amount).filter((amount) => amount < 0n));
}

function freed(bill: Bill, amount: Paise): Omit<Credit, "date" | "voucherId" | "lineNo"> {
  return {
    side: bill.side,
    kind: "on-account",
    words: "",
    name: "",
    amount,
    left: amount,
    taken: [],
    ...(bill.origin === undefined ? {} : { origin: bill.origin }),
  };
}
