import { pinball } from "@cfa/insights/forecast/quantiles";

import { HORIZON, type Kind, type Task } from "./tasks.ts";

/** What a method says of one kind of figure: 10, 50 and 90 % of each week, its mean, and what it says of the running total. */
export type Said = {
  weeks: { q10: number; q50: number; q90: number; mean: number }[];
  running?: { q10: number; q50: number; q90: number }[];
  lowest?: { q10: number; q50: number; q90: number };
  short?: number;
};

/** Scores as the public protocol (cashflow_protocol.py) has them. */
export type Row = {
  dataset: string;
  kind: Kind;
  method: string;
  wql: number;
  mase: number;
  cover80: number;
  cum13: number;
  totalCover?: number;
  totalLoss?: number;
  minerr?: number;
  minCover?: number;
  brier?: number;
  baseRate?: number;
  n: number;
};

type One = Record<string, number>;

/** Scores one method over the tasks of a set. */
export class Scorer {
  readonly #ones = new Map<string, One[]>();

  add(task: Task, kind: Kind, said: Said, method: string): void {
    const one = scoreOne(task, kind, said);
    if (one === null) return;
    const key = JSON.stringify([task.dataset, kind, method]);
    this.#ones.set(key, [...(this.#ones.get(key) ?? []), one]);
  }

  rows(): Row[] {
    return [...this.#ones].map(([key, ones]) => {
      const [dataset, kind, method] = JSON.parse(key) as [string, Kind, string];
      const sum = (name: string) => ones.reduce((total, each) => total + (each[name] ?? 0), 0);
      const mean = (name: string) => round(sum(name) / ones.length);
      const has = (name: string) => ones.every((each) => each[name] !== undefined);
      const events = sum("event") / ones.length;
      return {
        dataset,
        kind,
        method,
        wql: round(sum("pl") / sum("ay")),
        mase: mean("mase"),
        cover80: mean("cover"),
        cum13: mean("cum13"),
        ...(has("totalCover") ? { totalCover: mean("totalCover"), totalLoss: mean("totalLoss") } : {}),
        ...(has("minerr") ? { minerr: mean("minerr") } : {}),
        ...(has("minCover") ? { minCover: mean("minCover") } : {}),
        ...(has("brier") ? { brier: mean("brier"), baseRate: round(events * (1 - events)) } : {}),
        n: ones.length,
      };
    });
  }
}

function scoreOne(task: Task, kind: Kind, said: Said): One | null {
  const train = task.before[kind];
  const actual = task.after[kind];
  const gross = train.map((_, at) => (task.before.inflow[at] ?? 0) + (task.before.outflow[at] ?? 0));
  const g = meanOf(kind === "net" ? gross : train.map(Math.abs));
  if (!(g > 0)) return null;
  const steps = train.slice(1).map((each, at) => Math.abs(each - (train[at] ?? 0)));
  const scale = meanOf(steps) || g;
  let loss = 0;
  let error = 0;
  let covered = 0;
  actual.forEach((y, week) => {
    const { q10, q50, q90 } = said.weeks[week] ?? { q10: 0, q50: 0, q90: 0 };
    loss += loss3(y, { q10, q50, q90 });
    error += Math.abs(y - q50);
    if (y >= q10 && y <= q90) covered++;
  });
  const total = actual.reduce((sum, each) => sum + each, 0);
  const expected = said.weeks.reduce((sum, { mean }) => sum + mean, 0);
  const one: One = {
    pl: loss / g,
    ay: actual.reduce((sum, each) => sum + Math.abs(each), 0) / g,
    mase: error / HORIZON / scale,
    cover: covered / HORIZON,
    cum13: Math.abs(total - expected) / (HORIZON * g),
  };
  const last = said.running?.at(-1);
  if (last !== undefined) {
    one["totalCover"] = Number(last.q10 <= total && total <= last.q90);
    one["totalLoss"] = loss3(total, last) / (HORIZON * g);
  }
  if (kind === "net") addLowest(one, task, said);
  return one;
}

function addLowest(one: One, task: Task, said: Said): void {
  const spending = meanOf(task.before.outflow);
  if (!(spending > 0)) return;
  const lowest = lowestOf(task.after.net);
  const told = said.lowest?.q50 ?? lowestOf(said.weeks.map(({ mean }) => mean));
  const event = Number(lowest < -4 * spending);
  one["minerr"] = Math.abs(lowest - told) / spending;
  one["event"] = event;
  one["brier"] = ((said.short ?? Number(told < -4 * spending)) - event) ** 2;
  if (said.lowest !== undefined)
    one["minCover"] = Number(said.lowest.q10 <= lowest && lowest <= said.lowest.q90);
}

/** The lowest running total of weeks. */
export function lowestOf(net: readonly number[]): number {
  let sum = 0;
  return Math.min(...net.map((each) => (sum += each)));
}

function loss3(y: number, { q10, q50, q90 }: { q10: number; q50: number; q90: number }): number {
  return (2 * (pinball(y, q10, 0.1) + pinball(y, q50, 0.5) + pinball(y, q90, 0.9))) / 3;
}

export function meanOf(values: readonly number[]): number {
  return values.reduce((sum, each) => sum + each, 0) / values.length;
}

function round(value: number): number {
  return Number(value.toFixed(3));
}
