import { fillChance } from "../forecast/chance.ts";
import type { PartyClass } from "./cash-books.ts";
import { dayAtShare } from "./day-shares.ts";
import { weekChances } from "./delay-curve.ts";
import type { KnownSide } from "./known-side.ts";
import type { OpenBill } from "./money-forecast.ts";
import { ALL_PARTS, normalAt, partAt, partsBelow } from "./normal.ts";

/* The days on which open bills are paid. What is drawn of a bill follows from the seed and its numbers alone, so that it can be drawn again. */

/** In the place of a day that lies beyond those ahead. */
export const BEYOND = 255;
/**
 * How much bills of one party hang together: the share of what decides about a bill that is its party's. A party pays several bills in one
 * run and is short of money for all; its usual delay is in the chances already, so that this is what remains.
 */
const TOGETHER = 0.2;
const OF_PARTY = Math.sqrt(TOGETHER);
const OF_BILL = Math.sqrt(1 - TOGETHER);
const PARTIES = 1_000; // purposes of chance: those of parties, then those of bills
const BILLS = 1_000_000;

/** The open bills of a side with their chances; a sum that is known to come on a day already is taken off, oldest bills first. */
export function openBillsOf(
  known: KnownSide,
  {
    weeks,
    knownSums,
    numbers,
  }: { weeks: number; knownSums: ReadonlyMap<string, number>; numbers: { bills: number; parties: number } },
): OpenBill[] {
  const { books, origin } = known;
  const left = new Map(knownSums);
  return known.bills.flatMap(({ bill, awaited }, at) => {
    const share = known.cashShareOf(bill.party);
    const expected = awaited * share;
    const taken = Math.min(expected, left.get(bill.partyId) ?? 0);
    if (taken > 0) left.set(bill.partyId, (left.get(bill.partyId) ?? 0) - taken);
    const amount = expected - taken;
    if (amount < 1) return [];
    const chances = bill.weeks ?? weekChances(known.curveOf(bill.party), origin - 1 - bill.due, weeks);
    return [
      {
        billId: bill.billId,
        partyId: bill.partyId,
        side: books.side,
        amount,
        weeks: chances.slice(0, weeks),
        number: numbers.bills + at,
        party: numbers.parties + bill.party,
      },
    ];
  });
}

/** What decides about a party's bills together, of each path. */
export function partyNormals(party: number, { seed, paths }: { seed: number; paths: number }): Float64Array {
  const normals = new Float64Array(paths);
  fillChance(normals, seed, PARTIES + party);
  for (let path = 0; path < paths; path++) normals[path] = OF_PARTY * normalAt(normals[path] ?? 0);
  return normals;
}

/** The day ahead (0 …) on which a bill is paid on each path. */
export type BillDraw = (bill: OpenBill, normals: Float64Array) => Uint8Array;

/** Draws the bills of a side, by its rising shares of the days of each week ahead. */
function billDraw(seed: number, dayShares: ArrayLike<number>): BillDraw {
  const dayAt = dayAtShare(dayShares);
  const weekAt = new Uint8Array(ALL_PARTS);
  let drawn = new Float64Array(0);
  return ({ number, weeks }, normals) => {
    fillWeeks(weekAt, weeks);
    if (drawn.length !== 2 * normals.length) drawn = new Float64Array(2 * normals.length);
    fillChance(drawn, seed, BILLS + number);
    const days = new Uint8Array(normals.length);
    for (let path = 0; path < days.length; path++) {
      const week = weekAt[partAt((normals[path] ?? 0) + OF_BILL * normalAt(drawn[2 * path] ?? 0))] ?? BEYOND;
      days[path] = week === BEYOND ? BEYOND : dayAt(week, drawn[2 * path + 1] ?? 0);
    }
    return days;
  };
}

/** The draws of both sides. */
export function billDraws(
  seed: number,
  dayShares: Readonly<Record<PartyClass, ArrayLike<number>>>,
): Record<PartyClass, BillDraw> {
  return { customer: billDraw(seed, dayShares.customer), supplier: billDraw(seed, dayShares.supplier) };
}

/** Lays the weeks ahead over the parts of what decides about a bill. */
function fillWeeks(weekAt: Uint8Array, weeks: readonly number[]): void {
  let from = 0;
  let sum = 0;
  weeks.forEach((chance, week) => {
    sum += chance;
    const to = partsBelow(sum);
    weekAt.fill(week, from, to);
    from = Math.max(from, to);
  });
  weekAt.fill(BEYOND, from);
}
