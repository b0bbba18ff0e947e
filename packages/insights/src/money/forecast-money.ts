import { chanceBelow, isWorthSaying, type SaidBelow } from "../forecast/chance-below.ts";
import { WEEK, type CashHistory, type Flow } from "../forecast/flows.ts";
import { DAYS_AHEAD, forecastCash, type CashForecast, type Knowledge } from "../forecast/forecast-cash.ts";
import type { LevelModel } from "../forecast/level-model.ts";
import { weeksOf, type Paths } from "../forecast/paths.ts";
import { itemDays } from "../forecast/recurring/draw-item.ts";
import { dayNumber } from "../payment-history.ts";
import type { CashBooks, PartyClass } from "./cash-books.ts";
import { above, daysAhead } from "./days-ahead.ts";
import { driversOf, weekSums, type WeekSums } from "./drivers.ts";
import type { Doubt, MoneyBase, MoneyForecast, MoneyItem } from "./money-forecast.ts";
import { lowestDay } from "./lowest.ts";
import { addReserves } from "./reserves.ts";
import type { ToldItem } from "./said-items.ts";
import { NEW, OPEN, readyBooks, SIDES, simulateBooks, type SimulatedBooks } from "./simulate-books.ts";

/** The version of the model: figures of another one are not compared with these. */
export const MONEY_MODEL = "cash-3";

export type MoneyOptions = {
  models?: readonly LevelModel[];
  paths?: number;
  days?: number;
  /** Chances of going below the floor that were said before, and whether it came so. */
  said?: readonly SaidBelow[];
};

const GAP = 91; // days without any money that are a gap
/** What owners look ahead, in days. */
const MONTH = 30;
const ONE_SUM = 0.5; // of all money that ever moved

/** What one company's money will do, from what its books say of it. */
export function forecastMoney(books: CashBooks, options: MoneyOptions = {}): MoneyForecast {
  return forecastWithPaths(books, options).forecast;
}

/** The same with the paths it was read from. */
export function forecastWithPaths(
  books: CashBooks,
  { models = [], paths, days = DAYS_AHEAD, said = [] }: MoneyOptions = {},
): { forecast: MoneyForecast; paths: Paths } {
  const { seed, isOpen, available: opening, floor } = books;
  const origin = dayNumber(books.asOf) + 1;
  const ready = readyBooks(books, origin);
  const made: { now: SimulatedBooks | null; before: WeekSums | null; after: WeekSums | null } = {
    now: null,
    before: null,
    after: null,
  };
  const { first } = books;
  const streams = books.streams.filter((stream) => !ready.reserves.includes(stream));
  const history: CashHistory = { streams, first, origin, grain: "day" };
  const cash = forecastCash(history, {
    seed,
    isOpen,
    models,
    days,
    ...(paths === undefined ? {} : { paths }),
    simulate: (past, simulation) => {
      const simulated = simulateBooks(ready, past, simulation);
      if (past.origin === origin) {
        made.now = simulated;
        made.before = weekSums(simulated.paths);
      }
      return simulated;
    },
    reserves: {
      streams: ready.reserves,
      add: (moved, from) => {
        if (from === origin) made.after = weekSums(moved);
        const { reserves, balances } = ready;
        addReserves(moved, { streams: reserves, balances, first, origin: from, isOpen, seed });
      },
    },
  });
  const { now, before, after } = made;
  if (now === null || before === null || after === null)
    throw new TypeError("the forecast did not simulate its own day");
  const { week, day } = lowestDay(cash.paths);
  const lowest = { balance: above(cash.lowest, opening), week, day: origin + day };
  const ground = { cash, now, before, after, origin, seed, isOpen, postDated: books.postDated };
  const chance = floor === null ? null : chanceBelow(cash.lowest.values, floor - opening);
  return {
    paths: cash.paths,
    forecast: {
      model: MONEY_MODEL,
      asOf: books.asOf,
      seed,
      knowledge: knowledgeOf(books, cash.knowledge),
      doubts: doubtsOf(books, origin),
      opening,
      floor,
      weeks: cash.weeks.map((week) => ({ ...week, balance: above(week.running, opening) })),
      lowest,
      month: daysAhead(cash.paths, { days: Math.min(MONTH, days), origin, opening }),
      chanceBelow: isWorthSaying(said) ? chance : null,
      chanceKept: chance,
      drivers: driversOf(ground),
      items: now.told.map((told) => itemAhead(told, { origin, days, isOpen })),
      deposits: now.deposits,
      weights: cash.weights,
      stretch: cash.stretch,
      base: baseOf(books, cash, now),
    },
  };
}

function itemAhead(
  { item, key, said }: ToldItem,
  { origin, days, isOpen }: { origin: number; days: number; isOpen: CashBooks["isOpen"] },
): MoneyItem {
  const size = item.hits.at(-1)?.size ?? 0;
  const end = origin + days;
  const ahead = itemDays(item, { origin, end, isOpen })
    .map(({ due, chance, on }) => ({ day: Math.max(origin, due), chance, size, on }))
    .filter(({ day, chance }) => day < end && chance > 0);
  return { ...item, key, said, ahead };
}

function knowledgeOf({ sides }: CashBooks, ofFlows: Knowledge): Knowledge {
  const isBilled = sides.customer.bills.length + sides.supplier.bills.length > 0;
  return ofFlows === "none" && isBilled ? "learning" : ofFlows;
}

function doubtsOf(books: CashBooks, origin: number): Doubt[] {
  const flows = books.streams.flatMap((stream) => stream.flows).toSorted((a, b) => a.day - b.day);
  const bills = SIDES.flatMap((side) => books.sides[side].bills);
  const forecasts = SIDES.flatMap((side) => books.sides[side].forecasts);
  const doubts: Doubt[] = [];
  if (flows.length === 0) doubts.push("no-flows");
  if (bills.length === 0) doubts.push("no-bills");
  else if (forecasts.length === 0) doubts.push("nothing-learned");
  const last = flows.at(-1);
  if (last !== undefined && last.day < origin - GAP) doubts.push("stopped");
  if (flows.some(({ day }, at) => at > 0 && day - (flows[at - 1]?.day ?? day) > GAP)) doubts.push("gap");
  if (isOneSum(flows)) doubts.push("one-sum");
  return doubts;
}

function isOneSum(flows: readonly Flow[]): boolean {
  const all = flows.reduce((sum, { amount }) => sum + Math.abs(amount), 0);
  const most = flows.reduce((largest, { amount }) => Math.max(largest, Math.abs(amount)), 0);
  return flows.length > 1 && most > ONE_SUM * all;
}

function baseOf(books: CashBooks, { paths, stretch }: CashForecast, now: SimulatedBooks): MoneyBase {
  const weeksIn = (kind: string, direction: "in" | "out") =>
    Float32Array.from(
      weeksOf(
        paths,
        paths.lines.filter((line) => line.class === kind && line.direction === direction),
      ),
    );
  const inflow = weeksOf(
    paths,
    paths.lines.filter(({ direction }) => direction === "in"),
  );
  const outflow = weeksOf(
    paths,
    paths.lines.filter(({ direction }) => direction === "out"),
  );
  return {
    asOf: books.asOf,
    seed: books.seed,
    paths: paths.count,
    weeks: Math.ceil(paths.days / WEEK),
    opening: books.available,
    floor: books.floor,
    stretch,
    net: Float32Array.from(inflow, (sum, at) => sum - (outflow[at] ?? 0)),
    customerOpen: weeksIn(OPEN.customer, "in"),
    customerNew: weeksIn(NEW.customer, "in"),
    supplierOpen: weeksIn(OPEN.supplier, "out"),
    supplierNew: weeksIn(NEW.supplier, "out"),
    bills: now.bills,
    dayShares: { customer: [...now.dayShares.customer], supplier: [...now.dayShares.supplier] },
    shares: { customer: sharesOf(now, "customer"), supplier: sharesOf(now, "supplier") },
  };
}

const SHARE_DAYS = 365;
const LEAST_SHARE = 0.001;

/** Of what was raised in the last year, the share of each party. */
function sharesOf({ known }: SimulatedBooks, side: PartyClass): Record<string, number> {
  const { bills, origin } = known[side];
  const sums = new Map<string, number>();
  let all = 0;
  for (const { bill } of bills) {
    if (bill.raised < origin - SHARE_DAYS) continue;
    sums.set(bill.partyId, (sums.get(bill.partyId) ?? 0) + bill.amount);
    all += bill.amount;
  }
  return Object.fromEntries(
    [...sums].filter(([, sum]) => sum >= LEAST_SHARE * all).map(([party, sum]) => [party, sum / all]),
  );
}
