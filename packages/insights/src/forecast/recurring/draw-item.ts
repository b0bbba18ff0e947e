import { countBelow, middleOf } from "../../numbers.ts";
import { risingSums, type Chance } from "../chance.ts";
import { inMonth } from "../months.ts";
import type { RecurringItem } from "./recurring-item.ts";
import { daysOf, type IsOpen } from "./rhythm.ts";

/** How an item goes on: for one path, its flows from the origin on (day, size). */
export type ItemDraw = (chance: Chance, put: (day: number, size: number) => void) => void;

const LAST = 6; // sizes that a next one is drawn from
const FADES = 0.75; // weight of a size, by each one after it
const UNUSUAL = 1.25; // times the usual size: a bonus month
const TIGHT = 0.06; // spread of sizes that are one sum with steps
const AROUND = 0.08; // standard deviation of a size that varies around the one it is drawn from
const AGAIN_AFTER = [
  { months: 12, chance: 0.85 },
  { months: 6, chance: 0.5 },
];
const SAME_AGAIN = 0.98;
const ENDS = 0.01; // of items at each due day ahead

/** Prepares the draws of one item from the origin to the day before `end`. */
export function itemDraw(
  item: RecurringItem,
  { origin, end, isOpen }: { origin: number; end: number; isOpen: IsOpen },
): ItemDraw {
  const size = sizeDraw(item);
  const ahead = duesAhead(item, { origin, end, isOpen });
  return (chance, put) => {
    if (chance.next() >= item.alive) return;
    for (const { due, offsets, rate } of ahead) {
      if (chance.next() < ENDS) return;
      const comes = chance.next() < rate;
      const day = due + (offsets[Math.floor(chance.next() * offsets.length)] ?? 0);
      const drawn = size(due, chance);
      if (comes && day >= origin && day < end) put(day, drawn);
    }
  };
}

/** A day on which something may move, and of all that it may be the share of this day. */
export type DayShare = { readonly day: number; readonly share: number };

/** When an item is due from the origin to the day before `end`: how likely it comes, and on which of these days. As it is drawn. */
export function itemDays(
  item: RecurringItem,
  ahead: { origin: number; end: number; isOpen: IsOpen },
): { due: number; chance: number; on: DayShare[] }[] {
  return duesAhead(item, ahead).map(({ due, offsets, rate }, at) => ({
    due,
    chance: item.alive * (1 - ENDS) ** (at + 1) * rate,
    on: sharesOfDays(offsets.map((offset) => due + offset)).filter(
      ({ day }) => day >= ahead.origin && day < ahead.end,
    ),
  }));
}

/** Days with the share of each among all; of none the list is empty. */
export function sharesOfDays(days: readonly number[]): DayShare[] {
  return [...Map.groupBy(days, (day) => day)].map(([day, same]) => ({
    day,
    share: same.length / days.length,
  }));
}

function duesAhead(
  item: RecurringItem,
  { origin, end, isOpen }: { origin: number; end: number; isOpen: IsOpen },
): { due: number; offsets: number[]; rate: number }[] {
  const { hits, tolerance, rhythm } = item;
  const lastDue = hits.at(-1)?.due ?? origin;
  const dues = daysOf(rhythm, Math.max(lastDue + 1, origin - tolerance), end - 1 + tolerance, isOpen);
  const offsets = hits.slice(-12).map(({ due, day }) => day - due);
  return dues.map((due) => stillToCome(item, { due, origin, offsets }));
}

const NARROW = 3; // days of tolerance up to which it makes no difference that an item has not come yet

/** Of an item that may come days around its due day, and has not come yet: on which of them it may still, and how likely. */
function stillToCome(
  { hitRate, tolerance }: RecurringItem,
  { due, origin, offsets }: { due: number; origin: number; offsets: number[] },
): { due: number; offsets: number[]; rate: number } {
  const left = offsets.filter((offset) => due + offset >= origin);
  if (tolerance <= NARROW || left.length === offsets.length) return { due, offsets, rate: hitRate };
  const comes = (hitRate * left.length) / offsets.length;
  return { due, offsets: left, rate: left.length === 0 ? 0 : comes / (comes + 1 - hitRate) };
}

/** One sum with steps goes on as it was last, bonus months as a year or half a year before; sizes that vary are drawn from the last. */
function sizeDraw({ hits }: RecurringItem): (due: number, chance: Chance) => number {
  const sizes = hits.map(({ size }) => size);
  const usual = sizes.map((_, at) => middleOf(sizes.slice(Math.max(0, at - 2), at + 3)));
  const ratios = sizes.map((size, at) => size / (usual[at] || 1));
  const plain = ratios.filter((ratio) => ratio < UNUSUAL && ratio > 1 / UNUSUAL);
  const spread = middleOf(plain.map((ratio) => Math.abs(ratio - 1)));
  const tight = plain.length >= sizes.length * 0.6 && spread < TIGHT;
  const pool = tight
    ? sizes.filter((_, at) => (ratios[at] ?? 0) < UNUSUAL && (ratios[at] ?? 0) > 1 / UNUSUAL)
    : sizes;
  const recent = pool.slice(-LAST).toReversed();
  const weights = risingSums(recent.map((_, at) => FADES ** at));
  const bonus = new Map<number, number>();
  if (tight)
    hits.forEach(({ due }, at) => {
      bonus.set(inMonth(due).month, ratios[at] ?? 1);
    });
  const usualNow = recent[0] ?? 0;
  return (due, chance) => {
    const mark = chance.next();
    if (!tight) {
      const at = countBelow(weights, mark * (weights.at(-1) ?? 0));
      return (recent[at] ?? usualNow) * (1 + (spread > 0 ? AROUND * chance.normal() : 0));
    }
    const month = inMonth(due).month;
    for (const { months, chance: again } of AGAIN_AFTER) {
      const before = bonus.get(month - months);
      if (before === undefined) continue;
      if (before >= UNUSUAL && mark < again) return usualNow * before;
      break;
    }
    return mark < SAME_AGAIN ? usualNow : (recent[1] ?? usualNow);
  };
}
