import { drawPlace, type Chance } from "../forecast/chance.ts";
import type { Line } from "../forecast/paths.ts";
import type { IsOpen } from "../forecast/recurring/rhythm.ts";
import { blockWeights, monthsAhead, weeksAhead, type BlockAhead } from "../forecast/blocks-ahead.ts";
import { drawDelay, type DelayCurve } from "./delay-curve.ts";
import type { KnownSide } from "./known-side.ts";

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
};

const SHORT = 61; // days of history below which weeks are copied, as there is no whole month to copy
const YEARS = 730; // days from which the same month of last year is drawn besides
const LAST_YEAR = 0.5;
const YEAR_BACK = -1; // in the place of how far back: the same month of last year
const SHUT_SHARE = 0.02;
/** Months of which the level is the mean: halving every half year, they count as about so many. */
const LEVEL_MONTHS = 15;

/** Money of one raised bill: what comes so many days after, and what is drawn. */
type Raised = {
  lags: number[];
  sums: number[];
  awaited: number;
  due: number;
  age: number;
  curve: DelayCurve | null;
};

/** What a day raised, by days from the first. */
type Past = ReadonlyMap<number, Raised[]>;

/** Adds the money of bills that are yet to be raised to the lines. */
export function addNewBusiness(lines: NewLines, known: KnownSide, options: NewOptions): void {
  const { first, paths, days, isOpen, chance } = options;
  const { origin } = known;
  const span = origin - first;
  if (span < 7) return;
  const past = pastOf(known, first);
  const moved = isShutOn(known, isOpen) ? nextOpen(isOpen, origin, days) : null;
  const spread = levelSpread(known, first);
  const blocks: readonly BlockAhead[] =
    span < SHORT ? weeksAhead(first, origin, days) : monthsAhead(origin, days);
  const prepared = blocks.map((block) => ({
    weights: blockWeights(block, span),
    copies: new Map<number, Copy>(),
    copyOf: (back: number) =>
      copyOf(back === YEAR_BACK ? (block.ofLastYear?.() ?? []) : block.of(back), past, { origin, days }),
    hasLastYear: span >= YEARS && block.ofLastYear !== null,
  }));
  for (let path = 0; path < paths; path++) {
    const level = Math.exp(spread * chance.normal() - (spread * spread) / 2);
    for (const block of prepared) {
      const isLastYear = block.hasLastYear && chance.next() < LAST_YEAR;
      const back = isLastYear ? YEAR_BACK : drawPlace(chance, block.weights);
      const copy = block.copies.get(back) ?? block.copyOf(back);
      block.copies.set(back, copy);
      addCopy(lines, copy, { path, days, level, moved, chance });
    }
  }
}

/** What one past block brings: money of known days ahead, and sums whose day is drawn. */
type Copy = { days: Int32Array; sums: Float64Array; drawn: { raised: number; of: Raised }[] };

function copyOf(
  pairs: readonly { day: number; source: number }[],
  past: Past,
  { origin, days }: { origin: number; days: number },
): Copy {
  const at: number[] = [];
  const sums: number[] = [];
  const drawn: Copy["drawn"] = [];
  for (const { day, source } of pairs)
    for (const of of past.get(source) ?? []) {
      of.lags.forEach((lag, number) => {
        const ahead = day - origin + lag;
        if (ahead < 0 || ahead >= days) return;
        at.push(ahead);
        sums.push(of.sums[number] ?? 0);
      });
      if (of.awaited > 0) drawn.push({ raised: day - origin, of });
    }
  return { days: Int32Array.from(at), sums: Float64Array.from(sums), drawn };
}

function addCopy(
  { usual, back }: NewLines,
  copy: Copy,
  {
    path,
    days,
    level,
    moved,
    chance,
  }: { path: number; days: number; level: number; moved: Int32Array | null; chance: Chance },
): void {
  const from = path * days;
  const put = (day: number, sum: number) => {
    const to = moved === null ? day : (moved[day] ?? days);
    if (to >= days) return;
    const { sums } = sum < 0 ? back : usual;
    sums[from + to] = (sums[from + to] ?? 0) + Math.abs(sum) * level;
  };
  for (let at = 0; at < copy.days.length; at++) put(copy.days[at] ?? 0, copy.sums[at] ?? 0);
  for (const { raised, of } of copy.drawn) {
    if (of.curve === null) continue;
    const delay = drawDelay(of.curve, of.age, chance);
    const day = delay === null ? days : raised + Math.max(0, of.due + delay);
    if (day < days) put(day, of.awaited);
  }
}

/** What was raised on each day; sums in the side's usual direction are positive. */
function pastOf(known: KnownSide, first: number): Past {
  const past = new Map<number, Raised[]>();
  const add = (day: number, raised: Raised) => {
    const list = past.get(day);
    if (list === undefined) past.set(day, [raised]);
    else list.push(raised);
  };
  const { books, origin } = known;
  for (const { bill, awaited } of known.bills) {
    if (bill.raised < first) continue;
    const came = bill.pieces.filter(({ day, cash }) => day < origin && cash > 0);
    add(bill.raised, {
      lags: came.map(({ day }) => Math.max(0, day - bill.raised)),
      sums: came.map(({ cash }) => cash),
      awaited: awaited * known.cashShareOf(bill.party),
      due: bill.due - bill.raised,
      age: origin - 1 - bill.due,
      curve: awaited > 0 ? known.curveOf(bill.party) : null,
    });
  }
  for (const { day, amount } of books.unexplained)
    if (day >= first && day < origin)
      add(day, { lags: [0], sums: [amount * books.sign], awaited: 0, due: 0, age: 0, curve: null });
  return past;
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

/** Of each day ahead the next one on which banks are open. */
function nextOpen(isOpen: IsOpen, origin: number, days: number): Int32Array {
  const next = new Int32Array(days).fill(days);
  for (let day = days - 1; day >= 0; day--) next[day] = isOpen(origin + day) ? day : (next[day + 1] ?? days);
  return next;
}
