import { NEVER, type Bills } from "../bills.ts";
import type { Look } from "../looks.ts";
import { expectedIn, featuresOf, FEATURES, partsOf, type Outlook, type Part } from "./landmark.ts";
import { boost, logFactor, type Boosted, type BoostSettings } from "./trees.ts";

const HALF_LIFE = 730; // days
const SETTINGS: BoostSettings = { trees: 40, leaves: 8, rate: 0.1, shrink: 10, leastExpected: 8 };

/** Grows trees from what was seen, until a day, of the parts of some looks; null: nothing was. */
export function growTrees(history: Bills, looks: readonly Look[], until: number): Boosted | null {
  const columns: number[][] = FEATURES.map(() => []);
  const events: number[] = [];
  const expected: number[] = [];
  const weight: number[] = [];
  for (const { asOf, bills } of looks) {
    const fade = 0.5 ** ((until - asOf) / HALF_LIFE);
    for (const look of bills) {
      for (const seen of seenParts(history, look, { asOf, until })) {
        featuresOf(look, seen.part, asOf).forEach((value, at) => columns[at]?.push(value));
        events.push(seen.isPaid ? 1 : 0);
        expected.push(Math.max(1e-6, seen.expected));
        weight.push(fade * (history.weight[look.row] ?? 1));
      }
    }
  }
  if (events.length === 0) return null;
  const rows = {
    columns: columns.map(column),
    events: column(events),
    expected: column(expected),
    weight: column(weight),
  };
  return boost(rows, SETTINGS);
}

function column(list: readonly number[]): Float64Array {
  return Float64Array.from(list);
}

type Seen = { part: Part; isPaid: boolean; expected: number };

/** The parts of a look that have been seen until a day, wholly or in part, up to the payment. */
function seenParts(history: Bills, look: Outlook, { asOf, until }: { asOf: number; until: number }): Seen[] {
  const paid = history.paid[look.row] ?? NEVER;
  const seen: Seen[] = [];
  for (const part of partsOf(look, asOf)) {
    const first = look.from + part.first;
    if (first > until || paid < first) break;
    const last = Math.min(part.last, until - look.from, paid - look.from);
    const isPaid = paid <= Math.min(until, look.from + part.last);
    seen.push({ part, isPaid, expected: expectedIn(look, { first: part.first, last }) });
  }
  return seen;
}

/** Expected payments until the end of each day, each part of the days by what the trees say of it, as far as they have a share. */
export function withTrees(
  look: Outlook,
  asOf: number,
  { boosted, share }: { boosted: Boosted | null; share: number },
): Float64Array {
  if (boosted === null || share === 0) return look.expected;
  const result = new Float64Array(look.expected.length);
  let sum = 0;
  for (const part of partsOf(look, asOf)) {
    const times = Math.exp(share * logFactor(boosted, featuresOf(look, part, asOf)));
    const before = part.first === 0 ? 0 : (look.expected[part.first - 1] as number);
    for (let day = part.first; day <= part.last; day++) {
      result[day] = sum + ((look.expected[day] as number) - before) * times;
    }
    sum = result[part.last] as number;
  }
  return result;
}
