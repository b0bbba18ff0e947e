import { OF_BILL_FROM, partFeatures, partsOf, type Outlook } from "./landmark.ts";
import type { SeenParts } from "./seen-parts.ts";
import { binsIn, boost, logFactor, type Boosted, type BoostSettings } from "./trees.ts";

const SETTINGS: BoostSettings = { trees: 40, leaves: 8, rate: 0.1, shrink: 10, leastExpected: 8 };

/** Grows trees from what was seen until a day; null: nothing was. */
export function growTrees(seen: SeenParts, until: number): Boosted | null {
  const rows = seen.rows(until);
  return rows === null ? null : boost(rows, SETTINGS);
}

/** By what factor, as a logarithm, trees say that each part of an outlook is wrong. */
export function partFactors(look: Outlook, asOf: number, boosted: Boosted): number[] {
  const ofBill = binsIn(boosted, look.known, OF_BILL_FROM);
  return partsOf(look, asOf).map((part) =>
    logFactor(boosted, [...binsIn(boosted, partFeatures(look, part, asOf)), ...ofBill]),
  );
}

/** Expected payments until the end of each day, each part of the days by what the trees say of it, as far as they have a share. */
export function withTrees(
  look: Outlook,
  asOf: number,
  { boosted, share }: { boosted: Boosted | null; share: number },
): Float64Array {
  if (boosted === null || share === 0) return look.expected;
  return timesFactors(look, asOf, { factors: partFactors(look, asOf, boosted), share });
}

/** Expected payments until the end of each day, each part of the days by so much of its factor. */
export function timesFactors(
  look: Outlook,
  asOf: number,
  { factors, share }: { factors: readonly number[]; share: number },
): Float64Array {
  const result = new Float64Array(look.expected.length);
  let sum = 0;
  for (const [at, part] of partsOf(look, asOf).entries()) {
    const times = Math.exp(share * (factors[at] ?? 0));
    const before = part.first === 0 ? 0 : (look.expected[part.first - 1] as number);
    for (let day = part.first; day <= part.last; day++) {
      result[day] = sum + ((look.expected[day] as number) - before) * times;
    }
    sum = result[part.last] as number;
  }
  return result;
}
