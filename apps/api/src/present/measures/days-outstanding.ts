import type { SideOnDay } from "@cfa/db/queries/rollups/side-totals";
import { countBack, type CountBack, type TradedMonth } from "@cfa/books/days-outstanding";
import type { DaysOutstanding } from "@cfa/contract/measures";
import { outstandingByMonth, tradedByMonth, type MonthSum } from "@cfa/db/queries/measures/by-month";
import type { CompanySnapshot } from "@cfa/db/queries/snapshot";
import { booksBegin } from "@cfa/db/queries/trial-balance";
import { addDays, type LocalDate } from "@cfa/values/local-date";
import { paiseToJson } from "@cfa/values/money";
import { monthOf, monthsIn, type Period } from "@cfa/values/period";

type Facts = { months: Period[]; traded: ReadonlyMap<string, bigint>; grown: readonly MonthSum[] };
type Point = CountBack & { asOf: LocalDate; outstanding: bigint };

/** Days outstanding on a day by count-back, and at the ends of so many months before. */
export async function readDaysOutstanding(
  snapshot: CompanySnapshot,
  { side, asOf }: SideOnDay,
  trendMonths: number,
): Promise<DaysOutstanding> {
  const traded = await tradedByMonth(snapshot, { side, upTo: asOf });
  const grown = await outstandingByMonth(snapshot, { side, upTo: asOf });
  const from = ((await booksBegin(snapshot)) ?? traded[0]?.month ?? asOf) as LocalDate;
  const facts: Facts = {
    months: from > asOf ? [] : monthsIn({ from, to: asOf }),
    traded: new Map(traded.map(({ month, amount }) => [month, amount])),
    grown,
  };
  const now = pointOn(asOf, facts);
  const ends = facts.months.slice(0, -1).map((month) => month.to);
  const earlier = trendMonths === 0 ? [] : ends.slice(-trendMonths).map((end) => pointOn(end, facts));
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

/** The months' sums are whole up to the day looked at, which the last one ends with. */
function pointOn(asOf: LocalDate, { months, traded, grown }: Facts): Point {
  const nextMonth = addDays(monthOf(asOf).to, 1);
  const outstanding = grown
    .filter(({ month }) => month < nextMonth)
    .reduce((sum, { amount }) => sum + amount, 0n);
  const past = months
    .filter((month) => month.to <= asOf)
    .map((month): TradedMonth => ({ month, traded: traded.get(monthOf(month.from).from) ?? 0n }));
  return { asOf, outstanding, ...countBack(outstanding, past) };
}

function presentPoint({ asOf, outstanding, days, isAtLeast }: Point) {
  return { asOf, outstanding: paiseToJson(outstanding), days, isAtLeast };
}
