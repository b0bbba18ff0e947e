import type { MoneyItem } from "@cfa/insights/money/money-forecast";

import type { CompanyTx } from "../../company-scope.ts";
import { dropOld } from "../insights/drop-old.ts";
import type { CashForecastTable, CashForecastTryTable, PathsHead } from "../../tables/cash.ts";

/** A forecast of cash as it is kept, with what it came from. */
export type KeptForecast = {
  asOf: string;
  madeAt: Date;
  generation: bigint;
  model: string;
  seed: number;
  said: string;
  learned: string;
  historyFrom: string;
  knowledge: CashForecastTable["knowledge"];
  doubts: readonly string[];
  isWithoutLevels: boolean;
  opening: { money: bigint; overdrawn: bigint; free: bigint; available: bigint; isLimitMissing: boolean };
  floor: bigint | null;
  chanceBelow: number | null;
  isChanceWorthSaying: boolean;
  /** JSON of the columns of the same names; sums are numbers of whole paise. */
  json: Record<
    "weeks" | "lowest" | "month" | "drivers" | "deposits" | "postDated" | "weights" | "stretch",
    string
  >;
  items: readonly KeptItem[];
  paths: { head: PathsHead; sums: Buffer };
};

/** An item that was found. */
export type KeptItem = {
  ledgerId: string;
  class: string;
  direction: "in" | "out";
  every: string;
  rhythm: MoneyItem["rhythm"];
  tolerance: number;
  size: bigint;
  hitRate: number;
  alive: number;
  hits: MoneyItem["hits"];
  ahead: MoneyItem["ahead"];
};

/** How a try to forecast ended. */
export type ForecastTry = {
  asOf: string;
  triedAt: Date;
  generation: bigint;
  outcome: CashForecastTryTable["outcome"];
  failure: CashForecastTryTable["failure"];
};

/**
 * All days of the last so many are kept, then the last of each week. So long that twenty chances can be held against what came in the
 * thirteen weeks after each.
 */
const KEEP_DAYS = 8;
const KEEP_WEEKS = 60;

/** Puts a forecast in the place of that of the same day, its items and paths in the place of all others, and lets old ones go. */
export async function keepCashForecast(tx: CompanyTx, kept: KeptForecast): Promise<void> {
  const { asOf, opening, json, paths } = kept;
  await tx.run("delete from cash_forecast where company_id = $1 and as_of = $2::date", [tx.companyId, asOf]);
  for (const table of ["recurring_item", "cash_paths"])
    await tx.run(`delete from ${table} where company_id = $1`, [tx.companyId]);
  await tx.query
    .insertInto("cash_forecast")
    .values({
      company_id: tx.companyId,
      as_of: asOf,
      made_at: kept.madeAt,
      generation: kept.generation,
      model: kept.model,
      seed: kept.seed,
      said: kept.said,
      learned: kept.learned,
      history_from: kept.historyFrom,
      knowledge: kept.knowledge,
      doubts: [...kept.doubts],
      is_without_levels: kept.isWithoutLevels,
      money: opening.money,
      overdrawn: opening.overdrawn,
      free: opening.free,
      available: opening.available,
      is_limit_missing: opening.isLimitMissing,
      floor: kept.floor,
      chance_below: kept.chanceBelow,
      is_chance_worth_saying: kept.isChanceWorthSaying,
      weeks: json.weeks,
      lowest: json.lowest,
      month: json.month,
      drivers: json.drivers,
      deposits: json.deposits,
      post_dated: json.postDated,
      weights: json.weights,
      stretch: json.stretch,
    })
    .execute();
  await tx.query
    .insertInto("cash_paths")
    .values({
      company_id: tx.companyId,
      as_of: asOf,
      head: JSON.stringify(paths.head),
      sums: paths.sums,
    })
    .execute();
  await keepItems(tx, kept);
  await dropOld(tx, "cash_forecast", { asOf, days: KEEP_DAYS, weeks: KEEP_WEEKS });
}

/** Lets go of all forecasts: there is nothing to forecast from any more. */
export async function dropCashForecasts(tx: CompanyTx): Promise<void> {
  await tx.run("delete from cash_forecast where company_id = $1", [tx.companyId]);
}

/** Notes how the latest try ended. */
export async function noteForecastTry(tx: CompanyTx, tried: ForecastTry): Promise<void> {
  const { asOf, triedAt, generation, outcome, failure } = tried;
  const values = { as_of: asOf, tried_at: triedAt, generation, outcome, failure };
  await tx.query
    .insertInto("cash_forecast_try")
    .values({ company_id: tx.companyId, ...values })
    .onConflict((conflict) => conflict.column("company_id").doUpdateSet(values))
    .execute();
}

async function keepItems(tx: CompanyTx, { asOf, items }: KeptForecast): Promise<void> {
  const rows = items.map((item, place) => ({
    company_id: tx.companyId,
    item_no: place + 1,
    as_of: asOf,
    ledger_id: item.ledgerId,
    class: item.class,
    direction: item.direction,
    every: item.every,
    rhythm: JSON.stringify(item.rhythm),
    tolerance: item.tolerance,
    size: item.size,
    hit_rate: item.hitRate,
    alive: item.alive,
    hits: JSON.stringify(item.hits),
    ahead: JSON.stringify(item.ahead),
  }));
  for (let from = 0; from < rows.length; from += AT_ONCE)
    await tx.query
      .insertInto("recurring_item")
      .values(rows.slice(from, from + AT_ONCE))
      .execute();
}

const AT_ONCE = 500;
