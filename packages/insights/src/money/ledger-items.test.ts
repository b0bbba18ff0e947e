import { expect, test } from "vitest";

import { chanceFrom } from "../forecast/chance.ts";
import type { Flow } from "../forecast/flows.ts";
import { dayIn } from "../forecast/months.ts";
import { itemDraw } from "../forecast/recurring/draw-item.ts";
import { noise, openDay, ORIGIN } from "../forecast/test-ledger.ts";
import { ledgerItems } from "./ledger-items.ts";
import { MONTHS, streamIn } from "./test-money-books.ts";

const foundIn = (flows: Flow[]) =>
  ledgerItems([streamIn("rent", flows)], { origin: ORIGIN, isOpen: openDay });

/** Due on a date, up to four days off, by up to a seventh more or less; now and then two weeks late or not at all. */
function scattered(seed: number, { every = 1, missed = 0.08, months = MONTHS } = {}): Flow[] {
  const chance = chanceFrom(seed, 9);
  return months
    .filter((month) => month % every === 0)
    .flatMap((month) => {
      const isLate = chance.next() < 0.15;
      const offset = isLate ? 6 + Math.floor(chance.next() * 8) : Math.floor(chance.next() * 9) - 4;
      const amount = -1_000 * (0.86 + 0.28 * chance.next());
      let day = dayIn(month, 8) + offset;
      while (!openDay(day)) day++;
      return chance.next() < missed ? [] : [{ day, amount }];
    });
}

/** On which days ahead what was found is drawn. */
function drawn(flows: Flow[]): number[] {
  const [item] = foundIn(flows).items;
  if (item === undefined) return [];
  const days: number[] = [];
  const draw = itemDraw(item, { origin: ORIGIN, end: ORIGIN + 20, isOpen: openDay });
  const chance = chanceFrom(4, 4);
  for (let path = 0; path < 300; path++) draw(chance, (day) => days.push(day));
  return days;
}

test.each([1, 3])("a sum that comes every %i months is found although its days and sums scatter", (every) => {
  for (let seed = 1; seed <= 20; seed++) {
    const { items, left } = foundIn(scattered(seed, { every }));
    expect(items.map(({ rhythm }) => rhythm)).toMatchObject([{ kind: "months", months: every }]);
    expect(left).toEqual([]);
  }
});

test("payments of chance are no item", () => {
  for (let seed = 1; seed <= 40; seed++)
    for (const perMonth of [0.3, 1, 4]) {
      const { items, left } = foundIn(noise(seed, perMonth, -1));
      expect(items).toEqual([]);
      expect(left[0]?.flows).toHaveLength(noise(seed, perMonth, -1).length);
    }
});

test("an item that stopped half a year ago has ended, one that began then goes on", () => {
  expect(foundIn(scattered(3, { months: MONTHS.slice(0, 18) })).items[0]?.alive).toBe(0);
  expect(foundIn(scattered(3, { missed: 0, months: MONTHS.slice(16) })).items[0]?.alive).toBe(1);
});

test("what came before its due day does not come again, what is late may still", () => {
  const early = scattered(5, { missed: 0 }).filter(({ day }) => day < ORIGIN);
  const due = drawn(early);
  expect(due.length).toBeGreaterThan(200);
  expect(due.every((day) => day >= ORIGIN)).toBe(true);
  const came = drawn([...early, { day: ORIGIN - 1, amount: -1_000 }]);
  expect(came.length).toBeLessThan(30);
});

test("a refund in a ledger stands apart from what goes out", () => {
  const { items, left } = foundIn([...scattered(6), { day: ORIGIN - 100, amount: 300 }]);
  expect(items).toHaveLength(1);
  expect(left.flatMap(({ flows }) => flows)).toEqual([{ day: ORIGIN - 100, amount: 300 }]);
});
