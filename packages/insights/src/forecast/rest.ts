import { blockWeights, fourWeeksAhead, monthsAhead, type Copied } from "./blocks-ahead.ts";
import { drawPlace, type Chance } from "./chance.ts";
import { directionOf, type Stream } from "./flows.ts";
import { lineOf, type Line, type Paths } from "./paths.ts";
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

type Past = { starts: Int32Array; lines: Line[]; line: Int32Array; size: Float64Array; shutDays: boolean };

/** Adds to every path what past blocks held, recent ones drawn more often; all streams of a block together. */
export function addRest(
  paths: Paths,
  streams: readonly Stream[],
  { chance, ...options }: RestOptions & { chance: Chance },
): void {
  const past = pastOf(paths, streams, options);
  const { first, origin, blocks, unsure } = options;
  const span = origin - first;
  const all =
    blocks === "months" && span >= FEWEST_DAYS
      ? monthsAhead(origin, paths.days, MOST_JITTER)
      : fourWeeksAhead(origin, paths.days);
  const ahead = all.map((block) => ({
    of: block.of,
    weights: blockWeights(block, span),
    known: new Map<number, Copied[]>(),
  }));
  for (let path = 0; path < paths.count; path++) {
    const level = unsure > 0 ? Math.exp(unsure * chance.normal() - (unsure * unsure) / 2) : 1;
    for (const { of, weights, known } of ahead) {
      const back = drawPlace(chance, weights);
      const copied = known.get(back) ?? of(back);
      known.set(back, copied);
      for (const { day, source } of copied)
        copyDay(past, { source, day, path, level, chance, paths, options });
    }
  }
}

type Copy = {
  source: number;
  day: number;
  path: number;
  level: number;
  chance: Chance;
  paths: Paths;
  options: RestOptions;
};

function copyDay(past: Past, { source, day, path, level, chance, paths, options }: Copy): void {
  const from = source - options.first;
  if (from < 0 || from + 1 >= past.starts.length) return;
  for (let at = past.starts[from] ?? 0; at < (past.starts[from + 1] ?? 0); at++) {
    let to = day;
    if (options.jitter > 0) to += Math.round((chance.next() + chance.next() - 1) * (options.jitter + 0.5));
    while (past.shutDays && !options.isOpen(to)) to++;
    const into = to - options.origin;
    const sums = past.lines[past.line[at] ?? 0]?.sums;
    if (into < 0 || into >= paths.days || sums === undefined) continue;
    const place = path * paths.days + into;
    sums[place] = (sums[place] ?? 0) + level * (past.size[at] ?? 0);
  }
}

function pastOf(paths: Paths, streams: readonly Stream[], { first, origin, isOpen }: RestOptions): Past {
  const lines: Line[] = [];
  const flows = streams
    .flatMap((stream) => stream.flows.map((flow) => ({ ...flow, class: stream.class })))
    .filter(({ day }) => day >= first && day < origin)
    .toSorted((a, b) => a.day - b.day);
  const starts = new Int32Array(origin - first + 1);
  const line = new Int32Array(flows.length);
  const size = new Float64Array(flows.length);
  let shut = 0;
  flows.forEach((flow, at) => {
    const own = lineOf(paths, flow.class, directionOf(flow.amount));
    const known = lines.indexOf(own);
    line[at] = known < 0 ? lines.push(own) - 1 : known;
    size[at] = Math.abs(flow.amount);
    starts[flow.day - first + 1] = at + 1;
    if (!isOpen(flow.day)) shut++;
  });
  for (let day = 1; day < starts.length; day++)
    starts[day] = Math.max(starts[day] ?? 0, starts[day - 1] ?? 0);
  return {
    starts,
    lines,
    line,
    size,
    shutDays: shut > 0 ? shut < SHUT_DAYS_SHARE * flows.length : flows.length > 40,
  };
}
