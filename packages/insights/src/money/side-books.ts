import type { Stream } from "../forecast/flows.ts";
import { dayNumber } from "../payment-history.ts";
import type { BillForecast, PaymentBill } from "../payment-insight.ts";
import type { CashBooks, PartyClass } from "./cash-books.ts";

/*
 * Bills of one side beside the money that really moved. A settlement is of a bill's sum; less money may have come for it (tax was kept
 * back, a note was set off), and money may have come that settled nothing (advances, on account): that is unexplained.
 */

/** So much of a bill that went on a day, and the money that moved for it. */
export type Piece = { readonly day: number; readonly settled: number; readonly cash: number };

export type SideBill = {
  readonly billId: string;
  readonly partyId: string;
  readonly party: number;
  /** The day from which it was known. */
  readonly raised: number;
  readonly due: number;
  readonly amount: number;
  readonly pieces: readonly Piece[];
  /** Of what is still open, what is awaited, and the chances of the weeks ahead where they were learned. */
  readonly awaited: number;
  readonly weeks: readonly number[] | null;
};

/** Money of a party that no bill explains; in positive, out negative. */
export type Unexplained = { readonly party: number; readonly day: number; readonly amount: number };

export type SideBooks = {
  readonly side: PartyClass;
  /** 1 where money of this side comes in, −1 where it goes out. */
  readonly sign: 1 | -1;
  readonly bills: readonly SideBill[];
  readonly parties: ReadonlyMap<string, number>;
  readonly unexplained: readonly Unexplained[];
};

/** Lays the bills of a side beside the streams of its parties. Parties without any bill are no part of it. */
export function sideBooks(books: CashBooks, side: PartyClass): SideBooks {
  const sign = side === "customer" ? 1 : -1;
  const { bills, forecasts } = books.sides[side];
  const parties = new Map(
    [...new Set(bills.map((bill) => bill.partyId))].toSorted().map((id, at) => [id, at]),
  );
  const streams = books.streams.filter((stream) => isBilled(stream, side, parties));
  const moved = movedByDay(streams, parties, sign);
  const settled = settledByDay(bills, parties);
  const shareOf = (partyId: string, day: number): number => {
    if (streams.length === 0) return 1; // no account of the money: what was settled is taken for it
    const key = keyOf(parties.get(partyId) ?? 0, day);
    const all = settled.get(key) ?? 0;
    return all > 0 ? Math.min(1, (moved.get(key) ?? 0) / all) : 0;
  };
  const learned = new Map(forecasts.map((each) => [each.billId, each]));
  const isLearned = forecasts.length > 0;
  return {
    side,
    sign,
    parties,
    bills: bills
      .filter(({ amount }) => amount > 0n)
      .map((bill) => ({
        ...standing(bill, learned.get(bill.billId), isLearned),
        billId: bill.billId,
        partyId: bill.partyId,
        party: parties.get(bill.partyId) ?? 0,
        raised: Math.max(dayNumber(bill.known), dayNumber(bill.date)),
        due: dayNumber(bill.dueDate),
        amount: Number(bill.amount),
        pieces: piecesOf(bill, shareOf),
      }))
      .toSorted((a, b) => a.raised - b.raised || (a.billId < b.billId ? -1 : 1)),
    unexplained: unexplainedOf(streams, { parties, settled, sign }),
  };
}

/** Whether a stream is money of a party whose bills are known. */
export function isBilled(
  { class: kind, party }: Stream,
  side: PartyClass,
  parties: ReadonlyMap<string, number>,
): boolean {
  return kind === side && party !== null && parties.has(party);
}

function standing(
  bill: PaymentBill,
  said: BillForecast | undefined,
  isLearned: boolean,
): Pick<SideBill, "awaited" | "weeks"> {
  if (said !== undefined) return { awaited: Number(said.amount), weeks: said.weeks };
  if (isLearned || bill.isExcluded) return { awaited: 0, weeks: null };
  const likely = bill.settlements.reduce((sum, each) => sum + (each.isLikely ? each.amount : 0n), 0n);
  return { awaited: Math.max(0, Number(bill.open - bill.disputed - bill.tdsAwaited - likely)), weeks: null };
}

function piecesOf(bill: PaymentBill, shareOf: (partyId: string, day: number) => number): Piece[] {
  return bill.settlements
    .filter(({ amount }) => amount > 0n)
    .map(({ date, amount, isMoney, isLikely }) => {
      const day = dayNumber(date);
      const settled = Number(amount);
      return { day, settled, cash: isMoney || isLikely ? settled * shareOf(bill.partyId, day) : 0 };
    })
    .toSorted((a, b) => a.day - b.day);
}

function movedByDay(
  streams: readonly Stream[],
  parties: ReadonlyMap<string, number>,
  sign: 1 | -1,
): Map<number, number> {
  const sums = new Map<number, number>();
  for (const { party: partyId, flows } of streams) {
    const party = parties.get(partyId ?? "");
    if (partyId === null || party === undefined) continue;
    for (const { day, amount } of flows) {
      const key = keyOf(party, day);
      if (amount * sign > 0) sums.set(key, (sums.get(key) ?? 0) + amount * sign);
    }
  }
  return sums;
}

function settledByDay(
  bills: readonly PaymentBill[],
  parties: ReadonlyMap<string, number>,
): Map<number, number> {
  const sums = new Map<number, number>();
  for (const { partyId, settlements } of bills)
    for (const { date, amount, isMoney, isLikely } of settlements) {
      if (amount <= 0n || !(isMoney || isLikely)) continue;
      const key = keyOf(parties.get(partyId) ?? 0, dayNumber(date));
      sums.set(key, (sums.get(key) ?? 0) + Number(amount));
    }
  return sums;
}

function unexplainedOf(
  streams: readonly Stream[],
  {
    parties,
    settled,
    sign,
  }: { parties: ReadonlyMap<string, number>; settled: ReadonlyMap<number, number>; sign: 1 | -1 },
): Unexplained[] {
  const found: Unexplained[] = [];
  const left = new Map(settled);
  for (const { party: partyId, flows } of streams) {
    const party = parties.get(partyId ?? "");
    if (partyId === null || party === undefined) continue;
    for (const { day, amount } of flows) {
      const key = keyOf(party, day);
      const size = amount * sign;
      const taken = size > 0 ? Math.min(size, left.get(key) ?? 0) : 0;
      left.set(key, (left.get(key) ?? 0) - taken);
      if (size !== taken) found.push({ party, day, amount: sign * (size - taken) });
    }
  }
  return found.toSorted((a, b) => a.day - b.day);
}

const DAYS = 100_000; // more than are counted

function keyOf(party: number, day: number): number {
  return party * DAYS + day;
}
