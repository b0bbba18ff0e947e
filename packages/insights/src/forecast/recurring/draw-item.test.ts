import { expect, test } from "vitest";

import { chanceFrom } from "../chance.ts";
import { dayIn } from "../months.ts";
import { itemDays, itemDraw } from "./draw-item.ts";
import type { RecurringItem } from "./recurring-item.ts";

const OFFSETS = [-2, 0, 0, 4];
const MONTH = 660; // from January 1970
const ORIGIN = dayIn(MONTH + 1, 1);
const END = ORIGIN + 91;
const AHEAD = { origin: ORIGIN, end: END, isOpen: () => true };

/** Rent of 100 on the fifth of every month, which comes up to four days beside it and now and then not at all. */
const RENT: RecurringItem = {
  class: "rent",
  ledger: "rent",
  party: null,
  direction: "out",
  rhythm: { kind: "months", months: 1, phase: 0, date: 5, shift: "stay" },
  tolerance: 4,
  hits: Array.from({ length: 12 }, (_, at) => {
    const due = dayIn(MONTH - 11 + at, 5);
    return { due, day: due + (OFFSETS[at % OFFSETS.length] ?? 0), size: 100 };
  }),
  hitRate: 0.8,
  alive: 0.9,
  gain: 10,
};

test("days and chances that are told are those that are drawn", () => {
  const told = new Map<number, number>();
  for (const { chance, on } of itemDays(RENT, AHEAD))
    for (const { day, share } of on) told.set(day, (told.get(day) ?? 0) + chance * share);
  const drawn = new Map<number, number>();
  const [chance, draw] = [chanceFrom(1, 1), itemDraw(RENT, AHEAD)];
  const paths = 20_000;
  for (let path = 0; path < paths; path++)
    draw(chance, (day) => drawn.set(day, (drawn.get(day) ?? 0) + 1 / paths));
  expect(new Set(drawn.keys())).toEqual(new Set(told.keys()));
  for (const [day, share] of told) expect(Math.abs((drawn.get(day) ?? 0) - share)).toBeLessThan(0.015);
  expect([...told.keys()].map((day) => day - dayIn(MONTH + 1, 5)).filter((day) => day < 10)).toEqual([
    -2, 0, 4,
  ]);
});
