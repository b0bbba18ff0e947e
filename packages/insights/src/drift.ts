import { middleOf, near, squaresOf } from "./numbers.ts";
import type { Spread } from "./spread.ts";

/** A paid bill's delay: the day it was paid on and days after the due date. */
export type Delay = { day: number; delay: number };

/** A lasting change: the day of the first bill paid in the new way, and mean delays before and since. */
export type Drift = { since: number; before: number; after: number };

/** The latest bills that are held against those before. */
const LATEST = 3;
const FEWEST_BEFORE = 6;
/** Bills before them that are looked at. */
const MOST_BEFORE = 60;
/** Standard deviations that a single bill counts as being away at most: of those before, of the latest, and of one that is still open. */
const SINGLE = { before: 2.5, latest: 3, open: 2.5 };
/** How alike bills are that were paid on one day, or are still open: two of them count for less than two. */
const PAID_TOGETHER = 0.3;
/** A party's delays vary by at least so many days: below, what is usual for a weekend would be a change. */
const LEAST_SPREAD = 3;
/**
 * Standard errors that the latest must lie away, with one bill a year and for each doubling of them: then chance shows a change to one of
 * twenty steady parties in a year. From generated parties of each rate; drift-bar.test.ts holds it against those of sample companies.
 */
const LIMIT = { once: 2.15, doubled: 0.235 };
/** A rate of bills is that of at least so long a time, years. */
const LEAST_YEARS = 0.25;
/** The season of earlier years was one when it lay so many standard errors from usual, and half as far as the latest do. */
const SEASONAL = 2;
const YEAR = 365;
const SEASON = 46; // days on each side of the same day a year before

/**
 * The latest lasting change of a party's delays; null: steady. The mean of three bills in a row is held against those before them (a
 * Shewhart chart of moving means; Montgomery 2020, Introduction to Statistical Quality Control, 9.3), in the order they were paid in and
 * in that of their due dates, with limits by the party's own number of bills a year. `open`: bills that are open, oldest first: one that is later
 * than usual counts as if it were paid on the as-of date, for it will be no earlier (Steiner & MacKay 2000, Journal of Quality Technology
 * 32). Where earlier years' bills of the same season were away too, it is the season and no change.
 */
export function findDrift(paid: readonly Delay[], spread: Spread, open: readonly Delay[] = []): Drift | null {
  const inTurn = changeIn(paid, spread, open);
  const byDue = changeIn(
    paid.toSorted((a, b) => a.day - a.delay - (b.day - b.delay)),
    spread,
    open,
  );
  return inTurn === null || (byDue !== null && byDue.since > inTurn.since) ? byDue : inTurn;
}

function changeIn(paid: readonly Delay[], spread: Spread, open: readonly Delay[]): Drift | null {
  const late = open.filter(({ delay }) => delay > meanOf(paid.slice(-MOST_BEFORE)));
  const delays = [...paid, ...late];
  let start = 0; // of the present way of paying
  let before: number | null = null;
  for (let end = FEWEST_BEFORE + LATEST; end <= delays.length; end++) {
    const from = end - LATEST;
    const past = paid.slice(Math.max(start, from - MOST_BEFORE), from);
    if (past.length < FEWEST_BEFORE) continue;
    const { usual, deviation } = usualOf(past, spread);
    // A single bill, however late, is no change.
    const latest = delays.slice(from, end).map((one, at) => {
      const most = deviation * (from + at < paid.length ? SINGLE.latest : SINGLE.open);
      return { ...one, delay: near(one.delay, usual, most) };
    });
    const now = meanOf(latest);
    const error = deviation * Math.sqrt(1 / independent(latest) + 1 / past.length);
    const clear = limitOf(paid, Math.min(end, paid.length)) * error;
    if (Math.abs(now - usual) < clear || isSeason(delays.slice(0, from), latest, { now, usual, deviation }))
      continue;
    before = usual;
    start = from + latest.findIndex(({ delay }) => Math.abs(delay - usual) > Math.abs(now - usual) / 2);
  }
  const first = delays[start];
  if (before === null || first === undefined) return null;
  // Of a bill that is still open it is the day on which it was usual to be paid.
  const since = start < paid.length ? first.day : first.day - Math.max(0, Math.round(first.delay - before));
  return { since, before, after: meanOf(delays.slice(start)) };
}

/** Mean and standard deviation, single bills drawn to within what a few would be (Winsorised; Huber 1981, Robust Statistics). */
function usualOf(past: readonly Delay[], spread: Spread): { usual: number; deviation: number } {
  const middle = middleOf(past.map(({ delay }) => delay));
  const most = SINGLE.before * Math.max(LEAST_SPREAD, deviationOf(past, spread));
  const drawn = past.map((one) => ({ ...one, delay: near(one.delay, middle, most) }));
  return { usual: meanOf(drawn), deviation: Math.max(LEAST_SPREAD, deviationOf(drawn, spread)) };
}

/** How many bills that have nothing to do with each other these are worth: of those paid on one day each is worth less. */
function independent(latest: readonly Delay[]): number {
  const together = latest.reduce(
    (pairs, { day }) => pairs + latest.filter((other) => other.day === day).length - 1,
    0,
  );
  return latest.length / (1 + (PAID_TOGETHER * together) / latest.length);
}

/** Standard errors of a clear change for a party that had so many bills a year by then. */
function limitOf(paid: readonly Delay[], count: number): number {
  const days = (paid[count - 1]?.day ?? 0) - (paid[0]?.day ?? 0);
  const rate = count / Math.max(LEAST_YEARS, days / YEAR);
  return LIMIT.once + LIMIT.doubled * Math.log2(Math.max(1, rate));
}

/** Whether the same season of earlier years was clearly away from usual too, and at least half as far. */
function isSeason(
  past: readonly Delay[],
  latest: readonly Delay[],
  { now, usual, deviation }: { now: number; usual: number; deviation: number },
): boolean {
  const middle = latest[1]?.day ?? 0;
  const before = past.filter(({ day }) => middle - day > YEAR / 2 && apartInYear(middle, day) <= SEASON);
  if (before.length < 2) return false;
  const shift = meanOf(before) - usual;
  const error = deviation / Math.sqrt(before.length);
  return Math.abs(shift) > SEASONAL * error && shift / (now - usual) > 0.5;
}

/** Days between two days, wherever in other years they are. */
function apartInYear(one: number, other: number): number {
  return Math.abs(((((one - other) % YEAR) + YEAR + YEAR / 2) % YEAR) - YEAR / 2);
}

/** Standard deviation, drawn towards what is usual within the company's parties. */
function deviationOf(delays: readonly Delay[], { within, freedom }: Spread): number {
  const squares = squaresOf(delays.map(({ delay }) => delay));
  return Math.sqrt((squares + freedom * within) / (delays.length - 1 + freedom));
}

function meanOf(delays: readonly Delay[]): number {
  return delays.reduce((sum, { delay }) => sum + delay, 0) / delays.length;
}
