import { countBelow } from "./numbers.ts";

/* When a bill will be paid, as chances of days. */

/** `by[n]` is the chance that it is paid by the end of day `from` + n. What is missing to one comes later or never. */
export type Distribution = { readonly from: number; readonly by: Float64Array };

/** Expected payments until the end of each day, as chances: 1 − e^−x (Poisson). */
export function distributionOf(from: number, expected: Float64Array): Distribution {
  const by = new Float64Array(expected.length);
  for (let day = 0; day < by.length; day++) by[day] = 1 - Math.exp(-(expected[day] ?? 0));
  return { from, by };
}

/** The first day by whose end the chance is at least so much; the day after the last where it never is. */
export function dayAt({ from, by }: Distribution, chance: number): number {
  return from + countBelow(by, chance);
}

/**
 * The first and the last day of the range that holds so much of the chances, as much left out before it as after. Payments come in runs, and
 * a whole run can fall on a day at an end: that day is in when the middle of its chance is (quantiles of the mid-distribution; Parzen 2004,
 * Statistical Science 19), so that over many bills ranges hold as often as they say. The middle day is always in;
 * where the chances do not come so far the last is the day after the last.
 */
export function rangeOf({ from, by }: Distribution, share: number): { low: number; high: number } {
  const out = (1 - share) / 2;
  const middles = by.map((chance, at) => ((by[at - 1] ?? 0) + chance) / 2);
  const low = from + countBelow(middles, out);
  const isWhole = (by.at(-1) ?? 0) >= 1 - out;
  return { low, high: isWhole ? from + countBelow(middles, 1 - out) - 1 : from + by.length };
}

/** The chance that it is paid by the end of a day. */
export function chanceBy({ from, by }: Distribution, day: number): number {
  return day < from ? 0 : (by[Math.min(by.length - 1, day - from)] ?? 0);
}

/**
 * The same with another chance of being paid by the end of a day, on the same side of one half: the middle day stays, or becomes that day
 * where to be paid by then has become as likely as not; what lies on the other side of one half stays.
 */
export function withChanceBy(said: Distribution, day: number, chance: number): Distribution {
  const before = chanceBy(said, day);
  if (before <= 0 || before >= 1 || before === 0.5) return said;
  const [from, to] = before < 0.5 ? [0, 0.5] : [0.5, 1];
  const now = Math.min(to, Math.max(from, chance));
  const by = said.by.map((each) => {
    if (each <= from || each >= to) return each;
    return each <= before
      ? from + ((each - from) * (now - from)) / (before - from)
      : to - ((to - each) * (to - now)) / (to - before);
  });
  return { from: said.from, by };
}

/** The chances of being paid in each of so many weeks after a day. */
export function weekly(distribution: Distribution, asOf: number, weeks: number): number[] {
  return Array.from(
    { length: weeks },
    (_, week) => chanceBy(distribution, asOf + 7 * (week + 1)) - chanceBy(distribution, asOf + 7 * week),
  );
}

/** The same moved by so many days; what falls before its first day did not happen. */
export function moved({ from, by }: Distribution, days: number): Distribution {
  const before = days < 0 ? (by[Math.min(by.length, -days) - 1] ?? 0) : 0;
  const left = Math.max(1e-9, 1 - before);
  const after = new Float64Array(by.length);
  for (let at = Math.max(0, days); at < by.length; at++) {
    const chance = by[Math.min(by.length - 1, at - days)] as number;
    after[at] = Math.min(1, Math.max(0, (chance - before) / left));
  }
  return { from, by: after };
}

/**
 * How far a distribution was from what happened: the continuous ranked probability score (Gneiting & Raftery 2007) over its days
 * until one, in days; `paid` is a later one where nothing has been paid by then.
 */
export function rankedScore(
  { from, by }: Distribution,
  { paid, until }: { paid: number; until: number },
): number {
  let sum = 0;
  const last = by.at(-1) ?? 0;
  for (let at = 0; from + at <= until; at++) sum += ((by[at] ?? last) - (from + at >= paid ? 1 : 0)) ** 2;
  return sum;
}
