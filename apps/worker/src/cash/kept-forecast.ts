import type { KeptForecast, KeptItem } from "@cfa/db/queries/cash/keep-forecast";
import type { PathsHead, StoredDaysAhead, StoredSpread, StoredWeek } from "@cfa/db/tables/cash";
import type { Spread } from "@cfa/insights/forecast/summary";
import type { Weights } from "@cfa/insights/forecast/weights";
import type { MoneyBase, MoneyForecast, MoneyItem } from "@cfa/insights/money/money-forecast";
import { packSums } from "@cfa/insights/money/packed-base";

/** A forecast as it is kept: sums in whole paise, so that parts add up to the paisa. */
export function keptForecast(
  forecast: MoneyForecast,
  from: Omit<
    KeptForecast,
    | "asOf"
    | "model"
    | "seed"
    | "knowledge"
    | "doubts"
    | "chanceBelow"
    | "isChanceWorthSaying"
    | "json"
    | "items"
    | "paths"
  > & { postDated: readonly object[] },
): KeptForecast {
  const { postDated, ...origin } = from;
  const { lowest, base } = forecast;
  return {
    ...origin,
    asOf: forecast.asOf,
    model: forecast.model,
    seed: forecast.seed,
    knowledge: forecast.knowledge,
    doubts: forecast.doubts,
    chanceBelow: forecast.chanceKept,
    isChanceWorthSaying: forecast.chanceBelow !== null,
    json: {
      weeks: JSON.stringify(storedWeeks(forecast.weeks, Number(origin.opening.available))),
      lowest: JSON.stringify({ ...lowest, balance: storedSpread(lowest.balance) }),
      month: JSON.stringify(storedDays(forecast.month, Number(origin.opening.available))),
      drivers: JSON.stringify(
        forecast.drivers.map((each) => ({ ...each, difference: Math.round(each.difference) })),
      ),
      deposits: JSON.stringify(
        forecast.deposits.map((each) => ({
          ...each,
          size: Math.round(each.size),
          owed: Math.round(each.owed),
        })),
      ),
      postDated: JSON.stringify(postDated),
      weights: JSON.stringify(plainWeights(forecast.weights)),
      stretch: JSON.stringify(forecast.stretch),
    },
    items: forecast.items.map(keptItem),
    paths: { head: headOf(base), sums: Buffer.from(packSums(base)) },
  };
}

/** Whole paise: the means of classes are rounded, all others are their sums. */
function storedWeeks(weeks: MoneyForecast["weeks"], opening: number): StoredWeek[] {
  let balance = opening;
  return weeks.map((week) => {
    const stored = { from: week.from, ...storedMoney(week, balance) };
    balance = stored.balance.mean;
    return stored;
  });
}

function storedDays({ days, lowest, ...money }: MoneyForecast["month"], opening: number): StoredDaysAhead {
  const { balance, day } = lowest;
  return { days, ...storedMoney(money, opening), lowest: { balance: storedSpread(balance), day } };
}

function storedMoney(
  of: Pick<MoneyForecast["month"], "in" | "out" | "net" | "balance" | "classes">,
  opening: number,
): Omit<StoredWeek, "from"> {
  const classes = of.classes
    .map((each) => ({ ...each, mean: Math.round(each.mean) }))
    .filter(({ mean }) => mean !== 0);
  const meanOf = (direction: "in" | "out") =>
    classes.reduce((sum, each) => sum + (each.direction === direction ? each.mean : 0), 0);
  const means = { in: meanOf("in"), out: meanOf("out") };
  const net = means.in - means.out;
  return {
    in: { ...storedSpread(of.in), mean: means.in },
    out: { ...storedSpread(of.out), mean: means.out },
    net: { ...storedSpread(of.net), mean: net },
    balance: { ...storedSpread(of.balance), mean: opening + net },
    classes,
  };
}

function storedSpread({ quantiles, mean }: Spread): StoredSpread {
  return { quantiles: Array.from(quantiles, Math.round), mean: Math.round(mean) };
}

const HITS = 12; // the latest that are kept of each item

function keptItem({ key, hits, ...item }: MoneyItem): KeptItem {
  const latest = hits.slice(-HITS);
  const size = latest.at(-1)?.size ?? 0;
  return {
    ledgerId: key.party ?? key.ledger,
    class: item.class,
    direction: item.direction,
    every: key.every,
    rhythm: item.rhythm,
    tolerance: item.tolerance,
    size: BigInt(Math.round(size)),
    hitRate: item.hitRate,
    alive: item.alive,
    hits: latest.map((hit) => ({ ...hit, size: Math.round(hit.size) })),
    ahead: item.ahead.map((one) => ({ ...one, size: Math.round(one.size) })),
  };
}

function plainWeights(weights: Weights): object {
  return { in: Object.fromEntries(weights.in), out: Object.fromEntries(weights.out) };
}

function headOf(base: MoneyBase): PathsHead {
  const { net: _n, customerOpen: _co, customerNew: _cn, supplierOpen: _so, supplierNew: _sn, ...head } = base;
  return head;
}
