import type { CashForecast } from "@cfa/insights/forecast/forecast-cash";
import type { WeekSummary } from "@cfa/insights/forecast/summary";
import { SHARES } from "@cfa/insights/forecast/quantiles";
import type { MoneyForecast } from "@cfa/insights/money/money-forecast";
import { mostAbout } from "@cfa/insights/money/lowest";

import { WEEKS } from "./futures.ts";

/** Ends and middle of a range of 80 %. */
export type Range = { low: number; middle: number; high: number };

/** What came in and what went out. */
export type Totals<T> = { in: T; out: T };

/** What a method says of the weeks ahead; the total runs from nothing. No ranges: a point alone. */
export type Told = {
  net: Range[];
  running: Range[];
  lowest: Range;
  /** Totals of the thirteen weeks, each way; null: it does not tell them apart. */
  totals: Totals<Range> | null;
  /** The week (0 …) about which the total is mostly at its lowest. */
  week: number;
  hasRanges: boolean;
};

const [LOW, MIDDLE, HIGH] = [0.1, 0.5, 0.9].map((share) => SHARES.indexOf(share));

function rangeOf({ quantiles }: { quantiles: Float64Array }, less = 0): Range {
  const at = (place: number | undefined) => (quantiles[place ?? 0] ?? 0) - less;
  return { low: at(LOW), middle: at(MIDDLE), high: at(HIGH) };
}

/** From the books. */
export function toldByMoney({ weeks, lowest, opening }: MoneyForecast): Told {
  return {
    net: weeks.map((week) => rangeOf(week.net)),
    running: weeks.map((week) => rangeOf(week.running)),
    lowest: rangeOf(lowest.balance, opening),
    totals: totalsOf(weeks),
    week: lowest.week,
    hasRanges: true,
  };
}

/** From the flows alone. */
export function toldByFlows({ weeks, lowest }: CashForecast): Told {
  return {
    net: weeks.map((week) => rangeOf(week.net)),
    running: weeks.map((week) => rangeOf(week.running)),
    lowest: rangeOf(lowest),
    totals: totalsOf(weeks),
    week: lowest.week,
    hasRanges: true,
  };
}

function totalsOf(weeks: readonly WeekSummary[]): Totals<Range> | null {
  const last = weeks.at(-1);
  return last === undefined ? null : { in: rangeOf(last.runningIn), out: rangeOf(last.runningOut) };
}

/** From futures of equal weight, each the net sums of its weeks. */
export function toldByFutures(futures: readonly (readonly number[])[]): Told {
  const running = futures.map(runningOf);
  const over = (of: readonly (readonly number[])[], week: number) =>
    rangeOfFew(of.map((each) => each[week] ?? 0));
  const weeks = Array.from({ length: WEEKS }, (_, week) => week);
  return {
    net: weeks.map((week) => over(futures, week)),
    running: weeks.map((week) => over(running, week)),
    totals: null,
    lowest: rangeOfFew(running.map((each) => Math.min(...each))),
    week: mostAbout(running.map(lowestWeek), WEEKS),
    hasRanges: futures.length > 1,
  };
}

/** Of n values the k-th is where k of n + 1 lie below: with few of them a range holds one more of their kind as often as it says. */
function rangeOfFew(values: readonly number[]): Range {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (share: number) => {
    const place = Math.min(sorted.length - 1, Math.max(0, (sorted.length + 1) * share - 1));
    const low = sorted[Math.floor(place)] ?? 0;
    return low + ((sorted[Math.ceil(place)] ?? low) - low) * (place - Math.floor(place));
  };
  return { low: at(0.1), middle: at(0.5), high: at(0.9) };
}

/** The running total of weeks. */
export function runningOf(net: readonly number[]): number[] {
  let sum = 0;
  return net.map((each) => (sum += each));
}

/** The week at whose end a running total is lowest. */
export function lowestWeek(running: readonly number[]): number {
  return running.indexOf(Math.min(...running));
}
