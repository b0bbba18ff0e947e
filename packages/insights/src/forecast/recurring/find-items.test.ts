import { expect, test } from "vitest";

import { dayIn } from "../months.ts";
import { chanceFrom } from "../chance.ts";
import {
  FIRST,
  historyOf,
  lastOpenDay,
  monthly,
  noise,
  openDay,
  ORIGIN,
  RUPEES,
  streamOf,
} from "../test-ledger.ts";
import type { Flow } from "../flows.ts";
import { itemDraw } from "./draw-item.ts";
import { findItems } from "./find-items.ts";

function itemsOf(flows: Flow[]) {
  return findItems(
    historyOf([
      streamOf(
        "ledger",
        flows.toSorted((a, b) => a.day - b.day),
      ),
    ]),
    openDay,
  ).items;
}

function drawnFrom(flows: Flow[]): { day: number; rupees: number }[] {
  const item = itemsOf(flows)[0];
  if (item === undefined) return [];
  const drawn: { day: number; rupees: number }[] = [];
  const chance = chanceFrom(7, 1);
  const draw = itemDraw(item, { origin: ORIGIN, end: ORIGIN + 91, isOpen: openDay });
  for (let path = 0; path < 200; path++)
    draw(chance, (day, size) => drawn.push({ day, rupees: size / RUPEES }));
  return drawn;
}

test("rent on the 31st falls on the last day of shorter months", () => {
  const [rent, ...others] = itemsOf(
    monthly(
      (month) => dayIn(month, 31),
      () => 40_000,
    ),
  );
  expect(others).toEqual([]);
  expect(rent?.rhythm).toMatchObject({ kind: "months", months: 1 });
  expect(rent?.hits).toHaveLength(24);
  expect(rent?.tolerance).toBe(0);
  const days = new Set(
    drawnFrom(
      monthly(
        (month) => dayIn(month, 31),
        () => 40_000,
      ),
    ).map(({ day }) => day),
  );
  expect([...days].toSorted((a, b) => a - b)).toEqual([684, 685, 686].map((month) => dayIn(month, 31)));
});

test("what is paid on the last working day is drawn on working days", () => {
  const flows = monthly(lastOpenDay, () => 12_000);
  const [item] = itemsOf(flows);
  expect(item?.rhythm).toMatchObject({ kind: "months", months: 1, shift: "before" });
  const drawn = drawnFrom(flows);
  expect(new Set(drawn.map(({ day }) => day))).toEqual(new Set([684, 685, 686].map(lastOpenDay)));
});

test("a salary with a step-up goes on at its new size", () => {
  const flows = monthly(
    (month) => dayIn(month, 7),
    (month) => (month < 679 ? 55_000 : 61_000),
  );
  const [salary, ...others] = itemsOf(flows);
  expect(salary?.hits).toHaveLength(24);
  expect(others).toEqual([]);
  const sizes = drawnFrom(flows).map(({ rupees }) => rupees);
  expect(sizes.length).toBeGreaterThan(400);
  expect(new Set(sizes)).toEqual(new Set([61_000]));
});

test("a bonus that doubles one month's salary is no item and comes back a year later at most", () => {
  const flows = monthly(
    (month) => dayIn(month, 7),
    (month) => (month % 12 === 9 ? 110_000 : 55_000),
  );
  const items = itemsOf(flows);
  expect(items).toHaveLength(1);
  expect(new Set(drawnFrom(flows).map(({ rupees }) => rupees))).toEqual(new Set([55_000]));
});

test("a thirteenth month's pay on a day of its own is no monthly item", () => {
  const bonus = [669, 681].map((month) => ({ day: dayIn(month, 20), amount: -55_000 * RUPEES }));
  const items = itemsOf([
    ...monthly(
      (month) => dayIn(month, 1),
      () => 55_000,
    ),
    ...bonus,
  ]);
  expect(items).toHaveLength(1);
  expect(items[0]?.hits).toHaveLength(24);
});

test("advance tax comes every three months", () => {
  const quarters = [662, 665, 668, 671, 674, 677, 680, 683];
  const [tax] = itemsOf(
    quarters.map((month, at) => ({ day: dayIn(month, 15), amount: -(90_000 + 5_000 * at) * RUPEES })),
  );
  expect(tax?.rhythm).toMatchObject({ kind: "months", months: 3, date: 15 });
  expect(tax?.hits).toHaveLength(8);
});

test("weekly wages vary in size and keep their weekday", () => {
  const chance = chanceFrom(3, 1);
  const wages: Flow[] = [];
  for (let day = FIRST + 3; day < ORIGIN; day += 7)
    wages.push({ day, amount: -Math.round((9_000 + 2_000 * chance.next()) * RUPEES) });
  const [item] = itemsOf(wages);
  expect(item?.rhythm).toMatchObject({ kind: "days", days: 7 });
  expect(item?.hits).toHaveLength(wages.length);
  const drawn = drawnFrom(wages);
  expect(drawn.every(({ day }) => (day - FIRST - 3) % 7 === 0)).toBe(true);
  expect(drawn.every(({ rupees }) => rupees > 5_000 && rupees < 16_000)).toBe(true);
});

test("an item that ended last summer is known as ended and not drawn", () => {
  const flows = monthly(
    (month) => dayIn(month, 5),
    () => 8_000,
  ).filter(({ day }) => day < dayIn(678, 1));
  const [item] = itemsOf(flows);
  expect(item?.alive).toBe(0);
  expect(drawnFrom(flows)).toEqual([]);
});

test("an item is found among other payments of its ledger, which are left as the rest", () => {
  const rent = monthly(
    (month) => dayIn(month, 3),
    () => 25_000,
  );
  const other = noise(11, 6, -1);
  const found = findItems(
    historyOf([
      streamOf(
        "ledger",
        [...rent, ...other].toSorted((a, b) => a.day - b.day),
      ),
    ]),
    openDay,
  );
  const item = found.items.find(({ hits }) => hits.every(({ size }) => size === 25_000 * RUPEES));
  expect(item?.hits).toHaveLength(24);
  const kept =
    found.rest.flatMap(({ flows }) => flows).length + found.items.flatMap(({ hits }) => hits).length;
  expect(kept).toBe(rent.length + other.length);
});

test("payments without a rhythm are next to never taken for items", () => {
  const found = Array.from({ length: 12 }, (_, seed) => itemsOf(noise(seed, 4 + (seed % 7), -1))).flat();
  expect(found.length).toBeLessThan(3);
});
