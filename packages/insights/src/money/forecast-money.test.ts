import { day } from "@cfa/values/local-date";
import { describe, expect, test } from "vitest";

import { dayIn } from "../forecast/months.ts";
import { netOf } from "../forecast/paths.ts";
import { monthly, noise, ORIGIN, RUPEES } from "../forecast/test-ledger.ts";
import type { CashBooks } from "./cash-books.ts";
import { dayNumber } from "../payment-history.ts";
import { daysAhead } from "./days-ahead.ts";
import { forecastWithPaths } from "./forecast-money.ts";
import type { MoneyForecast } from "./money-forecast.ts";
import {
  AS_OF,
  billOf,
  booksOf,
  depositsOf,
  GST,
  mean,
  monthlyBills,
  MONTHS,
  sideOf,
  simulated,
  streamIn,
} from "./test-money-books.ts";

const OPTIONS = { paths: 100 };
const told = (books: CashBooks) => forecastWithPaths(books, OPTIONS);

const rent = monthly(
  (month) => dayIn(month, 5),
  () => 4_000,
);
const gst = MONTHS.map((month) => ({ day: dayIn(month, 20), amount: -700 * RUPEES }));

function company(given: Partial<CashBooks> = {}): CashBooks {
  const customers = sideOf("customer", [
    ...monthlyBills("agarwal", { date: 3, after: 45, rupees: 9_000 }),
    ...monthlyBills("bose", { date: 17, after: 20, rupees: 6_000 }),
  ]);
  const suppliers = sideOf("supplier", monthlyBills("mills", { date: 10, after: 35, rupees: 7_000 }));
  return booksOf({
    available: 50_000 * RUPEES,
    streams: [
      ...customers.streams,
      ...suppliers.streams,
      streamIn("rent", rent),
      streamIn("gst", gst),
      streamIn("expense", noise(3, 4, -1)),
    ],
    sides: { customer: customers.part, supplier: suppliers.part },
    deposits: depositsOf([GST], 700),
    ...given,
  });
}

describe("a whole company", () => {
  const { forecast, paths } = told(company());

  test("classes add up to the net on every path, opening and flows to the balance", () => {
    const net = netOf(paths);
    for (let at = 0; at < net.length; at++) {
      const sum = paths.lines.reduce(
        (total, { direction, sums }) => total + (direction === "in" ? 1 : -1) * (sums[at] ?? 0),
        0,
      );
      expect(Math.abs(sum - (net[at] ?? 0))).toBeLessThan(1);
    }
    let running = forecast.opening;
    for (const week of forecast.weeks) {
      running += week.in.mean - week.out.mean;
      expect(Math.abs(week.balance.mean - running)).toBeLessThan(10);
    }
  });

  test("thirty days are four weeks and two days of the same paths, and as many days as a week are that week", () => {
    const { month, weeks, opening } = forecast;
    expect(month.days).toBe(30);
    for (const direction of ["in", "out"] as const) {
      const ofWeeks = weeks.slice(0, 4).reduce((sum, week) => sum + week[direction].mean, 0);
      const twoDays = paths.lines
        .filter((line) => line.direction === direction)
        .flatMap(({ sums }) =>
          Array.from({ length: paths.count }, (_, path) =>
            sums.slice(path * paths.days + 28, path * paths.days + 30),
          ),
        )
        .reduce((sum, [a = 0, b = 0]) => sum + a + b, 0);
      expect(Math.abs(month[direction].mean - ofWeeks - twoDays / paths.count)).toBeLessThan(10);
      const classes = month.classes.filter((each) => each.direction === direction);
      const ofClasses = classes.reduce((sum, each) => sum + each.mean, 0);
      expect(Math.abs(month[direction].mean - ofClasses)).toBeLessThan(10);
    }
    expect(Math.abs(month.balance.mean - opening - month.in.mean + month.out.mean)).toBeLessThan(10);
    const week = daysAhead(paths, { days: 7, origin: ORIGIN, opening });
    expect(Math.abs(week.in.mean - (weeks[0]?.in.mean ?? 0))).toBeLessThan(10);
    expect(week.out.quantiles).toEqual(weeks[0]?.out.quantiles);
  });

  test("the lowest of thirty days is no higher than the end of any of them, on a day that lies within", () => {
    const { month, asOf } = forecast;
    month.lowest.balance.quantiles.forEach((each, at) =>
      expect(each).toBeLessThanOrEqual(month.balance.quantiles[at] ?? 0),
    );
    const within = month.lowest.day - dayNumber(asOf);
    expect(within).toBeGreaterThanOrEqual(1);
    expect(within).toBeLessThanOrEqual(30);
  });

  test("what is stored for scenarios is the same money", () => {
    const { base } = forecast;
    expect(base.net).toHaveLength(13 * 100);
    const last = base.net.slice(12 * 100).reduce((sum, each) => sum + each, 0) / 100;
    expect(Math.abs(last - (forecast.weeks[12]?.net.mean ?? 0))).toBeLessThan(RUPEES);
  });

  test("money of parties comes by their bills, of each once", () => {
    const kinds = new Set(paths.lines.map((line) => line.class));
    expect(kinds.has("customer")).toBe(false);
    expect(kinds.has("supplier")).toBe(false);
    const own = simulated(company()).paths;
    const bills = mean(own, "customer-open") + mean(own, "customer-new");
    const due = 9_000 + 6_000 + 2 * 6_000 + 9_000; // both open ones, then those of 17 January, of 17 February and of 3 February
    expect(Math.abs(bills - due)).toBeLessThan(0.05 * due);
  });

  test("a class that is deposited by the law's days is drawn by them alone", () => {
    const own = simulated(company());
    expect(own.items.filter((item) => item.class === "gst")).toEqual([]);
    expect(Math.abs(mean(own.paths, "gst") - 3 * 700)).toBeLessThan(150);
  });

  test("the same books give the same figures, another seed others", () => {
    expect(told(company()).forecast).toEqual(forecast);
    expect(told(company({ seed: 6 })).forecast.weeks).not.toEqual(forecast.weeks);
  });

  test("what sets the worst paths apart names parts of the books", () => {
    expect(forecast.drivers.length).toBeGreaterThan(0);
    expect(forecast.drivers.length).toBeLessThanOrEqual(10);
  });

  test("no chance of going below the floor is told before it was worth saying", () => {
    expect(told(company({ floor: 10_000 * RUPEES })).forecast.chanceBelow).toBe(null);
  });
});

const none = { customer: { bills: [], forecasts: [] }, supplier: { bills: [], forecasts: [] } };
const bills = sideOf("customer", monthlyBills("agarwal", { after: 45 }));
const short = sideOf("customer", [
  billOf("agarwal", ORIGIN - 12, ORIGIN - 3),
  billOf("agarwal", ORIGIN - 6, null),
]);

const HOSTILE: Record<string, { books: CashBooks; knowledge: MoneyForecast["knowledge"]; doubts: string[] }> =
  {
    nothing: { books: booksOf(), knowledge: "none", doubts: ["no-flows", "no-bills"] },
    "two weeks": {
      books: booksOf({
        first: ORIGIN - 14,
        streams: short.streams,
        sides: { ...none, customer: short.part },
      }),
      knowledge: "learning",
      doubts: ["nothing-learned"],
    },
    "bills and no bank": {
      books: booksOf({ sides: { ...none, customer: bills.part } }),
      knowledge: "learning",
      doubts: ["no-flows", "nothing-learned"],
    },
    "one giant payment": {
      books: booksOf({
        streams: [
          streamIn("assets", [{ day: ORIGIN - 200, amount: -9e14 }]),
          streamIn("sales", noise(3, 8, 1)),
        ],
      }),
      knowledge: "enough",
      doubts: ["no-bills", "one-sum"],
    },
    "overdrawn beyond the limit": {
      books: company({ available: -90_000 * RUPEES, floor: 0 }),
      knowledge: "enough",
      doubts: ["nothing-learned"],
    },
    "a gap of a year": {
      books: booksOf({
        streams: [
          streamIn(
            "expense",
            noise(4, 8, -1).filter(({ day: on }) => on < ORIGIN - 500 || on > ORIGIN - 135),
          ),
        ],
      }),
      knowledge: "enough",
      doubts: ["no-bills", "gap"],
    },
    "stopped last year": {
      books: booksOf({
        streams: [
          streamIn(
            "sales",
            noise(4, 8, 1).filter(({ day: on }) => on < ORIGIN - 365),
          ),
        ],
      }),
      knowledge: "enough",
      doubts: ["no-bills", "stopped"],
    },
  };

test.each(Object.entries(HOSTILE))("%s gives finite figures that say how far they are known", (_, given) => {
  const { forecast } = told(given.books);
  expect(forecast.knowledge).toBe(given.knowledge);
  expect(forecast.doubts).toEqual(given.doubts);
  expect(forecast.weeks).toHaveLength(13);
  for (const week of forecast.weeks)
    for (const { quantiles, mean: average } of [week.in, week.out, week.net, week.balance])
      expect([...quantiles, average].every(Number.isFinite)).toBe(true);
  const { balance, day: on } = forecast.lowest;
  expect([...balance.quantiles].every(Number.isFinite)).toBe(true);
  expect(on >= ORIGIN && on < ORIGIN + 91).toBe(true);
  expect(forecast.asOf).toBe(AS_OF);
  expect(AS_OF).toBe(day("2027-01-03"));
});

test("a company that stopped a year ago is not said to go on as before", () => {
  const { forecast } = told(HOSTILE["stopped last year"]?.books ?? booksOf());
  const sum = forecast.weeks.reduce((total, week) => total + (week.in.quantiles[3] ?? 0), 0);
  expect(sum).toBeLessThan(1_000 * RUPEES);
});
