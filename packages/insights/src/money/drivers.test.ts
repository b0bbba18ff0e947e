import { expect, test } from "vitest";

import { forecastCash } from "../forecast/forecast-cash.ts";
import { netOf } from "../forecast/paths.ts";
import { noise, ORIGIN, RUPEES } from "../forecast/test-ledger.ts";
import { allDrivers, driversOf, weekSums, type WeekSums } from "./drivers.ts";
import { readyBooks, simulateBooks, type SimulatedBooks } from "./simulate-books.ts";
import { billOf, booksOf, monthlyBills, saidOf, sideOf, streamIn } from "./test-money-books.ts";

const wages = streamIn("payroll", noise(4, 4, -1));
const doubtful = billOf("agarwal", ORIGIN - 20, null, 400_000);
const said = { ...saidOf(doubtful, 2), weeks: [0, 0, 0.5, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0] };
const { part, streams } = sideOf("customer", [...monthlyBills("bose"), doubtful], [said]);
const books = booksOf({
  streams: [...streams, wages],
  sides: { customer: part, supplier: { bills: [], forecasts: [] } },
});

const ready = readyBooks(books, ORIGIN);
const made: SimulatedBooks[] = [];
const before: WeekSums[] = [];
const { seed, isOpen, first } = books;
const cash = forecastCash(
  { streams: books.streams, first, origin: ORIGIN, grain: "day" },
  {
    seed,
    isOpen,
    paths: 200,
    simulate: (past, simulation) => {
      const now = simulateBooks(ready, past, simulation);
      made.push(now);
      before.push(weekSums(now.paths));
      return now;
    },
  },
);
const last = made.at(-1);
const sums = before.at(-1);
if (last === undefined || sums === undefined) throw new TypeError("nothing was simulated");
const ground = {
  cash,
  now: last,
  before: sums,
  after: weekSums(cash.paths),
  origin: ORIGIN,
  seed,
  isOpen,
  postDated: [],
};

test("all parts together are what sets the worst paths apart", () => {
  const net = netOf(cash.paths);
  const { count, days } = cash.paths;
  const running = Array.from({ length: count }, (_, path) => {
    let sum = 0;
    return Array.from({ length: days }, (__, day) => (sum += net[path * days + day] ?? 0));
  });
  const lows = running.map((each) => Math.min(...each));
  const order = lows.map((_, path) => path).toSorted((a, b) => (lows[a] ?? 0) - (lows[b] ?? 0) || a - b);
  const worst = order.slice(0, count / 10);
  const falls = worst
    .map((path) => running[path]?.indexOf(lows[path] ?? NaN) ?? NaN)
    .toSorted((a, b) => a - b);
  const day = falls[falls.length >> 1] ?? 0;
  const mean = (paths: number[]) =>
    paths.reduce((sum, path) => sum + (running[path]?.[day] ?? NaN), 0) / paths.length;
  const whole = mean(worst) - mean(order);
  const parts = allDrivers(ground).reduce((sum, { difference }) => sum + difference, 0);
  expect(Math.abs(parts - whole)).toBeLessThan(RUPEES);
});

test("a large bill that may never come is what drives the worst", () => {
  expect(driversOf(ground)[0]?.of).toEqual({ kind: "party", side: "customer", partyId: "agarwal" });
  expect(driversOf(ground)[0]?.difference).toBeLessThan(-50_000 * RUPEES);
});
