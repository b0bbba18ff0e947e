import { delayCurve, type DelayCurve, type Observed } from "./delay-curve.ts";
import type { SideBill, SideBooks } from "./side-books.ts";

/** One side as it was known on a morning: bills raised by then, with what had gone of them. */
export type KnownSide = {
  readonly books: SideBooks;
  readonly origin: number;
  readonly bills: readonly KnownBill[];
  /** How many days after the due date money comes, of a party beside all. */
  readonly curveOf: (party: number) => DelayCurve;
  /** Of what is settled, the part that is money. */
  readonly cashShareOf: (party: number) => number;
};

/** `awaited` is what was still to come, less what is known not to be money is not taken off. */
export type KnownBill = { readonly bill: SideBill; readonly awaited: number };

const RECENT = 548; // days of bills from which delays are told
const FEWEST = 30; // bills, else all of them tell
const ROUNDING = 0.1; // of a bill of which money came: what then stays open is kept back, not awaited
const DRAWN_TO_ALL = 6; // bills of a party that count as much as those of all

/** What was known of a side before a day; `isNow`: that day is the books' own, of which more is known than settlements tell. */
export function knownSide(books: SideBooks, origin: number, isNow: boolean): KnownSide {
  const bills: KnownBill[] = books.bills
    .filter(({ raised }) => raised < origin)
    .map((bill) => ({ bill, awaited: isNow ? bill.awaited : awaitedOn(bill, origin) }));
  const recent = bills.filter(({ bill }) => bill.raised >= origin - RECENT);
  const telling = recent.length >= FEWEST ? recent : bills;
  const ofAll = delayCurve(observed(telling, origin));
  const byParty = Map.groupBy(telling, ({ bill }) => bill.party);
  const curves = new Map<number, DelayCurve>();
  const shares = cashShares(telling, origin);
  return {
    books,
    origin,
    bills,
    curveOf: (party) => {
      const known = curves.get(party);
      if (known !== undefined) return known;
      const own = byParty.get(party) ?? [];
      const made =
        own.length === 0 ? ofAll : delayCurve(observed(own, origin), { all: ofAll, weight: DRAWN_TO_ALL });
      curves.set(party, made);
      return made;
    },
    cashShareOf: (party) => shares.get(party) ?? shares.get(ALL) ?? 1,
  };
}

function awaitedOn({ amount, pieces }: SideBill, origin: number): number {
  let left = amount;
  let isMoneyIn = false;
  for (const { day, settled, cash } of pieces) {
    if (day >= origin) break;
    left -= settled;
    isMoneyIn ||= cash > 0;
  }
  return left <= (isMoneyIn ? ROUNDING * amount : 100) ? 0 : left;
}

function observed(bills: readonly KnownBill[], origin: number): Observed[] {
  const events: Observed[] = [];
  for (const { bill, awaited } of bills) {
    for (const { day, settled, cash } of bill.pieces)
      if (day < origin && cash > 0)
        events.push({ delay: day - bill.due, weight: settled / bill.amount, came: true });
    if (awaited > 0)
      events.push({ delay: origin - 1 - bill.due, weight: awaited / bill.amount, came: false });
  }
  return events;
}

const ALL = -1;

function cashShares(bills: readonly KnownBill[], origin: number): Map<number, number> {
  const cash = new Map<number, number>();
  const settled = new Map<number, number>();
  const add = (to: Map<number, number>, party: number, sum: number) => {
    to.set(party, (to.get(party) ?? 0) + sum);
    to.set(ALL, (to.get(ALL) ?? 0) + sum);
  };
  for (const { bill } of bills)
    for (const piece of bill.pieces) {
      if (piece.day >= origin) break;
      add(cash, bill.party, piece.cash);
      add(settled, bill.party, piece.settled);
    }
  const all = settled.get(ALL) ?? 0;
  const ofAll = all > 0 ? (cash.get(ALL) ?? 0) / all : 1;
  const usual = bills.reduce((sum, { bill }) => sum + bill.amount, 0) / Math.max(1, bills.length);
  const shares = new Map<number, number>([[ALL, ofAll]]);
  for (const [party, sum] of settled)
    if (party !== ALL) shares.set(party, ((cash.get(party) ?? 0) + 3 * usual * ofAll) / (sum + 3 * usual));
  return shares;
}
