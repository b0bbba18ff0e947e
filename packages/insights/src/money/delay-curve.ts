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
  const { all } = mixed;
  const delays: number[] = [];
  const by: number[] = [];
  for (let ours = 0, theirs = 0; ours < own.delays.length || theirs < all.delays.length;) {
    const delay = Math.min(own.delays[ours] ?? Infinity, all.delays[theirs] ?? Infinity);
    if (own.delays[ours] === delay) ours++;
    if (all.delays[theirs] === delay) theirs++;
    delays.push(delay);
    by.push(share * (own.by[ours - 1] ?? 0) + (1 - share) * (all.by[theirs - 1] ?? 0));
  }
  return { delays: Int32Array.from(delays), by: Float64Array.from(by) };
}

/** The share that has come so many days after the due date. */
export function comeBy({ delays, by }: DelayCurve, delay: number): number {
  const at = countBelow(delays, delay + 1) - 1;
  return at < 0 ? 0 : (by[at] ?? 0);
}

/** How many days after the due date money comes; null: never seen. */
export type DelayDraw = (chance: Chance) => number | null;

/** Draws delays of money that had not come after `age` days. */
export function delaysAfter({ delays, by }: DelayCurve, age: number): DelayDraw {
  const before = comeBy({ delays, by }, age);
  return (chance) => {
    const at = countBelow(by, before + (1 - before) * chance.next());
    return at < delays.length ? Math.max(age + 1, delays[at] ?? 0) : null;
  };
}

/** The chances that money comes in each of so many weeks from `age` + 1 days after the due date on, not having come before. */
export function weekChances(curve: DelayCurve, age: number, weeks: number): number[] {
  const left = 1 - comeBy(curve, age);
  return Array.from({ length: weeks }, (_, week) =>
    left > 0 ? (comeBy(curve, age + 7 * (week + 1)) - comeBy(curve, age + 7 * week)) / left : 0,
  );
}

function kaplanMeier(observed: readonly Observed[]): DelayCurve {
  let least = Infinity;
  let most = -Infinity;
  let atRisk = 0;
  for (const { delay, weight } of observed) {
    least = Math.min(least, delay);
    most = Math.max(most, delay);
    atRisk += weight;
  }
  const length = Math.max(0, most - least + 1);
  const came = new Float64Array(length);
  const gone = new Float64Array(length);
  for (const { delay, weight, came: isCome } of observed) {
    gone[delay - least] = (gone[delay - least] ?? 0) + weight;
    if (isCome) came[delay - least] = (came[delay - least] ?? 0) + weight;
  }
  let left = 1;
  const delays: number[] = [];
  const by: number[] = [];
  for (let at = 0; at < length; at++) {
    const own = came[at] ?? 0;
    if (own > 0 && atRisk > 0) {
      left *= Math.max(0, 1 - own / atRisk);
      delays.push(least + at);
      by.push(1 - left);
    }
    atRisk -= gone[at] ?? 0;
  }
  return { delays: Int32Array.from(delays), by: Float64Array.from(by) };
}
