import type { LocalDate } from "@cfa/values/local-date";

import { chanceFrom } from "../forecast/chance.ts";
import { WEEK } from "../forecast/flows.ts";
import { inMonth } from "../forecast/months.ts";
import { sortedQuantiles } from "../forecast/quantiles.ts";
import type { Spread } from "../forecast/summary.ts";
import { dayNumber } from "../payment-history.ts";
import type { PartyClass } from "./cash-books.ts";
import { mostAbout } from "./lowest.ts";
import type { MoneyBase, OpenBill } from "./money-forecast.ts";
import { BEYOND, billDraws, partyNormals } from "./open-bills.ts";

/*
 * What would be if: edits laid over the paths of a forecast. Bills that an edit touches are drawn again with the same chance, so that only
 * the edit makes a difference. Sums are paise, positive.
 */
export type ScenarioEdit =
  /** A customer's bills, open ones and new, come so many days later; a supplier's are paid so much later. */
  | { readonly kind: "party-later"; readonly partyId: string; readonly days: number }
  /** Bills offered at so many hundredths of a percent less until a day; with a chance (0 … 1) the offer is taken on its last day. */
  | {
      readonly kind: "offer";
      readonly billIds: readonly string[];
      readonly percent: number;
      readonly payBy: LocalDate;
      readonly chance: number;
    }
  /** A supplier's bill is not paid before a day. */
  | { readonly kind: "delay-payable"; readonly billId: string; readonly to: LocalDate }
  /** What bills not yet raised bring, by so many hundredths of a percent more (or less). */
  | { readonly kind: "sales"; readonly percent: number }
  | {
      readonly kind: "loan";
      readonly amount: number;
      readonly day: LocalDate;
      readonly repayments: readonly { readonly day: LocalDate; readonly amount: number }[];
    }
  /** Wages of somebody more: so much on a date of every month, from a day on. */
  | { readonly kind: "hire"; readonly monthly: number; readonly from: LocalDate; readonly date: number }
  /** Comes in, or (below zero) goes out, once. */
  | { readonly kind: "one-off"; readonly amount: number; readonly day: LocalDate };

/** A week with and without the edits: what remains of it, and what may be spent at its end. */
export type ScenarioWeek = { readonly net: Spread; readonly balance: Spread };

export type ScenarioSummary = {
  readonly weeks: readonly ScenarioWeek[];
  /** The lowest balance at a week's end and the week (0 …) about which it most often falls. */
  readonly lowest: Spread & { readonly week: number };
};

export type Scenario = {
  readonly base: ScenarioSummary;
  readonly edited: ScenarioSummary;
  /** Mean difference of what remains of each week, of every edit: over all edits they are the whole difference. */
  readonly parts: readonly (readonly number[])[];
};

const HUNDREDTHS = 10_000; // of a percent, in one
const OFFERS = 2_000_000_000; // purpose of chance

/** Lays edits over a forecast's paths. */
export function scenarioOf(base: MoneyBase, edits: readonly ScenarioEdit[]): Scenario {
  const net = Float64Array.from(base.net);
  const parts = edits.map((edit) => {
    const part = partOf(base, edit);
    for (let at = 0; at < net.length; at++) net[at] = (net[at] ?? 0) + (part[at] ?? 0);
    return Array.from({ length: base.weeks }, (_, week) => meanOfWeek(part, week, base.paths));
  });
  return { base: summaryOf(base, Float64Array.from(base.net)), edited: summaryOf(base, net), parts };
}

/** What an edit adds to every week of every path. */
function partOf(base: MoneyBase, edit: ScenarioEdit): Float64Array {
  const part = new Float64Array(base.weeks * base.paths);
  switch (edit.kind) {
    case "party-later":
      partyLater(base, part, edit);
      break;
    case "offer":
      offered(base, part, edit);
      break;
    case "delay-payable": {
      const to = aheadOf(base, edit.to);
      const bills = base.bills.filter(({ billId, side }) => billId === edit.billId && side === "supplier");
      moveBills(base, part, { bills, moved: (_, day) => ({ day: Math.max(day, to), share: 1 }) });
      break;
    }
    case "sales":
      for (let at = 0; at < part.length; at++)
        part[at] = ((base.customerNew[at] ?? 0) * edit.percent) / HUNDREDTHS;
      break;
    case "loan":
      addEverywhere(base, part, { day: edit.day, amount: edit.amount });
      for (const { day, amount } of edit.repayments) addEverywhere(base, part, { day, amount: -amount });
      break;
    case "hire":
      for (const day of monthlyDays(base, edit)) addOn(base, part, { ahead: day, amount: -edit.monthly });
      break;
    case "one-off":
      addEverywhere(base, part, edit);
      break;
  }
  return part;
}

function partyLater(
  base: MoneyBase,
  part: Float64Array,
  { partyId, days }: { partyId: string; days: number },
): void {
  const bills = base.bills.filter((bill) => bill.partyId === partyId);
  moveBills(base, part, { bills, moved: (_, day) => ({ day: Math.max(0, day + days), share: 1 }) });
  for (const side of ["customer", "supplier"] as const) {
    const share = base.shares[side][partyId] ?? 0;
    if (share > 0) moveNew(base, part, { side, share, days });
  }
}

/** A share of what new bills bring comes later: of every week so much goes on into those after it. */
function moveNew(
  base: MoneyBase,
  part: Float64Array,
  { side, share, days }: { side: PartyClass; share: number; days: number },
): void {
  const { paths, weeks } = base;
  const sums = side === "customer" ? base.customerNew : base.supplierNew;
  const sign = (side === "customer" ? 1 : -1) * share;
  const whole = Math.floor(days / WEEK);
  const within = days / WEEK - whole;
  const add = (week: number, path: number, sum: number) => {
    const to = Math.max(0, week);
    if (to < weeks) part[to * paths + path] = (part[to * paths + path] ?? 0) + sum;
  };
  for (let week = 0; week < weeks; week++)
    for (let path = 0; path < paths; path++) {
      const sum = sign * (sums[week * paths + path] ?? 0);
      add(week, path, -sum);
      add(week + whole, path, sum * (1 - within));
      add(week + whole + 1, path, sum * within);
    }
}

function offered(base: MoneyBase, part: Float64Array, edit: Extract<ScenarioEdit, { kind: "offer" }>): void {
  const payBy = aheadOf(base, edit.payBy);
  const wanted = new Set(edit.billIds);
  const bills = base.bills.filter(({ billId, side }) => side === "customer" && wanted.has(billId));
  for (const bill of bills) {
    const chance = chanceFrom(base.seed, OFFERS + bill.number);
    const taken = Uint8Array.from({ length: base.paths }, () => Number(chance.next() < edit.chance));
    moveBills(base, part, {
      bills: [bill],
      moved: (path, day) =>
        taken[path] === 1
          ? { day: Math.min(day, payBy), share: 1 - edit.percent / HUNDREDTHS }
          : { day, share: 1 },
    });
  }
}

/** Takes bills from their days and lays them on others; what lies beyond the days ahead is left out. */
function moveBills(
  base: MoneyBase,
  part: Float64Array,
  {
    bills,
    moved,
  }: { bills: readonly OpenBill[]; moved: (path: number, day: number) => { day: number; share: number } },
): void {
  const { seed, paths, weeks, dayShares } = base;
  const draws = billDraws(seed, dayShares);
  for (const bill of bills) {
    const sign = bill.side === "customer" ? 1 : -1;
    const days = draws[bill.side](bill, partyNormals(bill.party, { seed, paths }));
    const add = (path: number, day: number, sum: number) => {
      const week = Math.floor(day / WEEK);
      if (week < weeks) part[week * paths + path] = (part[week * paths + path] ?? 0) + sum;
    };
    for (let path = 0; path < paths; path++) {
      const day = days[path] ?? BEYOND;
      const to = moved(path, day);
      if (to.day === day && to.share === 1) continue;
      add(path, day, -sign * bill.amount);
      add(path, to.day, sign * bill.amount * to.share);
    }
  }
}

function addEverywhere(
  base: MoneyBase,
  part: Float64Array,
  { day, amount }: { day: LocalDate; amount: number },
): void {
  addOn(base, part, { ahead: aheadOf(base, day), amount });
}

function addOn(
  { paths, weeks }: MoneyBase,
  part: Float64Array,
  { ahead, amount }: { ahead: number; amount: number },
): void {
  const week = Math.floor(ahead / WEEK);
  if (week < 0 || week >= weeks) return;
  for (let at = week * paths; at < (week + 1) * paths; at++) part[at] = (part[at] ?? 0) + amount;
}

function monthlyDays(base: MoneyBase, { from, date }: { from: LocalDate; date: number }): number[] {
  const first = Math.max(0, aheadOf(base, from));
  const origin = dayNumber(base.asOf) + 1;
  const days: number[] = [];
  for (let ahead = first; ahead < base.weeks * WEEK; ahead++) {
    const { date: on, length } = inMonth(origin + ahead);
    if (on === Math.min(date, length)) days.push(ahead);
  }
  return days;
}

/** Days from the first day ahead (0) to a day. */
function aheadOf({ asOf }: MoneyBase, day: LocalDate): number {
  return dayNumber(day) - dayNumber(asOf) - 1;
}

function summaryOf({ paths, weeks, opening, stretch }: MoneyBase, net: Float64Array): ScenarioSummary {
  const running = new Float64Array(paths).fill(opening);
  const least = new Float64Array(paths).fill(Infinity);
  const at = new Int32Array(paths);
  const told = Array.from({ length: weeks }, (_, week): ScenarioWeek => {
    const of = net.subarray(week * paths, (week + 1) * paths);
    for (let path = 0; path < paths; path++) {
      const sum = (running[path] ?? 0) + (of[path] ?? 0);
      running[path] = sum;
      if (sum >= (least[path] ?? 0)) continue;
      least[path] = sum;
      at[path] = week;
    }
    return { net: spreadOf(of, 1), balance: spreadOf(running, stretch.running) };
  });
  return { weeks: told, lowest: { ...spreadOf(least, stretch.lowest), week: mostAbout(at, weeks) } };
}

function spreadOf(values: Float64Array, stretch: number): Spread {
  const quantiles = sortedQuantiles(values.toSorted());
  const middle = quantiles[3] ?? 0;
  const mean = values.reduce((sum, each) => sum + each, 0) / values.length;
  return { quantiles: quantiles.map((each) => middle + (each - middle) * stretch), mean };
}

function meanOfWeek(part: Float64Array, week: number, paths: number): number {
  let sum = 0;
  for (let at = week * paths; at < (week + 1) * paths; at++) sum += part[at] ?? 0;
  return sum / paths;
}
