import type { Stream } from "../forecast/flows.ts";
import { directionOf } from "../forecast/flows.ts";
import type { RecurringItem } from "../forecast/recurring/recurring-item.ts";
import { daysOf, type IsOpen, type Rhythm } from "../forecast/recurring/rhythm.ts";
import type { ItemKey, SaidItem } from "./cash-books.ts";

/* What people said of recurring items wins over what was found. */

/** An item as it is drawn, and what was said of it. */
export type ToldItem = {
  readonly item: RecurringItem;
  readonly key: ItemKey;
  readonly said: SaidItem["said"] | null;
};

const SURE = 0.98; // the hit rate of what a person says
const NEAR = 7; // days beside its due day on which a flow is an item's that a person told us of
const YEAR = 365;

/** The key of an item: what is said of one holds for the item found with the same key. */
export function itemKeyOf({
  class: kind,
  ledger,
  party,
  direction,
  rhythm,
}: Omit<RecurringItem, "hits">): ItemKey {
  return { class: kind, ledger, party, direction, every: everyOf(rhythm) };
}

/** Items with what was said of them; those a person told us of and nobody found come last. */
export function toldItems(
  items: readonly RecurringItem[],
  said: readonly SaidItem[],
  { origin, isOpen }: { origin: number; isOpen: IsOpen },
): ToldItem[] {
  const words = new Map(said.map((each) => [JSON.stringify(keyParts(each.key)), each]));
  const used = new Set<SaidItem>();
  const found = items.map((item): ToldItem => {
    const key = itemKeyOf(item);
    const word = words.get(JSON.stringify(keyParts(key)));
    if (word === undefined || used.has(word)) return { item, key, said: null };
    used.add(word);
    return { item: asSaid(item, word.said, { origin, isOpen }), key, said: word.said };
  });
  const added = said.flatMap((each): ToldItem[] => {
    if (used.has(each) || typeof each.said === "string") return [];
    return [{ item: madeItem(each.key, each.said, { origin, isOpen }), key: each.key, said: each.said }];
  });
  return [...found, ...added];
}

/** Takes flows out of the rest that belong to items which only a person told us of. */
export function withoutTold(rest: readonly Stream[], told: readonly ToldItem[], isOpen: IsOpen): Stream[] {
  const added = told.filter(({ item }) => item.hits.length === 1 && item.gain === 0);
  if (added.length === 0) return [...rest];
  return rest.map((stream) => ({
    ...stream,
    flows: stream.flows.filter(
      ({ day, amount }) =>
        !added.some(
          ({ item, key }) =>
            key.class === stream.class &&
            key.ledger === stream.ledger &&
            key.direction === directionOf(amount) &&
            isNear(item, day, Math.abs(amount), isOpen),
        ),
    ),
  }));
}

function isNear({ rhythm, hits }: RecurringItem, day: number, size: number, isOpen: IsOpen): boolean {
  const usual = hits[0]?.size ?? 0;
  return size <= 2 * usual && 2 * size >= usual && daysOf(rhythm, day - NEAR, day + NEAR, isOpen).length > 0;
}

function asSaid(
  item: RecurringItem,
  said: SaidItem["said"],
  { origin, isOpen }: { origin: number; isOpen: IsOpen },
): RecurringItem {
  if (said === "ended") return { ...item, alive: 0 };
  if (said === "confirmed") return { ...item, alive: 1 };
  const { gain } = item;
  return { ...madeItem(itemKeyOf(item), said, { origin, isOpen }), gain };
}

function madeItem(
  key: ItemKey,
  { rhythm, size }: { rhythm: Rhythm; size: number },
  { origin, isOpen }: { origin: number; isOpen: IsOpen },
): RecurringItem {
  const { class: kind, ledger, party, direction } = key;
  const due = daysOf(rhythm, origin - YEAR, origin - 1, isOpen).at(-1) ?? origin - 1;
  const hits = [{ due, day: due, size: Math.abs(size) }];
  return {
    class: kind,
    ledger,
    party,
    direction,
    rhythm,
    tolerance: 0,
    hits,
    hitRate: SURE,
    alive: 1,
    gain: 0,
  };
}

function everyOf(rhythm: Rhythm): string {
  return rhythm.kind === "months" ? `months/${rhythm.months}` : `days/${rhythm.days}`;
}

function keyParts({ class: kind, ledger, party, direction, every }: ItemKey): unknown[] {
  return [kind, ledger, party, direction, every];
}
