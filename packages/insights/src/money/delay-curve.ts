import { countBelow } from "../numbers.ts";
import type { Chance } from "../forecast/chance.ts";

/** A sum and how many days after its due date it came, or had not come yet. */
export type Observed = { readonly delay: number; readonly weight: number; readonly came: boolean };

/** Days after the due date on which money comes, rising, and the share that has come by each; the rest never does. */
export type DelayCurve = { readonly delays: Int32Array; readonly by: Float64Array };

/**
 * How long money takes, by what came and what has not come yet (Kaplan & Meier 1958). Of a party it is mixed with that of all, which counts
 * as much as so many sums.
 */
export function delayCurve(
  observed: readonly Observed[],
  mixed?: { readonly all: DelayCurve; readonly weight: number },
): DelayCurve {
  const own = kaplanMeier(observed);
  if (mixed === undefined) return own;
  const sum = observed.reduce((total, { weight }) => total + weight, 0);
  const share = sum / (sum + mixed.weight);
  const delays = Int32Array.from(new Set([...own.delays, ...mixed.all.delays])).toSorted();
  return {
    delays,
    by: Float64Array.from(
      delays,
      (delay) => share * comeBy(own, delay) + (1 - share) * comeBy(mixed.all, delay),
    ),
  };
}

/** The share that has come so many days after the due date. */
export function comeBy({ delays, by }: DelayCurve, delay: number): number {
  const at = countBelow(delays, delay + 1) - 1;
  return at < 0 ? 0 : (by[at] ?? 0);
}

/** How many days after the due date money comes that had not come after `age` of them; null: never seen. */
export function drawDelay(curve: DelayCurve, age: number, chance: Chance): number | null {
  const before = comeBy(curve, age);
  const share = before + (1 - before) * chance.next();
  const at = countBelow(curve.by, share);
  return at < curve.delays.length ? Math.max(age + 1, curve.delays[at] ?? 0) : null;
}

/** The chances that money comes in each of so many weeks from `age` + 1 days after the due date on, not having come before. */
export function weekChances(curve: DelayCurve, age: number, weeks: number): number[] {
  const left = 1 - comeBy(curve, age);
  return Array.from({ length: weeks }, (_, week) =>
    left > 0 ? (comeBy(curve, age + 7 * (week + 1)) - comeBy(curve, age + 7 * week)) / left : 0,
  );
}

function kaplanMeier(observed: readonly Observed[]): DelayCurve {
  const order = observed.toSorted((a, b) => a.delay - b.delay);
  let atRisk = order.reduce((sum, { weight }) => sum + weight, 0);
  let left = 1;
  const delays: number[] = [];
  const by: number[] = [];
  for (let at = 0; at < order.length;) {
    const delay = order[at]?.delay ?? 0;
    let came = 0;
    let gone = 0;
    for (; at < order.length && order[at]?.delay === delay; at++) {
      const each = order[at];
      gone += each?.weight ?? 0;
      if (each?.came === true) came += each.weight;
    }
    if (came > 0 && atRisk > 0) {
      left *= Math.max(0, 1 - came / atRisk);
      delays.push(delay);
      by.push(1 - left);
    }
    atRisk -= gone;
  }
  return { delays: Int32Array.from(delays), by: Float64Array.from(by) };
}
