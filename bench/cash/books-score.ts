import { pinball } from "@cfa/insights/forecast/quantiles";

import { lowestWeek, runningOf, type Range, type Told, type Totals } from "./books-told.ts";

/** How one method told one company. */
export type Scored = {
  /** The lowest week within one of the true one. */
  week: number;
  /** Error of the lowest total and of the thirteen weeks' total, in weeks of spending; the loss of the weeks' net sums. */
  lowestError: number;
  totalError: number;
  loss: number;
  /** Shares that lie within ranges of 80 %; null: it told none. */
  netCover: number | null;
  runningCover: number | null;
  lowestCover: number | null;
  inCover: number | null;
  outCover: number | null;
};

/** Holds what was told against what came; `spending` is a usual week's. */
export function scoreTold(
  told: Told,
  { net, totals, spending }: { net: readonly number[]; totals: Totals<number>; spending: number },
): Scored {
  const running = runningOf(net);
  const lowest = Math.min(...running);
  const share = (ranges: readonly Range[], actual: readonly number[]) =>
    told.hasRanges ? meanOf(actual.map((each, at) => Number(holds(ranges[at], each)))) : null;
  return {
    week: Number(Math.abs(told.week - lowestWeek(running)) <= 1),
    lowestError: Math.abs(told.lowest.middle - lowest) / spending,
    totalError: Math.abs((told.running.at(-1)?.middle ?? 0) - (running.at(-1) ?? 0)) / spending,
    loss: meanOf(net.map((each, week) => lossOf(told.net[week], each))) / spending,
    netCover: share(told.net, net),
    runningCover: share(told.running, running),
    lowestCover: share([told.lowest], [lowest]),
    inCover: told.totals === null ? null : share([told.totals.in], [totals.in]),
    outCover: told.totals === null ? null : share([told.totals.out], [totals.out]),
  };
}

/** The mean of what several companies were scored. */
export function meanScore(all: readonly Scored[]): Scored {
  const mean = (of: (one: Scored) => number) => rounded(meanOf(all.map(of)));
  const cover = (of: (one: Scored) => number | null) => {
    const told = all.map(of).filter((each) => each !== null);
    return told.length === 0 ? null : rounded(meanOf(told));
  };
  return {
    week: mean((one) => one.week),
    lowestError: mean((one) => one.lowestError),
    totalError: mean((one) => one.totalError),
    loss: mean((one) => one.loss),
    netCover: cover((one) => one.netCover),
    runningCover: cover((one) => one.runningCover),
    lowestCover: cover((one) => one.lowestCover),
    inCover: cover((one) => one.inCover),
    outCover: cover((one) => one.outCover),
  };
}

function holds(range: Range | undefined, value: number): boolean {
  return range !== undefined && range.low <= value && value <= range.high;
}

function lossOf(range: Range | undefined, value: number): number {
  const { low, middle, high } = range ?? { low: 0, middle: 0, high: 0 };
  return (2 * (pinball(value, low, 0.1) + pinball(value, middle, 0.5) + pinball(value, high, 0.9))) / 3;
}

export function meanOf(values: readonly number[]): number {
  return values.reduce((sum, each) => sum + each, 0) / values.length;
}

export function rounded(value: number): number {
  return Number(value.toFixed(3));
}
