import { blockWeights, fourWeeksAhead, monthsAhead, type Copied } from "./blocks-ahead.ts";
import { drawPlace, type Chance } from "./chance.ts";
import { directionOf, DIRECTIONS, WEEK, type Direction, type Stream } from "./flows.ts";
import { lineOf, OTHER, type Line, type Paths } from "./paths.ts";
import type { IsOpen } from "./recurring/rhythm.ts";

/** Copies past months by the day of the month, or past four weeks by the weekday. */
export type BlockKind = "months" | "weeks";

export type RestOptions = {
  first: number;
  origin: number;
  blocks: BlockKind;
  /** Days by which each copied flow may come earlier or later. */
  jitter: number;
  /** Spread of the level of all that is copied, per path, as a logarithm. */
  unsure: number;
  isOpen: IsOpen;
};

/** The most days by which a copied flow is moved: what lies so near outside may move into the days ahead. */
export const MOST_JITTER = 3;
const FEWEST_DAYS = 45; // of history, below which there is no whole month to copy
const SHUT_DAYS_SHARE = 0.02;

/** Flows in the order of their days, each with the number of its kind; `starts` says where each day's begin, from the first day on. */
type Past = {
  starts: Int32Array;
  kind: Int32Array;
  size: Float64Array;
  kinds: Pick<Line, "class" | "direction">[];
  shutDays: boolean;
};

/** Adds to every path what past blocks held, recent ones drawn more often; all streams of a block together. */
export function addRest(
  paths: Paths,
  streams: readonly Stream[],
  { chance, ...options }: RestOptions & { chance: Chance },
): void {
  const past = pastOf(streams, options);
  const { unsure, jitter } = options;
  const { starts, kind, size } = past;
  const ahead = aheadOf(past, paths.days, options);
  const goesTo = placesOf(past, paths.days, options);
  const sums = past.kinds.map((each) => lineOf(paths, each.class, each.direction).sums);
  for (let path = 0; path < paths.count; path++) {
    const level = unsure > 0 ? Math.exp(unsure * chance.normal() - (unsure * unsure) / 2) : 1;
    for (const block of ahead) {
      const copied = block.copied(drawPlace(chance, block.weights));
      for (let pair = 0; pair < copied.length; pair += 2) {
        const day = copied[pair] ?? 0;
        const source = copied[pair + 1] ?? 0;
        const end = starts[source + 1] ?? 0;
        for (let at = starts[source] ?? 0; at < end; at++) {
          const by = jitter > 0 ? Math.round((chance.next() + chance.next() - 1) * (jitter + 0.5)) : 0;
          const to = goesTo[day + by + EDGE] ?? -1;
          const own = sums[kind[at] ?? 0];
          if (to < 0 || to >= paths.days || own === undefined) continue;
          const place = path * paths.days + to;
          own[place] = (own[place] ?? 0) + level * (size[at] ?? 0);
        }
      }
    }
  }
}

/** Of each direction the weeks of paths on which past blocks of everything come again as they were: `[week · count + path]`. */
export function blockWeeks(
  streams: readonly Stream[],
  {
    count,
    days,
    chance,
    ...plain
  }: Omit<RestOptions, "jitter" | "unsure"> & { count: number; days: number; chance: Chance },
): Record<Direction, Float64Array> {
  const options = { ...plain, jitter: 0, unsure: 0 };
  const past = pastOf(streams, options);
  const goesTo = placesOf(past, days, options);
  const weeks = Math.ceil(days / WEEK);
  const made = { in: new Float64Array(weeks * count), out: new Float64Array(weeks * count) };
  const ahead = aheadOf(past, days, options).map(({ weights, copied }) => ({
    weights,
    copied,
    known: new Map<number, Record<Direction, Float64Array>>(),
  }));
  for (let path = 0; path < count; path++)
    for (const { weights, copied, known } of ahead) {
      const back = drawPlace(chance, weights);
      const sums = known.get(back) ?? weeksOf(past, copied(back), { weeks, goesTo });
      known.set(back, sums);
      for (const direction of DIRECTIONS)
        for (let week = 0; week < weeks; week++) {
          const at = week * count + path;
          made[direction][at] = (made[direction][at] ?? 0) + (sums[direction][week] ?? 0);
        }
    }
  return made;
}

function weeksOf(
  { starts, kind, kinds, size }: Past,
  copied: Int32Array,
  { weeks, goesTo }: { weeks: number; goesTo: Int32Array },
): Record<Direction, Float64Array> {
  const sums = { in: new Float64Array(weeks), out: new Float64Array(weeks) };
  for (let pair = 0; pair < copied.length; pair += 2) {
    const week = Math.floor((goesTo[(copied[pair] ?? 0) + EDGE] ?? -1) / WEEK);
    const source = copied[pair + 1] ?? 0;
    for (let at = starts[source] ?? 0; at < (starts[source + 1] ?? 0); at++) {
      const own = sums[kinds[kind[at] ?? 0]?.direction ?? "in"];
      if (week >= 0 && week < weeks) own[week] = (own[week] ?? 0) + (size[at] ?? 0);
    }
  }
  return sums;
}

/** Blocks ahead with the weights of past ones, and the days that each of these lends. */
function aheadOf(
  { starts }: Past,
  days: number,
  { first, origin, blocks }: RestOptions,
): { weights: Float64Array; copied: (back: number) => Int32Array }[] {
  const span = origin - first;
  const all =
    blocks === "months" && span >= FEWEST_DAYS
      ? monthsAhead(origin, days, MOST_JITTER)
      : fourWeeksAhead(origin, days);
  return all.map((block) => {
    const known = new Map<number, Int32Array>();
    return {
      weights: blockWeights(block, span),
      copied: (back) => {
        const copied = known.get(back) ?? withFlows(block.of(back), { starts, first, origin });
        known.set(back, copied);
        return copied;
      },
    };
  });
}

/** Of copied days those whose past one had flows: the day, from the first ahead, and the past one, from the first of all. */
function withFlows(
  copied: readonly Copied[],
  { starts, first, origin }: { starts: Int32Array; first: number; origin: number },
): Int32Array {
  const known = copied.filter(
    ({ source }) => (starts[source - first + 1] ?? 0) > (starts[source - first] ?? 0),
  );
  return Int32Array.from(known.flatMap(({ day, source }) => [day - origin, source - first]));
}

const EDGE = 2 * MOST_JITTER + 1; // days beside those ahead on which a copied flow may lie

/** Where money goes that falls on a day ahead or up to `EDGE` days beside: on the next day on which banks are open, where it waits for it. */
function placesOf({ shutDays }: Past, days: number, { origin, isOpen }: RestOptions): Int32Array {
  const places = new Int32Array(days + 2 * EDGE);
  for (let at = places.length - 1, next = days + EDGE; at >= 0; at--) {
    if (!shutDays || isOpen(origin + at - EDGE)) next = at - EDGE;
    places[at] = next;
  }
  return places;
}

function pastOf(streams: readonly Stream[], { first, origin, isOpen }: RestOptions): Past {
  const starts = new Int32Array(origin - first + 1);
  const known = streams.map(({ flows }) => flows.filter(({ day }) => day >= first && day < origin));
  let shut = 0;
  for (const flows of known)
    for (const { day } of flows) {
      starts[day - first + 1] = (starts[day - first + 1] ?? 0) + 1;
      if (!isOpen(day)) shut++;
    }
  for (let day = 1; day < starts.length; day++) starts[day] = (starts[day] ?? 0) + (starts[day - 1] ?? 0);
  const count = starts.at(-1) ?? 0;
  const wayOf = new Int32Array(count); // a stream's one way or the other
  const size = new Float64Array(count);
  const next = starts.slice();
  known.forEach((flows, stream) => {
    for (const { day, amount } of flows) {
      const at = next[day - first] ?? 0;
      next[day - first] = at + 1;
      wayOf[at] = 2 * stream + DIRECTIONS.indexOf(directionOf(amount));
      size[at] = Math.abs(amount);
    }
  });
  const numbers = new Map<number, number>();
  const kinds: Past["kinds"] = [];
  const kind = wayOf.map((way) => {
    const number = numbers.get(way) ?? kinds.length;
    if (number === kinds.length)
      kinds.push({ class: streams[way >> 1]?.class ?? OTHER, direction: DIRECTIONS[way & 1] ?? "in" });
    numbers.set(way, number);
    return number;
  });
  return { starts, kind, size, kinds, shutDays: shut > 0 ? shut < SHUT_DAYS_SHARE * count : count > 40 };
}
