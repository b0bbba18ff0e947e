import type { Database } from "@cfa/db/client";
import { inCompany, type CompanyTx } from "@cfa/db/company-scope";
import { dropCashForecasts, keepCashForecast, noteForecastTry } from "@cfa/db/queries/cash/keep-forecast";
import { holdCompany } from "@cfa/db/queries/insights/keep-learning";
import { MONEY_MODEL } from "@cfa/insights/money/forecast-money";
import type { MoneyForecast } from "@cfa/insights/money/money-forecast";
import { dateOf } from "@cfa/insights/payment-history";
import { localDateAt, type LocalDate } from "@cfa/values/local-date";
import type { Result } from "@cfa/values/result";
import type { Logger } from "pino";

import { openThread, type LearningFailure, type ThreadLimits, type WorkThread } from "../learn/run-thread.ts";
import type { CashLesson } from "./cash-lesson.ts";
import { keptForecast } from "./kept-forecast.ts";
import { readCashLesson, type ReadCashLesson } from "./read-cash-lesson.ts";

/** What a forecast may take: at first with level models, then without. */
export type ForecastLimits = { readonly levels: ThreadLimits; readonly plain: ThreadLimits };

export const FORECAST_LIMITS: ForecastLimits = {
  levels: { millis: 120_000, megabytes: 1_024 },
  plain: { millis: 120_000, megabytes: 1_024 },
};

export type ForecastThread = WorkThread<CashLesson, MoneyForecast>;

export type ForecastDeps = {
  readonly db: Database;
  readonly log: Logger;
  readonly now: Date;
  readonly signal: AbortSignal;
  readonly limits: ForecastLimits;
  /** Where it is forecast; one company at a time. */
  readonly thread: ForecastThread;
};

type Forecast = {
  readonly made: Result<MoneyForecast, LearningFailure>;
  readonly isWithoutLevels: boolean;
};

/** Opens the thread in which cash is forecast. */
export function openForecastThread(): ForecastThread {
  return openThread<CashLesson, MoneyForecast>(new URL("./forecast-thread.ts", import.meta.url));
}

/**
 * Forecasts a company's cash as of today: its books are read at one moment, forecast in a thread, written in one transaction. Where that
 * fails the earlier figures stay, and that it failed is written; where no money account is known they go. What was forecast already is
 * left alone, and so is a company that is gone.
 */
export async function forecastCompany(deps: ForecastDeps, companyId: string): Promise<void> {
  const asOf = localDateAt(deps.now);
  const begun = performance.now();
  const read = await readCashLesson(deps.db, companyId, { asOf, model: MONEY_MODEL });
  if (read === null) return;
  const log = deps.log.child({ companyId, asOf });
  const { lesson } = read;
  const forecast = lesson === null ? null : await forecastLesson({ ...deps, log }, lesson);
  if (!(await keep(deps, { companyId, asOf, read, forecast }))) return;
  const millis = Math.round(performance.now() - begun);
  log.info({ made: forecast?.made.ok ?? null, millis }, "forecast of cash ended");
}

/** With level models if that takes what it may, else without: then they are tried again on the next day. */
async function forecastLesson(
  { log, limits, signal, thread }: ForecastDeps,
  lesson: CashLesson,
): Promise<Forecast> {
  if (lesson.withLevels) {
    const full = await thread.work(lesson, { limits: limits.levels, signal });
    if (full.ok) return { made: full, isWithoutLevels: false };
    log.warn({ ...full.error }, "cash could not be forecast with level models");
  }
  const made = await thread.work({ ...lesson, withLevels: false }, { limits: limits.plain, signal });
  if (!made.ok) log.warn({ ...made.error }, "cash could not be forecast");
  return { made, isWithoutLevels: true };
}

function keep(
  { db, now }: ForecastDeps,
  of: { companyId: string; asOf: LocalDate; read: ReadCashLesson; forecast: Forecast | null },
): Promise<boolean> {
  const { asOf, read, forecast } = of;
  const tried = { asOf, triedAt: now, generation: read.generation };
  const work = async (tx: CompanyTx): Promise<boolean> => {
    if (!(await holdCompany(tx))) return false;
    const { lesson } = read;
    if (lesson === null || forecast === null) {
      await dropCashForecasts(tx);
      await noteForecastTry(tx, { ...tried, outcome: "no-accounts", failure: null });
      return true;
    }
    const { made, isWithoutLevels } = forecast;
    if (!made.ok) {
      await noteForecastTry(tx, { ...tried, outcome: "failed", failure: made.error.failure });
      return true;
    }
    const kept = keptForecast(made.value, {
      madeAt: now,
      generation: read.generation,
      said: read.said,
      learned: read.learned,
      historyFrom: dateOf(lesson.first),
      isWithoutLevels,
      opening: read.position,
      floor: read.floor,
      postDated: lesson.postDated,
    });
    await keepCashForecast(tx, kept);
    const outcome = isWithoutLevels ? "without-levels" : "forecast";
    await noteForecastTry(tx, { ...tried, outcome, failure: null });
    return true;
  };
  return inCompany(db, of.companyId, work, { role: "job" });
}
