import { drawPlace, type Chance } from "../forecast/chance.ts";
import type { Line } from "../forecast/paths.ts";
import type { IsOpen } from "../forecast/recurring/rhythm.ts";
import {
  blockWeights,
  monthsAhead,
  weeksAhead,
  type BlockAhead,
  type Copied,
} from "../forecast/blocks-ahead.ts";
import { delaysAfter, type DelayDraw } from "./delay-curve.ts";
import type { KnownBill, KnownSide } from "./known-side.ts";
import type { Unexplained } from "./side-books.ts";

/*
 * Bills not yet raised: those of a past month are raised again on their dates, and their money comes as many days after as it did. What of
 * it had not come yet is drawn. Money that no bill explains comes again with its month.
 */

/** Both ways: the usual one of the side, and what is given back. */
export type NewLines = { readonly usual: Line; readonly back: Line };

export type NewOptions = {
  readonly first: number;
  readonly paths: number;
  readonly days: number;
  readonly isOpen: IsOpen;
  readonly chance: Chance;
  /** What draws the months that are repeated: alike for both sides, since what is bought goes with what is sold. */
  readonly months: Chance;
};

const SHORT = 61; // days of history below which weeks are copied, as there is no whole month to copy
const YEARS = 730; // days from which the same month of last year is drawn besides
const LAST_YEAR = 0.5;
const YEAR_BACK = -1; // in the place of how far back: the same month of last year
const SHUT_SHARE = 0.02;
/** Months of which the level is the mean: halving every half year, they count as about so many. */
const LEVEL_MONTHS = 15;

/** Adds the money of bills that are yet to be raised to the lines. */
export function addNewBusiness(lines: NewLines, known: KnownSide, options: NewOptions): void {
  const { first, paths, days, isOpen, chance, months } = options;
  const { origin } = known;
  const span = origin - first;
  if (span < 7) return;
  const past = pastOf(known, first);
  const goesTo = placesOf(isShutOn(known, isOpen) ? isOpen : null, origin, days);
  const spread = levelSpread(known, first);
  const blocks: readonly BlockAhead[] =
    span < SHORT ? weeksAhead(first, origin, days) : monthsAhead(origin, days);
  const prepared = blocks.map((block) => ({
    weights: blockWeights(block, span),
    copies: new Map<number, Copy>(),
    copyOf: (back: number) =>
      copyOf(back === YEAR_BACK ? (block.ofLastYear?.() ?? []) : block.of(back), past, { days, goesTo }),
    hasLastYear: span >= YEARS && block.ofLastYear !== null,
  }));
  for (let path = 0; path < paths; path++) {
    const level = Math.exp(spread * chance.normal() - (spread * spread) / 2);
    for (const block of prepared) {
      const isLastYear = block.hasLastYear && months.next() < LAST_YEAR;
      const back = isLastYear ? YEAR_BACK : drawPlace(months, block.weights);
      const copy = block.copies.get(back) ?? block.copyOf(back);
      block.copies.set(back, copy);
      addCopy(lines, copy, { from: path * days, days, level, goesTo, chance });
    }
  }
}

/** What one past block brings: money of days ahead both ways, and sums whose day is drawn. */
type Copy = { usual: OnDays; back: OnDays; drawn: readonly Awaited[] };

type OnDays = { days: Int32Array; sums: Float64Array };

/** A sum still awaited of a bill that is raised again: the days ahead on which it is raised and due, and its delays after that. */
type Awaited = { sum: number; raised: number; due: number; delays: DelayDraw };

function copyOf(
  pairs: readonly Copied[],
  past: Past,
  { days, goesTo }: { days: number; goesTo: Int32Array },
): Copy {
  const usual = new Float64Array(days);
  const back = new Float64Array(days);
  const drawn: Awaited[] = [];
  const { known, bills, unexplained } = past;
  const { origin, books } = known;
  const put = (day: number, sum: number) => {
    const to = day < 0 || day >= days ? days : (goesTo[day] ?? days);
    const sums = sum < 0 ? back : usual;
    if (to < days) sums[to] = (sums[to] ?? 0) + Math.abs(sum);
  };
  for (const { day, source } of pairs) {
    const ahead = day - origin;
    for (const { bill, awaited } of bills.get(source) ?? []) {
      for (const piece of bill.pieces)
        if (piece.day < origin && piece.cash > 0)
          put(ahead + Math.max(0, piece.day - bill.raised), piece.cash);
      const sum = awaited * known.cashShareOf(bill.party);
      if (sum <= 0) continue;
      const delays = delaysAfter(known.curveOf(bill.party), origin - 1 - bill.due);
      drawn.push({ sum, raised: ahead, due: ahead + bill.due - bill.raised, delays });
    }
    for (const { amount } of unexplained.get(source) ?? []) put(ahead, amount * books.sign);
  }
  return { usual: onDays(usual), back: onDays(back), drawn };
}

/** The days on which money moves. */
function onDays(sums: Float64Array): OnDays {
  const days = new Int32Array(sums.length);
  let count = 0;
  for (let day = 0; day < sums.length; day++) if (sums[day] !== 0) days[count++] = day;
  const used = days.subarray(0, count);
  return { days: used, sums: Float64Array.from(used, (day) => sums[day] ?? 0) };
}

function addCopy(
  lines: NewLines,
  { usual, back, drawn }: Copy,
  {
    from,
    days,
    level,
    goesTo,
    chance,
  }: { from: number; days: number; level: number; goesTo: Int32Array; chance: Chance },
): void {
  addDays(lines.usual.sums, from, usual, level);
  addDays(lines.back.sums, from, back, level);
  const { sums } = lines.usual;
  for (const { sum, raised, due, delays } of drawn) {
    const delay = delays(chance);
    const to = delay === null ? days : (goesTo[Math.max(raised, due + delay)] ?? days);
    if (to < days) sums[from + to] = (sums[from + to] ?? 0) + sum * level;
  }
}

function addDays(to: Float64Array, from: number, { days, sums }: OnDays, level: number): void {
  for (let at = 0; at < days.length; at++) {
    const place = from + (days[at] ?? 0);
    to[place] = (to[place] ?? 0) + (sums[at] ?? 0) * level;
  }
}

/** Bills by the days on which they were raised, and money that no bill explains by its days. */
type Past = {
  known: KnownSide;
  bills: ReadonlyMap<number, readonly KnownBill[]>;
  unexplained: ReadonlyMap<number, readonly Unexplained[]>;
};

function pastOf(known: KnownSide, first: number): Past {
  const { books, bills, origin } = known;
  return {
    known,
    bills: Map.groupBy(
      bills.filter(({ bill }) => bill.raised >= first),
      ({ bill }) => bill.raised,
    ),
    unexplained: Map.groupBy(
      books.unexplained.filter(({ day }) => day >= first && day < origin),
      ({ day }) => day,
    ),
  };
}

/** How unsure the level of what is raised is: the spread of its last months, by how many of them speak for it. */
function levelSpread({ bills, origin }: KnownSide, first: number): number {
  const months = Math.min(LEVEL_MONTHS, Math.floor((origin - first) / 30));
  const sums = new Float64Array(months);
  for (const { bill } of bills) {
    const back = Math.floor((origin - 1 - bill.raised) / 30);
    if (back < months) sums[back] = (sums[back] ?? 0) + bill.amount;
  }
  const mean = sums.reduce((sum, each) => sum + each, 0) / months;
  if (months < 2 || mean <= 0) return 0;
  const square = sums.reduce((sum, each) => sum + (each / mean - 1) ** 2, 0) / (months - 1);
  return Math.min(0.5, Math.sqrt(square / months));
}

/** Whether the side's money hardly ever moves on days on which banks are shut. */
function isShutOn({ bills, origin }: KnownSide, isOpen: IsOpen): boolean {
  let all = 0;
  let shut = 0;
  for (const { bill } of bills)
    for (const { day, cash } of bill.pieces) {
      if (day >= origin || cash <= 0) continue;
      all++;
      if (!isOpen(day)) shut++;
    }
  return shut <= SHUT_SHARE * all;
}

/** Of each day ahead the one on which its money moves: the next on which banks are open, where they are asked. */
function placesOf(isOpen: IsOpen | null, origin: number, days: number): Int32Array {
  const next = new Int32Array(days).fill(days);
  for (let day = days - 1; day >= 0; day--)
    next[day] = isOpen === null || isOpen(origin + day) ? day : (next[day + 1] ?? days);
  return next;
}
