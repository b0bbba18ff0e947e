import { forecastCash } from "@cfa/insights/forecast/forecast-cash";
import type { LevelHistory } from "@cfa/insights/forecast/level-model";
import { expect, test } from "vitest";

import { levelModels } from "./level-models.ts";

const WEEKS = 130;
const FIRST = 19_363; // a Monday

/** Three of each working day, twice as many on Fridays, a little more in summer. */
function history(weeks: number, size = 30_000): LevelHistory {
  const daily = Float64Array.from({ length: weeks * 7 }, (_, at) => {
    const weekday = at % 7;
    const season = 1 + 0.2 * Math.sin((2 * Math.PI * at) / 365.25);
    return weekday === 6 ? 0 : Math.round(size * season * (weekday === 4 ? 2 : 1));
  });
  const weekly = Float64Array.from({ length: weeks }, (_, week) =>
    daily.subarray(week * 7, week * 7 + 7).reduce((sum, each) => sum + each, 0),
  );
  return {
    direction: "out",
    grain: "day",
    first: FIRST,
    weekly,
    daily,
    isOpen: (day) => (day + 3) % 7 !== 6,
  };
}

test(
  "every model tells thirteen rising weeks near the series, and the same again",
  { timeout: 60_000 },
  async () => {
    const models = await levelModels();
    expect(models.map(({ name }) => name)).toEqual(["ets", "mstl", "prophet"]);
    for (const model of models) {
      const weeks = model.forecast(history(WEEKS), 13);
      expect(weeks).toHaveLength(13);
      for (const week of weeks ?? []) {
        expect([...week].every((each, at) => at === 0 || each >= (week[at - 1] ?? 0))).toBe(true);
        expect(week[3]).toBeGreaterThan(120_000);
        expect(week[3]).toBeLessThan(300_000);
      }
      expect(model.forecast(history(WEEKS), 13)).toEqual(weeks);
    }
  },
);

test(
  "a series that a model cannot take leaves the model out, and nothing is thrown",
  { timeout: 60_000 },
  async () => {
    for (const model of await levelModels()) {
      expect(model.forecast(history(WEEKS, 0), 13)).toBeNull();
      const broken = { ...history(WEEKS), weekly: new Float64Array(WEEKS).fill(NaN) };
      expect(model.forecast({ ...broken, daily: new Float64Array(WEEKS * 7).fill(NaN) }, 13)).toBeNull();
    }
  },
);

test("the forecast takes the models in, and stands without them", { timeout: 60_000 }, async () => {
  const { daily } = history(WEEKS);
  const flows = [...daily].flatMap((sum, at) => (sum === 0 ? [] : [{ day: FIRST + at, amount: -sum }]));
  const past = {
    streams: [{ class: "cash", ledger: "cash", party: null, flows }],
    first: FIRST,
    origin: FIRST + WEEKS * 7,
    grain: "day" as const,
  };
  const options = { seed: 1, isOpen: (day: number) => (day + 3) % 7 !== 6, paths: 100 };
  const models = await levelModels();
  const beside = forecastCash(past, { ...options, models });
  expect([...beside.weights.out.keys()]).toEqual(expect.arrayContaining(["ets", "mstl", "prophet"]));
  const alone = forecastCash(past, options);
  for (const { weeks } of [beside, alone])
    for (const { out } of weeks) {
      expect(out.quantiles[3]).toBeGreaterThan(120_000);
      expect(out.quantiles[3]).toBeLessThan(300_000);
    }
});
