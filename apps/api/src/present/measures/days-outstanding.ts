import type { SideOnDay } from "@cfa/db/queries/rollups/side-totals";
import { countBack, type CountBack, type TradedMonth } from "@cfa/books/days-outstanding";
import type { DaysOutstanding } from "@cfa/contract/measures";
import { outstandingByMonth, tradedByMonth, type MonthSum } from "@cfa/db/queries/measures/by-month";
import type { CompanySnapshot } from "@cfa/db/queries/snapshot";
import { booksBegin } from "@cfa/db/queries/trial-balance";
import type { LocalDate } from "@cfa/values/local-date";
import { paiseToJson, sum } from "@cfa/values/money";
import { monthOf, monthsIn, type Period } from "@cfa/values/period";

import { readSideSums } from "../side.ts";

type Facts = { months: Period[]; traded: ReadonlyMap<string, bigint> };
type Point = CountBack & { asOf: LocalDate; outstanding: bigint };

/** Days outstanding on a day by count-back, and at the ends of so many months before. */
export async function readDaysOutstanding(
  snapshot: CompanySnapshot,
  { side, asOf }: SideOnDay,
  trendMonths: number,
): Promise<DaysOutstanding> {
  const traded = await tradedByMonth(snapshot, { side, upTo: asOf });
  const from = ((await booksBegin(snapshot)) ?? traded[0]?.month ?? asOf) as LocalDate;
  const facts: Facts = {
    months: from > asOf ? [] : monthsIn({ from, to: asOf }),
    traded: new Map(traded.map(({ month, amount }) => [month, amount])),
  };
  const now = pointOn({ asOf, outstanding: (await readSideSums(snapshot, asOf))[side].outstanding }, facts);
  const ends = trendMonths === 0 ? [] : facts.months.slice(0, -1).slice(-trendMonths);
  const grown = ends.length === 0 ? [] : await outstandingByMonth(snapshot, { side, upTo: asOf });
  const earlier = ends.map(({ to }) => pointOn({ asOf: to, outstanding: standingAt(to, grown) }, facts));
  return {
    side,
    ...presentPoint(now),
    steps: now.steps.map(({ month, traded, covered, days }) => ({
      month,
      traded: paiseToJson(traded),
      covered: paiseToJson(covered),
      days,
    })),
    trend: [...earlier, now].map(presentPoint),
  };
}

/** What was outstanding at the end of a month. */
function standingAt(end: LocalDate, grown: readonly MonthSum[]): bigint {
  return sum(grown.filter(({ month }) => month <= end).map(({ amount }) => amount));
}

/** The months' sums are whole up to the day looked at, which the last one ends with. */
function pointOn(
  { asOf, outstanding }: Pick<Point, "asOf" | "outstanding">,
  { months, traded }: Facts,
): Point {
  const past = months
    .filter((month) => month.to <= asOf)
    .map((month): TradedMonth => ({ month, traded: traded.get(monthOf(month.from).from) ?? 0n }));
  return { asOf, outstanding, ...countBack(outstanding, past) };
}

function presentPoint({ asOf, outstanding, days, isAtLeast }: Point) {
  return { asOf, outstanding: paiseToJson(outstanding), days, isAtLeast };
}
