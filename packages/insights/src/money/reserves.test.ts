import { expect, test } from "vitest";

import type { Flow, Stream } from "../forecast/flows.ts";
import { dayIn, inMonth } from "../forecast/months.ts";
import { emptyPaths, lineOf, type Paths } from "../forecast/paths.ts";
import { FIRST, noise, openDay, ORIGIN, RUPEES } from "../forecast/test-ledger.ts";
import { addReserves, balancesOf, reserveStreams } from "./reserves.ts";
import { MONTHS, streamIn } from "./test-money-books.ts";

const PLENTY = 300_000 * RUPEES;
const KEPT = 200_000 * RUPEES;
const LITTLE = 60_000 * RUPEES;
const FILLED = 100_000 * RUPEES;
const DAILY = 4_000 * RUPEES;

/** Money comes in for half a year and goes out for a quarter; on the first open day from the second the owner looks at it. */
function looksMonthly(): { trade: Stream; deposit: Stream; available: number } {
  const trade: Flow[] = [];
  const deposit: Flow[] = [];
  let balance = 150_000 * RUPEES;
  let looked = 0;
  for (let day = FIRST; day < ORIGIN; day++) {
    const amount = inMonth(day).month % 9 < 6 ? DAILY : -DAILY;
    trade.push({ day, amount });
    balance += amount;
    const { month, date } = inMonth(day);
    if (month === looked || date < 2 || !openDay(day)) continue;
    looked = month;
    if (balance > PLENTY) deposit.push({ day, amount: KEPT - balance });
    else if (balance < LITTLE) deposit.push({ day, amount: FILLED - balance });
    else continue;
    balance += deposit.at(-1)?.amount ?? 0;
  }
  return { trade: streamIn("sales", trade), deposit: streamIn("assets", deposit), available: balance };
}

const { trade, deposit, available } = looksMonthly();
const streams = [trade, deposit];
const balances = balancesOf(streams, { available, first: FIRST, origin: ORIGIN });
const ground = { balances, first: FIRST, origin: ORIGIN, isOpen: openDay };
const reserves = reserveStreams({ streams, ...ground });

/** Paths on which so much comes in (or, below zero, goes out) on each day, after the owner's answer. */
function answered(daily: number): Paths {
  const paths = emptyPaths(50, 91);
  lineOf(paths, "sales", daily < 0 ? "out" : "in").sums.fill(Math.abs(daily));
  addReserves(paths, { streams: reserves, ...ground, seed: 1 });
  return paths;
}

/** The day (0 …) of each time that something moves on a path. */
function daysOf(paths: Paths, direction: "in" | "out"): number[] {
  const { sums } = lineOf(paths, "assets", direction);
  return [...sums.keys()].filter((at) => (sums[at] ?? 0) > 0).map((at) => at % paths.days);
}

const sumOf = (paths: Paths, direction: "in" | "out") =>
  lineOf(paths, "assets", direction).sums.reduce((sum, each) => sum + each, 0) / paths.count;

test("deposits that go both ways answer the balance, instalments and what goes one way do not", () => {
  expect(reserves).toEqual([deposit]);
  const emi = MONTHS.map((month) => ({ day: dayIn(month, 5), amount: -10_000 * RUPEES }));
  const loan = streamIn("loan", [{ day: FIRST, amount: 200_000 * RUPEES }, ...emi]);
  const machines = streamIn("assets", noise(3, 0.5, -1));
  expect(reserveStreams({ streams: [loan, machines], ...ground })).toEqual([]);
});

test("what was only laid by answers the balance where it was so whenever there was plenty", () => {
  const laid = streamIn(
    "assets",
    deposit.flows.filter(({ amount }) => amount < 0),
  );
  expect(reserveStreams({ streams: [laid], ...ground })).toEqual([laid]);
  const once = streamIn("assets", laid.flows.slice(0, 1));
  expect(reserveStreams({ streams: [once], ...ground })).toEqual([]);
});

test("what could be spent on an earlier day is what can be now less what moved since", () => {
  const last = (deposit.flows.at(-1)?.day ?? 0) - FIRST;
  expect(balances.at(-1)).toBe(available);
  expect((balances[last] ?? 0) - (balances[last - 1] ?? 0)).toBe(
    (deposit.flows.at(-1)?.amount ?? 0) + (trade.flows[last]?.amount ?? 0),
  );
});

test("plenty is laid by, about on the dates on which it was, down to what was kept", () => {
  const paths = answered(3 * DAILY);
  expect(sumOf(paths, "in")).toBe(0);
  const came = available + 3 * DAILY * 91;
  expect(came - sumOf(paths, "out")).toBeLessThan(PLENTY + 3 * DAILY * 45);
  const dates = daysOf(paths, "out").map((ahead) => inMonth(ORIGIN + ahead).date);
  const early = dates.filter((date) => date <= 5).length;
  expect(early).toBeGreaterThan(dates.length / 2);
});

test("what is short is taken back, never more than is laid by", () => {
  const paths = answered(-2 * DAILY);
  expect(sumOf(paths, "out")).toBe(0);
  const laid = -deposit.flows.reduce((sum, { amount }) => sum + amount, 0);
  expect(sumOf(paths, "in")).toBeGreaterThan(laid / 2);
  expect(sumOf(paths, "in")).toBeLessThanOrEqual(laid);
});

test("with nothing seen nothing is added", () => {
  const paths = emptyPaths(5, 91);
  addReserves(paths, { streams: [], ...ground, seed: 1 });
  expect(paths.lines).toEqual([]);
});
