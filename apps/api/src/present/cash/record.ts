import type { CashScore } from "@cfa/contract/cash-forecast";
import { cashForecast, type CashForecastRow } from "@cfa/db/queries/cash/forecasts";
import { cashSaid, saidOfAccounts } from "@cfa/db/queries/cash/cash-settings";
import { moneyMoved, type MoneyWeekRow } from "@cfa/db/queries/cash/money-moved";
import type { CompanySnapshot } from "@cfa/db/queries/snapshot";
import type { StoredSpread } from "@cfa/db/tables/cash";
import { addDays, formatDay, type LocalDate } from "@cfa/values/local-date";
import { formatRupeesShort, paiseToJson } from "@cfa/values/money";

import { readPurposes } from "./accounts.ts";
import { paiseOf, weekFrom } from "./forecast.ts";

const WEEKS_AGO = [4, 8, 13];
const LOW = 1; // places of 10 and 90 % among the quantiles
const MIDDLE = 3;
const HIGH = 5;

/** What was forecast some weeks ago, against what came on the accounts that count now. A forecast of the week before that day will do. */
export async function readRecord(snapshot: CompanySnapshot, today: LocalDate): Promise<CashScore[]> {
  const { money } = await readPurposes(snapshot);
  const saidOf = saidOfAccounts(await cashSaid(snapshot));
  const moneyIds = money.filter(({ guid }) => !saidOf(guid).isLeftOut).map(({ ledgerId }) => ledgerId);
  const scores: CashScore[] = [];
  for (const weeksAgo of WEEKS_AGO) {
    const then = addDays(today, -7 * weeksAgo);
    const row = await cashForecast(snapshot, { upTo: then, from: addDays(then, -6) });
    if (row === undefined) {
      scores.push(noScore(weeksAgo));
      continue;
    }
    const asOf = row.as_of as LocalDate;
    const days = { from: addDays(asOf, 1), to: addDays(asOf, 7 * weeksAgo) };
    const moved = await moneyMoved(snapshot, { moneyIds, ...days });
    scores.push(scoreOf(row, { weeksAgo, moved }));
  }
  return scores;
}

function noScore(weeksAgo: number): CashScore {
  const nothing = { expected: "0", came: "0", error: "0", weeksOfSpending: null, coverage: null };
  return {
    weeksAgo,
    saidOn: null,
    weeks: [],
    ...nothing,
    text: `There was no forecast ${weeksAgo} weeks ago.`,
  };
}

function scoreOf(
  row: CashForecastRow,
  { weeksAgo, moved }: { weeksAgo: number; moved: readonly MoneyWeekRow[] },
): CashScore {
  const weeks = row.weeks.slice(0, weeksAgo).map((week, at) => {
    const { in: inflow = 0n, out = 0n } = moved.find((each) => each.week === at) ?? {};
    const came = { in: Number(inflow), out: Number(out), net: Number(inflow - out) };
    return { week, came };
  });
  const expected = weeks.reduce((sum, { week }) => sum + week.net.mean, 0);
  const came = weeks.reduce((sum, each) => sum + each.came.net, 0);
  const spent = weeks.reduce((sum, each) => sum + each.came.out, 0);
  const error = Math.abs(expected - came);
  const weeksOfSpending = spent > 0 ? (error * weeks.length) / spent : null;
  const judged = weeks.flatMap(({ week, came: own }) => [
    isWithin(week.in, own.in),
    isWithin(week.out, own.out),
  ]);
  const held = judged.filter(Boolean).length;
  return {
    weeksAgo,
    saidOn: row.as_of,
    weeks: weeks.map(({ week, came: own }) => ({
      ...weekFrom(week.from),
      in: saidAndCame(week.in, own.in),
      out: saidAndCame(week.out, own.out),
      net: saidAndCame(week.net, own.net),
    })),
    expected: paiseOf(expected),
    came: paiseOf(came),
    error: paiseToJson(BigInt(Math.round(error))),
    weeksOfSpending,
    coverage: judged.length === 0 ? null : held / judged.length,
    text: sentence({
      row,
      weeks: weeks.length,
      expected,
      came,
      error,
      weeksOfSpending,
      held,
      of: judged.length,
    }),
  };
}

function isWithin({ quantiles }: StoredSpread, came: number): boolean {
  return came >= (quantiles[LOW] ?? 0) && came <= (quantiles[HIGH] ?? 0);
}

function saidAndCame({ quantiles }: StoredSpread, came: number) {
  const at = (place: number) => paiseOf(quantiles[place] ?? 0);
  return { low: at(LOW), expected: at(MIDDLE), high: at(HIGH), came: paiseOf(came) };
}

function rupees(sum: number): string {
  return formatRupeesShort(BigInt(Math.round(sum)));
}

function sentence(of: {
  row: CashForecastRow;
  weeks: number;
  expected: number;
  came: number;
  error: number;
  weeksOfSpending: number | null;
  held: number;
  of: number;
}): string {
  const spending =
    of.weeksOfSpending === null ? "" : `, ${of.weeksOfSpending.toFixed(1)} weeks of what is spent`;
  return (
    `Over the ${of.weeks} weeks after ${formatDay(of.row.as_of as LocalDate)} we expected ${rupees(of.expected)} to remain; ` +
    `${rupees(of.came)} did. That is ${rupees(of.error)} apart${spending}. ` +
    `${of.held} of ${of.of} weekly sums lay in the range that is to hold four of five.`
  );
}
