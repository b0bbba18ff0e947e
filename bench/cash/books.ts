import { STATUTORY_CLASSES } from "@cfa/books/cash/cash-class";
import { deriveBooks } from "@cfa/books/test-sample-books";
import type { Stream } from "@cfa/insights/forecast/flows";
import { forecastCash } from "@cfa/insights/forecast/forecast-cash";
import type { LevelModel } from "@cfa/insights/forecast/level-model";
import type { CashBooks } from "@cfa/insights/money/cash-books";
import { forecastMoney } from "@cfa/insights/money/forecast-money";
import { sampleFlows } from "@cfa/insights/money/test-sample-flows";
import { dayNumber } from "@cfa/insights/payment-history";
import { makeSampleCompany, type SampleCompany } from "@cfa/testkit/sample-company/make-sample-company";
import type { Size } from "@cfa/testkit/sample-company/sizes";
import { addDays, day } from "@cfa/values/local-date";
import { levelModels } from "@cfa/worker/level-models/level-models";

import { booksCostAlone } from "./alone.ts";
import {
  addFound,
  foundDeposits,
  foundItems,
  foundStatutory,
  type Found,
  type TrueDeposit,
} from "./books-found.ts";
import { meanScore, rounded, scoreTold, type Scored } from "./books-score.ts";
import { toldByFlows, toldByFutures, toldByMoney, type Told } from "./books-told.ts";
import { otherFutures, weeklyNet, WEEKS } from "./futures.ts";
import { cashBooksOf, knownOn } from "./sample-books.ts";

/* Sample companies whose books are cut off thirteen weeks before their end, forecast from what was known, and held against the rest. */

export type BooksChoice = {
  size: Size;
  seeds: number;
  from: number;
  /** Of the oracle; null: as many as the size bears. */
  futures: number | null;
  plain: boolean;
};

/** The first morning ahead is that of July, so that the thirteen weeks end with the books. */
const AS_OF = day("2026-06-30");
const THROUGH = addDays(AS_OF, WEEKS * 7 + 1);
const FUTURES: Record<Size, number> = { S: 40, E: 20, M: 10 };

type Cost = { learn: number; forecast: number; oracle: number };
type Outcome = { methods: Record<string, Scored>; found: Record<string, Found>; cost: Cost };
type Slowest = { seconds: number; books: CashBooks | null };

/** Tells every company by all methods, prints a line for each and the table, and RESULT. */
export async function benchBooks({ size, seeds, from, futures, plain }: BooksChoice): Promise<void> {
  const models = plain ? [] : await levelModels();
  const outcomes: Outcome[] = [];
  let slowest: Slowest = { seconds: 0, books: null };
  for (let seed = from; seed < from + seeds; seed++) {
    const company = makeSampleCompany({ size, seed, through: THROUGH });
    const { books, ...outcome } = outcomeOf(company, models, futures ?? FUTURES[size]);
    if (outcome.cost.forecast > slowest.seconds) slowest = { seconds: outcome.cost.forecast, books };
    outcomes.push(outcome);
    console.log(lineOf(seed, outcome));
  }
  const methods = Object.fromEntries(
    Object.keys(outcomes[0]?.methods ?? {}).map((name) => [
      name,
      meanScore(outcomes.flatMap((one) => one.methods[name] ?? [])),
    ]),
  );
  const found = Object.fromEntries(
    Object.keys(outcomes[0]?.found ?? {}).map((name) => [
      name,
      sharesOf(addFound(outcomes.flatMap((one) => one.found[name] ?? []))),
    ]),
  );
  const seconds = Object.fromEntries(
    (["learn", "forecast", "oracle"] as const).map((name) => {
      const all = outcomes.map(({ cost }) => cost[name]);
      return [
        name,
        { mean: rounded(all.reduce((sum, each) => sum + each, 0) / all.length), most: Math.max(...all) },
      ];
    }),
  );
  console.table(methods);
  console.table(found);
  console.table(seconds);
  const alone = slowest.books === null ? null : rounding({ ...booksCostAlone(slowest.books, !plain) });
  console.table({ alone });
  console.log(`RESULT ${JSON.stringify({ size, from, seeds, methods, found, seconds, alone })}`);
}

function rounding(values: Readonly<Record<string, number>>): Record<string, number> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, rounded(value)]));
}

function outcomeOf(
  company: SampleCompany,
  models: readonly LevelModel[],
  futures: number,
): Outcome & { books: CashBooks } {
  const known = knownOn(company, AS_OF);
  const [books, learn] = timed(() => cashBooksOf(known));
  const [money, forecast] = timed(() => forecastMoney(books, { models }));
  const plain = forecastCash(
    { streams: books.streams, first: books.first, origin: dayNumber(AS_OF) + 1, grain: "day" },
    { seed: books.seed, isOpen: books.isOpen, models },
  );
  const [others, oracle] = timed(() => otherFutures(company, AS_OF, futures));
  const net = weeklyNet(company, AS_OF);
  const told: Record<string, Told> = {
    ours: toldByMoney(money),
    "flows alone": toldByFlows(plain),
    "last 13 weeks": toldByFutures([weeklyNet(known, addDays(AS_OF, -WEEKS * 7))]),
    oracle: toldByFutures(others),
  };
  const spending = usualSpending(books);
  const ahead = flowsAhead(company);
  const totals = { in: sizeOf(ahead, 1), out: sizeOf(ahead, -1) };
  const deposits = trueDeposits(ahead);
  const recurring = foundItems(money.items, company, AS_OF);
  const statutory = foundStatutory({ money, books, company, asOf: AS_OF });
  return {
    books,
    methods: Object.fromEntries(
      Object.entries(told).map(([name, each]) => [name, scoreTold(each, { net, totals, spending })]),
    ),
    found: {
      recurring,
      statutory,
      both: addFound([recurring, statutory]),
      deposits: foundDeposits(money.deposits, deposits, { anySize: false }),
      "deposits' days": foundDeposits(money.deposits, deposits, { anySize: true }),
    },
    cost: { learn, forecast, oracle },
  };
}

/** What went out in a usual week of the last half year. */
function usualSpending({ streams }: CashBooks): number {
  const from = dayNumber(AS_OF) - 26 * 7;
  const flows = streams
    .flatMap((stream) => stream.flows)
    .filter(({ day: on, amount }) => on > from && amount < 0);
  return flows.reduce((sum, { amount }) => sum - amount, 0) / 26;
}

/** What moved in the thirteen weeks after, by what it was for. */
function flowsAhead(company: SampleCompany): Stream[] {
  const from = dayNumber(AS_OF);
  const { streams } = sampleFlows(deriveBooks(company), company.through);
  return streams.map((stream) => ({
    ...stream,
    flows: stream.flows.filter(({ day: on }) => on > from && on <= from + WEEKS * 7),
  }));
}

function sizeOf(streams: readonly Stream[], sign: 1 | -1): number {
  const sizes = streams.flatMap(({ flows }) => flows.map(({ amount }) => Math.max(0, amount * sign)));
  return sizes.reduce((sum, each) => sum + each, 0);
}

function trueDeposits(streams: readonly Stream[]): TrueDeposit[] {
  return streams
    .filter((stream) => STATUTORY_CLASSES.some((name) => name === stream.class))
    .flatMap(({ class: of, flows }) =>
      flows
        .filter(({ amount }) => amount < 0)
        .map((flow) => ({ class: of, flow: { day: flow.day, amount: -flow.amount } })),
    );
}

function sharesOf({ told, right, asked, found }: Found) {
  return { precision: rounded(right / told), recall: rounded(found / asked), told, asked };
}

function lineOf(seed: number, { methods, found, cost }: Outcome): string {
  const scores = Object.entries(methods).map(
    ([name, { week, lowestError }]) => `${name} ${week === 1 ? "week" : "-"} ${lowestError.toFixed(2)}`,
  );
  const counts = Object.entries(found).map(
    ([name, one]) => `${name} ${one.right}/${one.told} ${one.found}/${one.asked}`,
  );
  return [
    seed,
    ...scores,
    ...counts,
    `${cost.learn.toFixed(1)}+${cost.forecast.toFixed(1)}+${cost.oracle.toFixed(1)} s`,
  ].join(" | ");
}

function timed<T>(work: () => T): [T, number] {
  const before = process.cpuUsage();
  const made = work();
  const { user, system } = process.cpuUsage(before);
  return [made, rounded((user + system) / 1e6)];
}
