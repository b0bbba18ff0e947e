import { sum } from "@cfa/values/money";

import { onSide, oppositeSide, type Side } from "../bill.ts";
import type { OpeningBill } from "../chart.ts";
import type { PartyInput } from "../party-books.ts";
import type { Standing } from "./intake.ts";
import type { Move } from "./move.ts";

/**
 * What a party brings along when the books begin: its opening bills under their real days, and on account what they leave
 * of the opening balance. An opening bill dated after the books began counts from their first day, as the balance does,
 * and is due by its own.
 */
export function takeInOpening(input: PartyInput, party: Standing): Move[] {
  const bills = input.isBillWise ? input.openingBills.filter((bill) => bill.amount !== 0n) : [];
  const moves = bills.map((bill) => openingBill(bill, { input, party }));
  const rest = input.opening - sum(moves.map((move) => move.amount));
  if (rest === 0n) return moves;
  return [
    ...moves,
    {
      type: "on-account",
      side: input.homeSide,
      name: "",
      amount: rest,
      date: input.booksFrom,
      // Nothing tells how old it is, only that it was owed before this day: it is due at once.
      terms: { billDate: input.booksFrom, stated: null, dueText: null, givesCredit: false },
      isSupply: false,
      isOpening: true,
      words: "",
      unappliedAs: "opening",
      voucherId: null,
      lineNo: null,
    },
  ];
}

function openingBill(bill: OpeningBill, { input, party }: { input: PartyInput; party: Standing }): Move {
  const billDate = bill.date ?? input.booksFrom;
  return {
    type: bill.isAdvance ? "advance" : "new-ref",
    side: sideOf(bill, party),
    name: bill.name,
    amount: bill.amount,
    date: billDate < input.booksFrom ? billDate : input.booksFrom,
    terms: { billDate, stated: bill.creditPeriod, dueText: null, givesCredit: true },
    isSupply: false,
    isOpening: true,
    words: "",
    unappliedAs: bill.isAdvance ? "advance" : "opening",
    voucherId: null,
    lineNo: null,
  };
}

/**
 * A party on both sides has its sums where they are what Tally calls them: a bill where it is owed, an advance where it was
 * paid ahead. With one side only, everything stands there.
 */
function sideOf(bill: OpeningBill, party: Standing): Side {
  if (!party.isBoth) return party.homeSide;
  const isOwedAtHome = onSide(party.homeSide, bill.amount) > 0n;
  return isOwedAtHome === !bill.isAdvance ? party.homeSide : oppositeSide(party.homeSide);
}
