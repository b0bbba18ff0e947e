/* Dated flows of money: what came in is positive, what went out negative, in paise; days are counted from 1970-01-01. */

export type Flow = { day: number; amount: number };

/** The flows of one class of item, ledger and party, in the order of their days; `party` is null where none is known. */
export type Stream = { class: string; ledger: string; party: string | null; flows: readonly Flow[] };

export type Direction = "in" | "out";

export const DIRECTIONS: readonly Direction[] = ["in", "out"];

/** Whether flows carry the day they really had, or stand for a whole week that begins on it. */
export type Grain = "day" | "week";

/** What is known on the morning of `origin`: flows from `first` to the day before. */
export type CashHistory = {
  streams: readonly Stream[];
  first: number;
  origin: number;
  grain: Grain;
};

export const WEEK = 7;

/** The way of a flow. */
export function directionOf(amount: number): Direction {
  return amount < 0 ? "out" : "in";
}

/** The same history as it was known on an earlier morning. */
export function knownBefore(history: CashHistory, origin: number): CashHistory {
  const streams = history.streams
    .map((stream) => ({ ...stream, flows: stream.flows.filter(({ day }) => day < origin) }))
    .filter(({ flows }) => flows.length > 0);
  return { ...history, streams, origin };
}

/** Sums of whole weeks up to the origin, the oldest first; sizes, so an outflow counts as a positive sum. */
export function weeklySums(history: CashHistory, direction: Direction): Float64Array {
  const weeks = Math.max(0, Math.floor((history.origin - history.first) / WEEK));
  const from = history.origin - weeks * WEEK;
  return sums(history, direction, { from, count: weeks, step: WEEK });
}

/** Sums of days from the first day of the same whole weeks. */
export function dailySums(history: CashHistory, direction: Direction): Float64Array {
  const weeks = Math.max(0, Math.floor((history.origin - history.first) / WEEK));
  const from = history.origin - weeks * WEEK;
  return sums(history, direction, { from, count: weeks * WEEK, step: 1 });
}

function sums(
  { streams, origin }: CashHistory,
  direction: Direction,
  { from, count, step }: { from: number; count: number; step: number },
): Float64Array {
  const made = new Float64Array(count);
  for (const { flows } of streams)
    for (const { day, amount } of flows) {
      if (day < from || day >= origin || directionOf(amount) !== direction) continue;
      const at = Math.floor((day - from) / step);
      made[at] = (made[at] ?? 0) + Math.abs(amount);
    }
  return made;
}
