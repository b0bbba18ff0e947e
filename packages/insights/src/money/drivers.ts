import { WEEK, type Direction } from "../forecast/flows.ts";
import type { CashForecast } from "../forecast/forecast-cash.ts";
import { netOf, weeksOf, type Line, type Paths } from "../forecast/paths.ts";
import { drawItem } from "../forecast/structure.ts";
import type { IsOpen } from "../forecast/recurring/rhythm.ts";
import type { KnownFlow } from "./cash-books.ts";
import type { MoneyDriver } from "./money-forecast.ts";
import { billDraws, partyNormals } from "./open-bills.ts";
import { OPEN, skipsOf, type SimulatedBooks } from "./simulate-books.ts";

/*
 * What sets the worst tenth of the paths apart: of every party, item and class what it brings up to the day on which those paths are mostly
 * at their lowest, on them beside all paths. Over all parts the differences add up to that of the totals.
 */

export type DriverGround = {
  readonly cash: CashForecast;
  readonly now: SimulatedBooks;
  /** Sums of weeks before levels moved them and after, by which what is drawn again is moved too. */
  readonly before: WeekSums;
  readonly after: WeekSums;
  readonly origin: number;
  readonly seed: number;
  readonly isOpen: IsOpen;
  readonly postDated: readonly KnownFlow[];
};

/** Sums of every week of every path that levels may move, each way. */
export type WeekSums = Readonly<Record<Direction, Float64Array>>;

/** Of paths as they are now. */
export function weekSums(paths: Paths): WeekSums {
  const of = (direction: Direction) =>
    weeksOf(
      paths,
      paths.lines.filter((line) => line.direction === direction && line.certain !== true),
    );
  return { in: of("in"), out: of("out") };
}

const SHOWN = 10;
const WORST = 0.1;

/** The ten parts that differ most. */
export function driversOf(ground: DriverGround): MoneyDriver[] {
  return allDrivers(ground)
    .filter(({ difference }) => Math.abs(difference) >= 1)
    .toSorted((a, b) => Math.abs(b.difference) - Math.abs(a.difference))
    .slice(0, SHOWN);
}

/** Every part: parties of open bills and items one by one, of the rest its classes. */
export function allDrivers(ground: DriverGround): MoneyDriver[] {
  const { paths } = ground.cash;
  const worst = worstOf(paths);
  const moved = movesOf(ground);
  const difference = sumUp(worst, paths.count);
  const left = new Map<Line, number>();
  for (const line of paths.lines)
    left.set(
      line,
      signOf(line.direction) * difference((path) => sumTo(line.sums, path * paths.days, worst.day)),
    );
  const drivers: MoneyDriver[] = [];
  const take = (kind: string, direction: Direction, size: number) => {
    const line = paths.lines.find((each) => each.class === kind && each.direction === direction);
    if (line !== undefined) left.set(line, (left.get(line) ?? 0) - size);
  };
  const draws = billDraws(ground.seed, ground.now.dayShares);
  for (const [party, bills] of Map.groupBy(ground.now.bills, (bill) => bill.party)) {
    const [first] = bills;
    if (first === undefined) continue;
    const direction: Direction = first.side === "customer" ? "in" : "out";
    const sums = new Float64Array(paths.count);
    const normals = partyNormals(party, { seed: ground.seed, paths: paths.count });
    for (const bill of bills) {
      const days = draws[bill.side](bill, normals);
      for (let path = 0; path < paths.count; path++) {
        const day = days[path] ?? paths.days;
        if (day > worst.day) continue;
        sums[path] = (sums[path] ?? 0) + bill.amount * moved(direction, path, day);
      }
    }
    const size = signOf(direction) * difference((path) => sums[path] ?? 0);
    take(OPEN[first.side], direction, size);
    drivers.push({ of: { kind: "party", side: first.side, partyId: first.partyId }, difference: size });
  }
  drivers.push(...itemDrivers(ground, { worst, moved, difference, take }));
  for (const [line, size] of left)
    drivers.push({ of: { kind: "class", class: line.class, direction: line.direction }, difference: size });
  return drivers;
}

type Worst = { paths: Uint8Array; count: number; day: number };
type Moved = (direction: Direction, path: number, day: number) => number;
type Difference = (of: (path: number) => number) => number;

function itemDrivers(
  { cash, now, origin, seed, isOpen, postDated }: DriverGround,
  {
    worst,
    moved,
    difference,
    take,
  }: {
    worst: Worst;
    moved: Moved;
    difference: Difference;
    take: (kind: string, direction: Direction, size: number) => void;
  },
): MoneyDriver[] {
  const { count, days } = cash.paths;
  return now.told.flatMap(({ item, key }, number) => {
    if (item.alive === 0) return [];
    const sums = new Float64Array(count);
    drawItem(
      item,
      { number, paths: count, origin, days, seed, isOpen, skips: skipsOf(postDated) },
      (path, day, size) => {
        if (day <= worst.day) sums[path] = (sums[path] ?? 0) + size * moved(item.direction, path, day);
      },
    );
    const size = signOf(item.direction) * difference((path) => sums[path] ?? 0);
    take(item.class, item.direction, size);
    return [{ of: { kind: "item" as const, key }, difference: size }];
  });
}

/** The tenth of the paths with the lowest running total, and the middle of the days on which they have it. */
function worstOf(paths: Paths): Worst {
  const { count, days } = paths;
  const net = netOf(paths);
  const least = new Float64Array(count).fill(Infinity);
  const on = new Int32Array(count);
  for (let path = 0; path < count; path++) {
    let sum = 0;
    for (let day = 0; day < days; day++) {
      sum += net[path * days + day] ?? 0;
      if (sum >= (least[path] ?? 0)) continue;
      least[path] = sum;
      on[path] = day;
    }
  }
  const order = Array.from({ length: count }, (_, path) => path).toSorted(
    (a, b) => (least[a] ?? 0) - (least[b] ?? 0) || a - b,
  );
  const chosen = order.slice(0, Math.max(1, Math.floor(count * WORST)));
  const falls = chosen.map((path) => on[path] ?? 0).toSorted((a, b) => a - b);
  const marks = new Uint8Array(count);
  for (const path of chosen) marks[path] = 1;
  return { paths: marks, count: chosen.length, day: falls[falls.length >> 1] ?? 0 };
}

function sumUp(worst: Worst, count: number): Difference {
  return (of) => {
    let all = 0;
    let those = 0;
    for (let path = 0; path < count; path++) {
      const sum = of(path);
      all += sum;
      if (worst.paths[path] === 1) those += sum;
    }
    return those / worst.count - all / count;
  };
}

/** By how much levels moved what a direction brings in a week of a path. */
function movesOf({ cash, before, after }: DriverGround): Moved {
  const { count } = cash.paths;
  return (direction, path, day) => {
    const at = Math.floor(day / WEEK) * count + path;
    const was = before[direction][at] ?? 0;
    return was > 0 ? (after[direction][at] ?? 0) / was : 1;
  };
}

function sumTo(sums: Float64Array, from: number, day: number): number {
  let sum = 0;
  for (let at = from; at <= from + day; at++) sum += sums[at] ?? 0;
  return sum;
}

function signOf(direction: Direction): 1 | -1 {
  return direction === "in" ? 1 : -1;
}
