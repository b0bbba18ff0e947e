import type { PaymentOverview } from "@cfa/contract/insights";
import {
  expectedByWeek,
  forecastSum,
  generationOf,
  latestLearning,
  latestTry,
  promisedWithin,
  type ExpectedWeekRow,
  type LearningRow,
} from "@cfa/db/queries/insights/learned";
import { classCounts } from "@cfa/db/queries/insights/parties";
import type { CompanySnapshot } from "@cfa/db/queries/snapshot";
import type { Side } from "@cfa/db/tables/bills";
import { addDays, type LocalDate } from "@cfa/values/local-date";
import { paiseToJson, sum } from "@cfa/values/money";

import { standingEdges } from "./class-edges.ts";

/** The learning that figures of a side come from. */
export type Learned = {
  readonly row: LearningRow;
  readonly learned: { asOf: string; learnedAt: string; isBehind: boolean };
};

/** The latest learning of a side; null: there is none yet. */
export async function readLearned(
  snapshot: CompanySnapshot,
  { side, today }: { side: Side; today: string },
): Promise<Learned | null> {
  const row = await latestLearning(snapshot, { side });
  if (row === undefined) return null;
  const { prompt, onTime, late } = await standingEdges(snapshot, today);
  const isBehind =
    row.generation !== (await generationOf(snapshot)) ||
    row.classEdges.join() !== [prompt, onTime, late].join();
  return { row, learned: { asOf: row.asOf, learnedAt: row.learnedAt.toISOString(), isBehind } };
}

/** What is learned of a side as a whole. */
export async function readOverview(
  snapshot: CompanySnapshot,
  { side, today }: { side: Side; today: string },
): Promise<PaymentOverview> {
  const tried = await latestTry(snapshot, side);
  const latest = tried && {
    asOf: tried.asOf,
    triedAt: tried.triedAt.toISOString(),
    outcome: tried.outcome,
    failure: tried.failure,
  };
  const found = await readLearned(snapshot, { side, today });
  const learned = found && (await learnedPart(snapshot, found, { side, today }));
  return { side, latestTry: latest ?? null, learned };
}

async function learnedPart(
  snapshot: CompanySnapshot,
  { row, learned }: Learned,
  { side, today }: { side: Side; today: string },
): Promise<NonNullable<PaymentOverview["learned"]>> {
  const on = { side, asOf: row.asOf };
  const sums = await forecastSum(snapshot, on);
  const weeks = await expectedByWeek(snapshot, on);
  const promised = await promisedWithin(snapshot, on);
  const later = sums.amount - sum(weeks.map(({ expected }) => expected));
  const { company } = row;
  return {
    ...learned,
    model: row.model,
    basis: company.basis,
    treeShare: company.treeShare,
    isFewData: company.isFewData,
    settled: company.settled,
    parties: company.parties,
    bills: row.bills,
    billsFrom: row.billsFrom,
    olderBills: row.olderBills,
    backTest: company.backTest,
    classes: (await classCounts(snapshot, { ...on, today })).map(({ amount, ...count }) => ({
      ...count,
      amount: paiseToJson(amount),
    })),
    forecast: {
      bills: sums.bills,
      amount: paiseToJson(sums.amount),
      notWithin180Days: paiseToJson(sums.notWithin180Days),
      weeks: weeks.map((week) => presentWeek(week, row.asOf as LocalDate)),
      later: paiseToJson(later > 0n ? later : 0n),
      promised: { days7: paiseToJson(promised.days7), days30: paiseToJson(promised.days30) },
    },
  };
}

function presentWeek({ week, expected, promised }: ExpectedWeekRow, asOf: LocalDate) {
  return { ...daysOfWeek(asOf, week), expected: paiseToJson(expected), promised: paiseToJson(promised) };
}

/** The days of a week after a day, from 1. */
export function daysOfWeek(asOf: LocalDate, week: number): { from: LocalDate; to: LocalDate } {
  return { from: addDays(asOf, 7 * (week - 1) + 1), to: addDays(asOf, 7 * week) };
}
