import { dayText } from "@cfa/assistant/answer/title";
import type { CashForecast, CashWeek, Spread } from "@cfa/contract/cash-forecast";
import { paiseFromJson } from "@cfa/values/money";
import type { Period } from "@cfa/values/period";

import { readForecast } from "../../present/cash/forecast.ts";
import type { Asked, Caveat, Found, Row } from "../asked.ts";
import { money, onDay, percent } from "../cells.ts";

/* Quantiles of a spread, at 5, 10, 25, 50, 75, 90 and 95 %. */
const LOW = 1;
const MIDDLE = 3;
const HIGH = 5;
const WHOLE = 10_000; // hundredths of a per cent

/** What cash is forecast to do in the days asked of, week by week, as the page of the forecast has it. */
export async function cashForecast(asked: Asked): Promise<Found> {
  const { snapshot, today, period } = asked;
  const { forecast } = await readForecast(snapshot, today);
  if (forecast === null) return { figures: [], caveats: [["no-forecast"]] };
  const weeks = forecast.weeks.filter(({ from, to }) => to >= period.from && from <= period.to);
  const last = weeks.at(-1);
  const covered = { from: weeks[0]?.from ?? period.from, to: last?.to ?? period.to };
  const caveats: Caveat[] = [["forecast-weeks", { from: dayText(covered.from), to: dayText(covered.to) }]];
  if (forecast.isBehind) caveats.push(["behind"]);
  if (last !== undefined && last.to < period.to) caveats.push(["forecast-to", { day: dayText(last.to) }]);
  return {
    figures: [
      ...lowestOf(forecast, weeks),
      ["available", money(paiseFromJson(forecast.opening.available))],
      ...(last === undefined ? [] : ([["likely", quantile(last.balance, MIDDLE)]] as const)),
      ...(forecast.chanceBelow === null
        ? []
        : ([["chanceBelow", percent(forecast.chanceBelow * WHOLE)]] as const)),
    ],
    columns: ["week", "likely", "low", "high", "moneyIn", "moneyOut"],
    rows: weeks.map(rowOf),
    chart: "line",
    // Days of a forecast are days.
    period: covered as Period,
    caveats,
  };
}

/** The end of the week on which the middle of the balance is lowest, with its range. Where all weeks are asked of, it is the forecast's own lowest point. */
function lowestOf(forecast: CashForecast, weeks: readonly CashWeek[]): Found["figures"] {
  const isAll = weeks.length === forecast.weeks.length;
  const ends = weeks.map((week) => ({ balance: week.balance, day: week.to }));
  const lowest = isAll
    ? forecast.lowest
    : ends.toSorted((a, b) => Number(paise(a.balance, MIDDLE) - paise(b.balance, MIDDLE)))[0];
  if (lowest === undefined) return [];
  return [
    ["lowest", quantile(lowest.balance, MIDDLE)],
    ["lowestDay", onDay(lowest.day)],
    ["lowestLow", quantile(lowest.balance, LOW)],
    ["lowestHigh", quantile(lowest.balance, HIGH)],
  ];
}

function rowOf({ from, balance, in: moneyIn, out }: CashWeek): Row {
  return {
    cells: [
      onDay(from),
      quantile(balance, MIDDLE),
      quantile(balance, LOW),
      quantile(balance, HIGH),
      quantile(moneyIn, MIDDLE),
      quantile(out, MIDDLE),
    ],
    amount: paise(balance, MIDDLE),
    day: from,
  };
}

function paise({ quantiles }: Spread, at: number): bigint {
  return paiseFromJson(quantiles[at] ?? "0");
}

function quantile(spread: Spread, at: number) {
  return money(paise(spread, at));
}
