import initProphet, { Prophet } from "@bsull/augurs/prophet";
import { WEEK } from "@cfa/insights/forecast/flows";
import type { LevelHistory, LevelModel } from "@cfa/insights/forecast/level-model";
import { weightedQuantiles } from "@cfa/insights/forecast/quantiles";

import { weeksAround } from "./normal-weeks.ts";
import { orderedOptimizer } from "./ordered-optimizer.ts";
import { wasmBytes } from "./wasm-bytes.ts";

const DAY_SECONDS = 86_400;
const YEARS = 2 * 52;
const MOST_WEEKS = 4 * 52;
const ITERATIONS = 2_000; // of the optimiser: its work is counted, not timed

/** Prophet on daily sums (on weekly ones where there are no days), with years, months and weekdays as seasons; from two years on. */
export async function prophetModel(): Promise<LevelModel> {
  await initProphet({ module_or_path: await wasmBytes("prophet") });
  return {
    name: "prophet",
    fewestWeeks: YEARS,
    trust: 2,
    forecast(history, weeks) {
      const scale = history.weekly.reduce((sum, each) => sum + each, 0) / history.weekly.length;
      if (!(scale > 0)) return null;
      try {
        return told(history, weeks);
      } catch {
        return null; // the optimiser gives up on some series
      }
    },
  };
}

function told(history: LevelHistory, weeks: number) {
  const daily = history.grain === "day";
  const step = daily ? 1 : WEEK;
  const skipped = Math.max(0, history.weekly.length - MOST_WEEKS);
  const known = daily ? history.daily.slice(skipped * WEEK) : history.weekly.slice(skipped);
  const start = history.first + skipped * WEEK;
  const count = daily ? weeks * WEEK : weeks;
  const seconds = (at: number) => (start + at * step) * DAY_SECONDS;
  const model = new Prophet({
    optimizer: orderedOptimizer,
    yearlySeasonality: { type: "manual", enabled: true },
    weeklySeasonality: { type: "manual", enabled: daily },
    dailySeasonality: { type: "manual", enabled: false },
    uncertaintySamples: 0, // its own chance cannot be seeded; the spread is that of its errors
  });
  try {
    if (daily) model.addSeasonality("month", { period: 30.4375, fourierOrder: 5 });
    model.fit(
      { ds: Array.from(known, (_, at) => seconds(at)), y: Array.from(known) },
      { seed: 1, iter: ITERATIONS },
    );
    const all = Array.from({ length: known.length + count }, (_, at) => seconds(at));
    const points = model.predict({ ds: all }).yhat.point.map((each) => Number(each.toPrecision(DIGITS)));
    const perWeek = daily ? WEEK : 1;
    const sum = (week: number) =>
      points
        .slice(week * perWeek, (week + 1) * perWeek)
        .reduce((total, each) => total + Math.max(0, each), 0);
    const past = known.length / perWeek;
    const errors = Array.from({ length: Math.min(past, YEARS) }, (_, back) => {
      const week = past - 1 - back;
      const said = sum(week);
      return said > 0 ? (history.weekly[skipped + week] ?? 0) / said - 1 : 0;
    });
    const spread = weightedQuantiles(
      errors,
      errors.map(() => 1),
    );
    return weeksAround(
      Array.from({ length: weeks }, (_, week) => sum(past + week)),
      spread.map((each) => each * OUT_OF_SAMPLE),
    );
  } finally {
    model.free();
  }
}

const DIGITS = 9; // the order in which the library adds seasons up is random, and so are the last digits
const OUT_OF_SAMPLE = 1.15; // errors ahead beside those on days it was fitted to
