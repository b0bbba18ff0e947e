import type { PaymentScore } from "@cfa/contract/insights";
import { latestLearning } from "@cfa/db/queries/insights/learned";
import { scoredWeeks, scoreOf, type ScoredWeekRow } from "@cfa/db/queries/insights/scores";
import type { CompanySnapshot } from "@cfa/db/queries/snapshot";
import type { Side } from "@cfa/db/tables/bills";
import { GIVEN_UP_BEYOND } from "@cfa/insights/standing-bill";
import { addDays, type LocalDate } from "@cfa/values/local-date";
import { paiseToJson } from "@cfa/values/money";

import { daysOfWeek } from "./learned.ts";

const NOTHING = { bills: 0, paid: 0, judged: 0, ranged: 0 };

/** What a learning of so many weeks ago said, against what happened since. One of the week before that day will do. */
export async function readScore(
  snapshot: CompanySnapshot,
  wanted: { side: Side; today: LocalDate; weeksAgo: number },
): Promise<PaymentScore> {
  const { side, today, weeksAgo } = wanted;
  const then = addDays(today, -7 * weeksAgo);
  const learning = await latestLearning(snapshot, { side, upTo: then, from: addDays(then, -6) });
  if (learning === undefined) return noScore(weeksAgo);
  const on = { side, asOf: learning.asOf };
  const score = await scoreOf(snapshot, { ...on, today, givenUpBeyond: GIVEN_UP_BEYOND });
  const weeks = await scoredWeeks(snapshot, { ...on, weeks: weeksAgo });
  const { bills, paid, judged, error, ranged, held } = score;
  const { backTest } = learning.company;
  return {
    weeksAgo,
    saidOn: learning.asOf,
    bills,
    paid,
    judged,
    error,
    plainError: backTest?.plainError ?? null,
    backTestError: backTest?.error ?? null,
    ranged,
    coverage: ranged === 0 ? null : held / ranged,
    weeks: weeks.map(({ week, expected, came }) => ({
      ...daysOfWeek(learning.asOf as LocalDate, week),
      expected: paiseToJson(expected),
      came: paiseToJson(came),
    })),
    cashError: cashErrorOf(weeks),
  };
}

function noScore(weeksAgo: number): PaymentScore {
  return {
    weeksAgo,
    saidOn: null,
    ...NOTHING,
    error: null,
    plainError: null,
    backTestError: null,
    coverage: null,
    weeks: [],
    cashError: null,
  };
}

/** Null where nothing came: there is nothing to measure by. */
function cashErrorOf(weeks: readonly ScoredWeekRow[]): number | null {
  const came = weeks.reduce((total, week) => total + Number(week.came), 0);
  const off = weeks.reduce((total, week) => total + Math.abs(Number(week.expected - week.came)), 0);
  return came <= 0 ? null : off / came;
}
