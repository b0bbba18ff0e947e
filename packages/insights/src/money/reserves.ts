import { chanceFrom, type Chance } from "../forecast/chance.ts";
import { DIRECTIONS, type Direction, type Flow, type Stream } from "../forecast/flows.ts";
import { inMonth } from "../forecast/months.ts";
import { lineOf, netOf, type Line, type Paths } from "../forecast/paths.ts";
import type { RecurringItem } from "../forecast/recurring/recurring-item.ts";
import type { IsOpen } from "../forecast/recurring/rhythm.ts";
import { meanOf, middleOf, quantile } from "../numbers.ts";
import { ledgerItems } from "./ledger-items.ts";

/*
 * Money that answers the balance: laid by in deposits when there is plenty and taken back when there is little, borrowed when it runs out
 * and given back. Months that come again do not tell it, the balance of each path does: above what balance owners lay by, on which dates they
 * look, and how much they keep.
 */

const KINDS = ["assets", "loan"] as const;
type Kind = (typeof KINDS)[number];

/** The way that takes from what stands: a deposit is broken, a loan is given back. There is no more than stands. */
const BACK: Readonly<Record<Kind, Direction>> = { assets: "in", loan: "out" };

const LOOK_BACK = 730; // days
const FEWEST = 2; // times that tell of a habit
const EXTREME = 0.3; // of the days
const NEARLY = 0.9; // of the times
const ALIKE = 0.2; // distance of a size from the usual one, as a share
const BESIDE = 1; // days about a date that tell of it
const PRIOR = 3; // days on which it is as on all dates
const LATEST = 6; // times whose sums, and what was left after them, are drawn again
const LONGEST = 31; // days of a month
const ANSWERS = 4; // purpose of chance

/**
 * Streams that answer the balance: of deposits, investments and loans, what is no instalment and went both ways; or went one way alone, at
 * least twice, and always when there was much (to be laid by) or little (to be borrowed for).
 */
export function reserveStreams(ground: ReserveGround): Stream[] {
  return ground.streams.filter((stream) => {
    const kind = KINDS.find((each) => each === stream.class);
    if (kind === undefined || ledgerItems([stream], ground).items.some(isInstalment)) return false;
    const ways = DIRECTIONS.filter((way) => stream.flows.some(({ amount }) => sizeOf(amount, way) > 0));
    return ways.length > 1 || (ways[0] !== BACK[kind] && isAnswer({ ...ground, streams: [stream] }, kind));
  });
}

/** Whether all that was laid by or borrowed was so on days among those of the most, or the least, money. */
function isAnswer(ground: ReserveGround, kind: Kind): boolean {
  const direction = BACK[kind] === "in" ? "out" : "in";
  const days = seenDays(ground, { kind, direction }).toSorted(
    (a, b) => (b.before - a.before) * signOf(direction),
  );
  const events = days.flatMap(({ size }, place) => (size > 0 ? [place] : []));
  return events.length >= FEWEST && events.every((place) => place < EXTREME * days.length);
}

/** About one sum nearly each time. */
function isInstalment({ hits }: RecurringItem): boolean {
  const usual = middleOf(hits.map(({ size }) => size));
  const apart = hits.map(({ size }) => Math.abs(size / usual - 1));
  return quantile(apart, NEARLY) < ALIKE;
}

/** What is known on a morning: flows of reserves, and what could be spent at the end of each day from the first. */
export type ReserveGround = {
  readonly streams: readonly Stream[];
  readonly balances: Float64Array;
  readonly first: number;
  readonly origin: number;
  readonly isOpen: IsOpen;
};

/** What could be spent at the end of each day from the first to the one before the origin, from what can be then. */
export function balancesOf(
  streams: readonly Stream[],
  { available, first, origin }: { available: number; first: number; origin: number },
): Float64Array {
  const balances = new Float64Array(Math.max(0, origin - first));
  for (const { flows } of streams)
    for (const { day, amount } of flows) {
      const at = day - first;
      if (at > 0 && day < origin) balances[at - 1] = (balances[at - 1] ?? 0) - amount;
    }
  let later = available;
  for (let at = balances.length - 1; at >= 0; at--) {
    later += balances[at] ?? 0;
    balances[at] = later;
  }
  return balances;
}

/** Adds to each path what owners do by its balance. */
export function addReserves(paths: Paths, { seed, ...ground }: ReserveGround & { seed: number }): void {
  const { balances, first, origin, isOpen } = ground;
  const opening = balances[origin - 1 - first];
  if (opening === undefined) return;
  const rules = rulesOf(ground);
  if (rules.length === 0) return;
  const net = netOf(paths);
  const lines = rules.map(({ kind, direction }) => lineOf(paths, kind, direction));
  const chance = chanceFrom(seed, ANSWERS);
  const standing = standingOf(ground);
  for (let path = 0; path < paths.count; path++) {
    const stands = { ...standing };
    let balance = opening;
    for (let ahead = 0; ahead < paths.days; ahead++) {
      const at = path * paths.days + ahead;
      balance += net[at] ?? 0;
      if (!isOpen(origin + ahead)) continue;
      const date = dateOf(origin + ahead);
      rules.forEach((rule, number) => {
        const size = Math.min(sizeBy(rule, { balance, date, chance }), mostOf(rule, stands));
        if (!(size > 0)) return;
        const line = lines[number] as Line;
        line.sums[at] = (line.sums[at] ?? 0) + size;
        balance += rule.direction === "in" ? size : -size;
        stands[rule.kind] += rule.direction === BACK[rule.kind] ? -size : size;
      });
    }
  }
}

/** How one kind moves one way: beyond a balance on dates so often, to a balance or by sizes that it was before. */
type Rule = {
  readonly kind: Kind;
  readonly direction: Direction;
  readonly limit: number;
  readonly beyond: Float64Array;
  readonly within: number;
  readonly levels: readonly number[];
  readonly sizes: readonly number[];
  readonly isToLevel: boolean;
};

function rulesOf(ground: ReserveGround): Rule[] {
  return KINDS.toReversed().flatMap((kind) =>
    DIRECTIONS.flatMap((direction) => ruleOf(ground, { kind, direction }) ?? []),
  );
}

/** A day as it would have ended had nothing of the kind moved, and what did, in the rule's way. */
type Seen = { readonly before: number; readonly date: number; readonly size: number };

function ruleOf(ground: ReserveGround, { kind, direction }: Pick<Rule, "kind" | "direction">): Rule | null {
  const seen = seenDays(ground, { kind, direction });
  const events = seen.filter(({ size }) => size > 0);
  if (events.length === 0) return null;
  const sign = signOf(direction);
  const limit = limitOf(seen, sign);
  const isBeyond = ({ before }: Seen) => (before - limit) * sign >= 0;
  const those = seen.filter(isBeyond);
  const others = seen.filter((day) => !isBeyond(day));
  const rate = rateOf(those);
  const latest = events.filter(isBeyond).slice(-LATEST);
  const levels = latest.map(({ before, size }) => before - sign * size);
  return {
    kind,
    direction,
    limit,
    beyond: Float64Array.from({ length: LONGEST + 1 }, (_, date) => {
      const near = those.filter((day) => apart(day.date, date) <= BESIDE);
      const moved = near.filter(({ size }) => size > 0).length;
      return (moved + PRIOR * rate) / (near.length + PRIOR);
    }),
    within: rateOf(others),
    levels,
    sizes: events.slice(-LATEST).map(({ size }) => size),
    isToLevel: spreadOf(levels) <= spreadOf(latest.map(({ size }) => size)),
  };
}

/** Of the balance: money is laid by from above, taken back from below. */
function signOf(direction: Direction): 1 | -1 {
  return direction === "in" ? -1 : 1;
}

function seenDays(
  { streams, balances, first, origin, isOpen }: ReserveGround,
  { kind, direction }: Pick<Rule, "kind" | "direction">,
): Seen[] {
  const moved = new Map<number, number>();
  for (const { day, amount } of flowsOf(streams, kind)) moved.set(day, (moved.get(day) ?? 0) + amount);
  const days: Seen[] = [];
  for (let day = Math.max(first, origin - LOOK_BACK); day < origin; day++) {
    const amount = moved.get(day) ?? 0;
    if (amount === 0 && !isOpen(day)) continue;
    const before = (balances[day - first] ?? 0) - amount;
    days.push({ before, date: dateOf(day), size: Math.max(0, sizeOf(amount, direction)) });
  }
  return days;
}

/** The balance beyond which days on which it moved are told best from those on which it did not (likelihood). */
function limitOf(days: readonly Seen[], sign: number): number {
  const order = days.toSorted((a, b) => (b.before - a.before) * sign);
  const all = order.filter(({ size }) => size > 0).length;
  let best = { limit: order.at(-1)?.before ?? 0, gain: -Infinity };
  let moved = 0;
  order.forEach(({ before, size }, at) => {
    if (!(size > 0)) return;
    moved++;
    const gain = likelihood(moved, at + 1) + likelihood(all - moved, order.length - at - 1);
    const isMore = moved / (at + 1) >= all / order.length;
    if (isMore && gain > best.gain) best = { limit: before, gain };
  });
  return best.limit;
}

function likelihood(moved: number, days: number): number {
  const part = (count: number) => (count > 0 ? count * Math.log(count / days) : 0);
  return part(moved) + part(days - moved);
}

function sizeBy(
  { direction, limit, beyond, within, levels, sizes, isToLevel }: Rule,
  { balance, date, chance }: { balance: number; date: number; chance: Chance },
): number {
  const isBeyond = direction === "in" ? balance <= limit : balance >= limit;
  const isEmpty = direction === "in" && balance < 0;
  const rate = isBeyond ? (beyond[date] ?? 0) : within;
  if (!isEmpty && chance.next() >= rate) return 0;
  const drawn = (of: readonly number[]) => of[Math.floor(chance.next() * of.length)] ?? 0;
  if (!(isBeyond && isToLevel)) return Math.max(drawn(sizes), isEmpty ? -balance : 0);
  const level = drawn(levels);
  return direction === "in" ? level - balance : balance - level;
}

function mostOf({ kind, direction }: Rule, stands: Readonly<Record<Kind, number>>): number {
  return direction === BACK[kind] ? Math.max(0, stands[kind]) : Infinity;
}

/** What is laid by, and what is borrowed: of what moved, and at least as much before as was taken of it. */
function standingOf({ streams, origin }: ReserveGround): Record<Kind, number> {
  const of = (kind: Kind) => {
    let sum = 0;
    let least = 0;
    for (const { day, amount } of flowsOf(streams, kind).toSorted((a, b) => a.day - b.day)) {
      if (day >= origin) break;
      sum += BACK[kind] === "in" ? -amount : amount;
      least = Math.min(least, sum);
    }
    return sum - least;
  };
  return { assets: of("assets"), loan: of("loan") };
}

function flowsOf(streams: readonly Stream[], kind: Kind): Flow[] {
  return streams.filter((stream) => stream.class === kind).flatMap(({ flows }) => flows);
}

function sizeOf(amount: number, direction: Direction): number {
  return direction === "in" ? amount : -amount;
}

function rateOf(days: readonly Seen[]): number {
  return days.length === 0 ? 0 : days.filter(({ size }) => size > 0).length / days.length;
}

function spreadOf(values: readonly number[]): number {
  const mean = meanOf(values);
  return meanOf(values.map((value) => Math.abs(value - mean)));
}

function dateOf(day: number): number {
  return inMonth(day).date;
}

/** Days between two dates of a month, the last of them beside the first. */
function apart(a: number, b: number): number {
  const between = Math.abs(a - b);
  return Math.min(between, LONGEST - between);
}
