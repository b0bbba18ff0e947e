import { chanceFrom } from "./chance.ts";
import { DIRECTIONS, weeklySums, type CashHistory, type Direction, type Stream } from "./flows.ts";
import { emptyPaths, lineOf, weeksOf, type Paths } from "./paths.ts";
import { sortedQuantiles, type WeekQuantiles } from "./quantiles.ts";
import { itemDraw } from "./recurring/draw-item.ts";
import { findItems } from "./recurring/find-items.ts";
import type { RecurringItem } from "./recurring/recurring-item.ts";
import type { IsOpen } from "./recurring/rhythm.ts";
import { addRest, blockWeeks, MOST_JITTER, type BlockKind } from "./rest.ts";

export type Simulation = { paths: number; days: number; seed: number; isOpen: IsOpen };

/** What was simulated; `trust` says how far it counts before trial where it knows more than the flows tell. */
export type Simulated = { paths: Paths; items: RecurringItem[]; trust?: Record<Direction, number> };

/** Paths of the days from a history's origin on: the same history gives the same paths, and knows nothing of what came later. */
export type Simulate = (history: CashHistory, simulation: Simulation) => Simulated;

/** Money that answers the balance: `add` puts on paths from an origin on what its flows did before. */
export type Reserves = {
  readonly streams: readonly Stream[];
  readonly add: (paths: Paths, origin: number) => void;
};

/** Paths of recurring items and of the rest around them. */
export function itemPaths(history: CashHistory, simulation: Simulation): Simulated {
  const { items, rest } = findItems(history, simulation.isOpen);
  const paths = emptyPaths(simulation.paths, simulation.days);
  addItems(paths, items, { origin: history.origin, ...simulation });
  addRestOf(paths, { ...history, streams: rest }, simulation);
  return { paths, items };
}

/** Adds what recurring items bring. Each item's draws follow from the seed and its place alone; `skips` leaves out what is known otherwise. */
export function addItems(
  paths: Paths,
  items: readonly RecurringItem[],
  { origin, days, seed, isOpen, skips }: DrawOptions,
): void {
  items.forEach((item, number) => {
    if (item.alive === 0) return;
    const { sums } = lineOf(paths, item.class, item.direction);
    drawItem(item, { number, paths: paths.count, origin, days, seed, isOpen, skips }, (path, ahead, size) => {
      const place = path * days + ahead;
      sums[place] = (sums[place] ?? 0) + size;
    });
  });
}

export type DrawOptions = {
  origin: number;
  days: number;
  seed: number;
  isOpen: IsOpen;
  skips?: ((item: RecurringItem, day: number) => boolean) | undefined;
};

/** What one item brings on every path: the path, the day ahead (0 …), the size. */
export function drawItem(
  item: RecurringItem,
  { number, paths, origin, days, seed, isOpen, skips }: DrawOptions & { number: number; paths: number },
  put: (path: number, ahead: number, size: number) => void,
): void {
  const chance = chanceFrom(seed, 100 + number);
  const draw = itemDraw(item, { origin, end: origin + days, isOpen });
  for (let path = 0; path < paths; path++)
    draw(chance, (day, size) => {
      if (skips === undefined || !skips(item, day)) put(path, day - origin, size);
    });
}

/** Adds the rest that belongs to no item, as past months or weeks had it. */
export function addRestOf(paths: Paths, history: CashHistory, { seed, isOpen }: Simulation): void {
  const { first, origin } = history;
  const unsure = unsureOf(history);
  const blocks = history.grain === "week" ? "weeks" : "months";
  const chance = chanceFrom(seed, 1);
  addRest(paths, history.streams, {
    first,
    origin,
    blocks,
    jitter: blocks === "months" ? MOST_JITTER : 0,
    unsure,
    isOpen,
    chance,
  });
}

/** What past blocks of everything say of the weeks ahead, when they come again as they were. */
export function blockQuantiles(
  { streams, first, origin }: CashHistory,
  blocks: BlockKind,
  { paths: count, days, seed, isOpen }: Simulation,
): Record<Direction, WeekQuantiles> {
  const chance = chanceFrom(seed, blocks === "months" ? 2 : 3);
  const weeks = blockWeeks(streams, { count, days, first, origin, blocks, isOpen, chance });
  return { in: quantilesOf(weeks.in, count), out: quantilesOf(weeks.out, count) };
}

/** Quantiles of the weekly sums of one direction. */
export function pathQuantiles(paths: Paths, direction: Direction): WeekQuantiles {
  const lines = paths.lines.filter((line) => line.direction === direction);
  return quantilesOf(weeksOf(paths, lines), paths.count);
}

function quantilesOf(sums: Float64Array, count: number): WeekQuantiles {
  return Array.from({ length: sums.length / count }, (_, week) =>
    sortedQuantiles(sums.subarray(week * count, (week + 1) * count).toSorted()),
  );
}

/** How unsure the level of the rest is: the spread of its four-week sums, by how many of them speak for it. */
function unsureOf(history: CashHistory): number {
  let variance = 0;
  let weight = 0;
  for (const direction of DIRECTIONS) {
    const weeks = weeklySums(history, direction);
    const blocks: number[] = [];
    for (let end = weeks.length; end >= 4 && blocks.length < 12; end -= 4)
      blocks.push(weeks.subarray(end - 4, end).reduce((sum, each) => sum + each, 0));
    const mean = blocks.reduce((sum, each) => sum + each, 0) / blocks.length;
    if (blocks.length < 2 || mean <= 0) continue;
    const square = blocks.reduce((sum, each) => sum + (each / mean - 1) ** 2, 0) / (blocks.length - 1);
    variance += (mean * square) / Math.min(blocks.length, 6);
    weight += mean;
  }
  return weight > 0 ? Math.min(0.5, Math.sqrt(variance / weight)) : 0;
}
