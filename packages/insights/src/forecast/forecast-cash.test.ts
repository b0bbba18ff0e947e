import { expect, test } from "vitest";

import type { CashHistory, Flow } from "./flows.ts";
import { forecastCash } from "./forecast-cash.ts";
import { dayIn } from "./months.ts";
import { netOf } from "./paths.ts";
import { FIRST, historyOf, monthly, noise, openDay, ORIGIN, RUPEES, streamOf } from "./test-ledger.ts";

const OPTIONS = { seed: 5, isOpen: openDay, paths: 200 };

function company(): CashHistory {
  return historyOf([
    streamOf(
      "rent",
      monthly(
        (month) => dayIn(month, 5),
        () => 40_000,
      ),
    ),
    streamOf("sales", noise(1, 12, 1)),
    streamOf("purchases", noise(2, 6, -1)),
  ]);
}

test("on every path the classes add up to what remains", () => {
  const { paths, weeks } = forecastCash(company(), OPTIONS);
  const net = netOf(paths);
  for (let at = 0; at < net.length; at++) {
    const sum = paths.lines.reduce(
      (total, { direction, sums }) => total + (direction === "in" ? 1 : -1) * (sums[at] ?? 0),
      0,
    );
    expect(Math.abs(sum - (net[at] ?? 0))).toBeLessThanOrEqual(1e-6 * Math.abs(sum));
  }
  for (const week of weeks) {
    const classes = week.classes.reduce(
      (sum, { direction, mean }) => sum + (direction === "in" ? mean : -mean),
      0,
    );
    expect(Math.abs(classes - week.net.mean)).toBeLessThan(1);
    expect(Math.abs(week.in.mean - week.out.mean - week.net.mean)).toBeLessThan(1);
  }
});

test("the same history and seed give the same figures, another seed others", () => {
  const first = forecastCash(company(), OPTIONS);
  const again = forecastCash(company(), OPTIONS);
  expect(again.weeks).toEqual(first.weeks);
  expect(again.lowest).toEqual(first.lowest);
  expect(forecastCash(company(), { ...OPTIONS, seed: 6 }).weeks).not.toEqual(first.weeks);
});

test("rent is expected in the week that holds the fifth, and hardly in others", () => {
  const { weeks } = forecastCash(company(), OPTIONS);
  const rent = weeks.map(({ classes }) => classes.find((each) => each.class === "rent")?.mean ?? 0);
  const due = [684, 685, 686].map((month) => Math.floor((dayIn(month, 5) - ORIGIN) / 7));
  rent.forEach((mean, week) => {
    if (due.includes(week)) expect(mean).toBeGreaterThan(20_000 * RUPEES);
    else expect(mean).toBeLessThan(5_000 * RUPEES);
  });
});

const one = (day: number, rupees: number): Flow => ({ day, amount: rupees * RUPEES });

const HOSTILE: Record<string, { history: CashHistory; knowledge: string }> = {
  nothing: { history: historyOf([]), knowledge: "none" },
  "two weeks": {
    history: historyOf([streamOf("a", [one(ORIGIN - 12, 500), one(ORIGIN - 3, -200)])], ORIGIN - 14),
    knowledge: "learning",
  },
  "a history that begins today": { history: historyOf([], ORIGIN), knowledge: "none" },
  "one payment": {
    history: historyOf([streamOf("a", [one(ORIGIN - 40, -900)])], ORIGIN - 40),
    knowledge: "learning",
  },
  "one giant payment": {
    history: historyOf([streamOf("a", [one(ORIGIN - 200, -9_000_000_000)]), streamOf("b", noise(3, 8, 1))]),
    knowledge: "enough",
  },
  "all zero": {
    history: historyOf([
      streamOf(
        "a",
        Array.from({ length: 50 }, (_, at) => one(FIRST + at * 14, 0)),
      ),
    ]),
    knowledge: "enough",
  },
  "a gap of a year": {
    history: historyOf([
      streamOf(
        "a",
        noise(4, 8, -1).filter(({ day }) => day < FIRST + 180 || day > FIRST + 545),
      ),
    ]),
    knowledge: "enough",
  },
  "stopped last year": {
    history: historyOf([
      streamOf(
        "a",
        noise(4, 8, 1).filter(({ day }) => day < ORIGIN - 365),
      ),
    ]),
    knowledge: "enough",
  },
  "amounts of 10^15 paise": {
    history: historyOf([
      streamOf(
        "a",
        noise(8, 6, -1).map(({ day, amount }) => ({ day, amount: amount * 1e9 })),
      ),
    ]),
    knowledge: "enough",
  },
  "refunds within a stream": {
    history: historyOf([
      streamOf(
        "a",
        [...noise(8, 6, -1), ...noise(9, 2, 1)].toSorted((a, b) => a.day - b.day),
      ),
    ]),
    knowledge: "enough",
  },
};

test.each(Object.entries(HOSTILE))(
  "%s gives finite figures and says how much is known",
  (_, { history, knowledge }) => {
    const forecast = forecastCash(history, { ...OPTIONS, paths: 60 });
    expect(forecast.knowledge).toBe(knowledge);
    expect(forecast.weeks).toHaveLength(13);
    for (const { in: inflow, out, net, running } of forecast.weeks)
      for (const { quantiles, mean } of [inflow, out, net, running]) {
        expect([...quantiles, mean].every(Number.isFinite)).toBe(true);
        expect(quantiles.every((each, at) => at === 0 || each >= (quantiles[at - 1] ?? 0))).toBe(true);
      }
    expect([...forecast.lowest.quantiles].every(Number.isFinite)).toBe(true);
  },
);

test("a company that stopped a year ago is not said to go on as before", () => {
  const { weeks } = forecastCash(HOSTILE["stopped last year"]?.history ?? company(), OPTIONS);
  const usual = 8 * 5_000 * RUPEES; // of one month
  expect(weeks.reduce((sum, { in: inflow }) => sum + (inflow.quantiles[3] ?? 0), 0)).toBeLessThan(
    usual / 100,
  );
});
