import { blockWeights, fourWeeksAhead, monthsAhead, type Copied } from "./blocks-ahead.ts";
import { drawPlace, type Chance } from "./chance.ts";
import { directionOf, type Stream } from "./flows.ts";
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

/** Flows in the order of their days, each with the number of its line; `starts` says where each day's begin, from the first day on. */
type Past = {
  starts: Int32Array;
  line: Int32Array;
  size: Float64Array;
  lines: Line[];
  shutDays: boolean;
};

/** Adds to every path what past blocks held, recent ones drawn more often; all streams of a block together. */
export function addRest(
  paths: Paths,
  streams: readonly Stream[],
  { chance, ...options }: RestOptions & { chance: Chance },
): void {
  const { first, origin, blocks, unsure, jitter, isOpen } = options;
  const known = pastOf(paths, streams, options);
  const past = jitter > 0 ? known : byLine(known);
  const span = origin - first;
  const all =
    blocks === "months" && span >= FEWEST_DAYS
      ? monthsAhead(origin, paths.days, MOST_JITTER)
      : fourWeeksAhead(origin, paths.days);
  const ahead = all.map((block) => ({
    of: block.of,
    weights: blockWeights(block, span),
    copies: new Map<number, Int32Array>(),
  }));
  const { starts, line, size } = past;
  const goesTo = placesOf(past.shutDays ? isOpen : null, origin, paths.days);
  const sums = past.lines.map((each) => each.sums);
  for (let path = 0; path < paths.count; path++) {
    const level = unsure > 0 ? Math.exp(unsure * chance.normal() - (unsure * unsure) / 2) : 1;
    for (const { of, weights, copies } of ahead) {
      const back = drawPlace(chance, weights);
      const copied = copies.get(back) ?? withFlows(of(back), { starts, first, origin });
      copies.set(back, copied);
      for (let pair = 0; pair < copied.length; pair += 2) {
        const day = copied[pair] ?? 0;
        const source = copied[pair + 1] ?? 0;
        const end = starts[source + 1] ?? 0;
        for (let at = starts[source] ?? 0; at < end; at++) {
          const by = jitter > 0 ? Math.round((chance.next() + chance.next() - 1) * (jitter + 0.5)) : 0;
          const to = goesTo[day + by + EDGE] ?? -1;
          const own = sums[line[at] ?? 0];
          if (to < 0 || to >= paths.days || own === undefined) continue;
          const place = path * paths.days + to;
          own[place] = (own[place] ?? 0) + level * (size[at] ?? 0);
        }
      }
    }
  }
}

const EDGE = 2 * MOST_JITTER + 1; // days beside those ahead on which a copied flow may lie

/** Where money goes that falls on a day ahead or up to `EDGE` days beside: on the next day on which banks are open. */
function placesOf(isOpen: IsOpen | null, origin: number, days: number): Int32Array {
  return Int32Array.from({ length: days + 2 * EDGE }, (_, at) => {
    let to = at - EDGE;
    while (isOpen !== null && to < days && !isOpen(origin + to)) to++;
    return to;
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

function pastOf(paths: Paths, streams: readonly Stream[], { first, origin, isOpen }: RestOptions): Past {
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
  const kind = new Int32Array(count); // of stream and direction
  const size = new Float64Array(count);
  const next = starts.slice();
  known.forEach((flows, stream) => {
    for (const { day, amount } of flows) {
      const at = next[day - first] ?? 0;
      next[day - first] = at + 1;
      kind[at] = 2 * stream + Number(directionOf(amount) === "out");
      size[at] = Math.abs(amount);
    }
  });
  const lines: Line[] = [];
  const numbers = new Map<number, number>();
  const line = kind.map((of) => {
    const number = numbers.get(of);
    if (number !== undefined) return number;
    const own = lineOf(paths, streams[of >> 1]?.class ?? OTHER, of % 2 === 0 ? "in" : "out");
    const place = lines.indexOf(own);
    const made = place < 0 ? lines.push(own) - 1 : place;
    numbers.set(of, made);
    return made;
  });
  return {
    starts,
    line,
    size,
    lines,
    shutDays: shut > 0 ? shut < SHUT_DAYS_SHARE * count : count > 40,
  };
}

/** The same with one flow a day and line: where none is moved by itself they stay together. */
function byLine({ starts, line, size, lines, shutDays }: Past): Past {
  const made: Past = { starts: new Int32Array(starts.length), line, size, lines, shutDays };
  const ofDay = new Float64Array(lines.length);
  let count = 0;
  for (let day = 0; day + 1 < starts.length; day++) {
    for (let at = starts[day] ?? 0; at < (starts[day + 1] ?? 0); at++)
      ofDay[line[at] ?? 0] = (ofDay[line[at] ?? 0] ?? 0) + (size[at] ?? 0);
    ofDay.forEach((sum, own) => {
      if (sum === 0) return;
      // no more places are taken than were read
      made.line[count] = own;
      made.size[count++] = sum;
    });
    ofDay.fill(0);
    made.starts[day + 1] = count;
  }
  return made;
}
