import { sql } from "kysely";

import type { CompanyInsight } from "@cfa/insights/payment-insight";

import type { Side } from "../../tables/bills.ts";
import type { BooksReader } from "../snapshot.ts";
import type { LearningTry } from "./keep-learning.ts";

export type LearningRow = {
  asOf: string;
  learnedAt: Date;
  generation: bigint;
  model: string;
  seed: number;
  classEdges: number[];
  billsFrom: string;
  bills: number;
  olderBills: number;
  isWithoutTrees: boolean;
  company: CompanyInsight;
};

export type LearningTryRow = Omit<LearningTry, "side">;

/** What is expected in one of the weeks after the learning's day. `promised`: of that, of bills that their party has promised. */
export type ExpectedWeekRow = { week: number; expected: bigint; promised: bigint };

/** What was promised for one of the next 7 and 30 days. */
export type PromisedRow = { days7: bigint; days30: bigint };

/** The forecasts of a side together. */
export type ForecastSumRow = { bills: number; amount: bigint; notWithin180Days: bigint };

/** One learning as of a day: the learning to read from. */
export type LearnedOn = { side: Side; asOf: string };

/** A learning, and the day on which its bills and what people say are looked at. */
export type LearnedToday = LearnedOn & { today: string };

/** The latest learning of a side; of days from `from` on and up to `upTo`, where these are given. */
export async function latestLearning(
  reader: BooksReader,
  wanted: { side: Side; upTo?: string; from?: string },
): Promise<LearningRow | undefined> {
  const { side, upTo, from } = wanted;
  let query = reader.query
    .selectFrom("payment_learning")
    .select([
      "as_of as asOf",
      "learned_at as learnedAt",
      "generation",
      "model",
      "seed",
      "class_edges as classEdges",
      "bills_from as billsFrom",
      "bills",
      "older_bills as olderBills",
      "is_without_trees as isWithoutTrees",
      "company",
    ])
    .where("company_id", "=", reader.companyId)
    .where("side", "=", side);
  if (upTo !== undefined) query = query.where("as_of", "<=", upTo);
  if (from !== undefined) query = query.where("as_of", ">=", from);
  return query.orderBy("as_of", "desc").limit(1).executeTakeFirst();
}

/** The day of the first learning of a side that is kept. */
export async function firstLearnedOn(reader: BooksReader, side: Side): Promise<string | undefined> {
  const row = await reader.query
    .selectFrom("payment_learning")
    .select("as_of as asOf")
    .where("company_id", "=", reader.companyId)
    .where("side", "=", side)
    .orderBy("as_of")
    .limit(1)
    .executeTakeFirst();
  return row?.asOf;
}

/** How many bills of both sides the latest learnings are from. */
export async function billsLearnedFrom(reader: BooksReader): Promise<number> {
  const found = await sql<{ bills: number }>`
    select coalesce(sum(bills), 0)::int as bills from (
      select distinct on (side) bills from payment_learning where company_id = ${reader.companyId}
      order by side, as_of desc
    ) latest`.execute(reader.query);
  return found.rows[0]?.bills ?? 0;
}

/** How the latest try of a side ended; undefined: none was made. */
export async function latestTry(reader: BooksReader, side: Side): Promise<LearningTryRow | undefined> {
  return reader.query
    .selectFrom("learning_try")
    .select(["as_of as asOf", "tried_at as triedAt", "generation", "outcome", "failure"])
    .where("company_id", "=", reader.companyId)
    .where("side", "=", side)
    .executeTakeFirst();
}

/** The generation of the books; 0 before the first sync. */
export async function generationOf(reader: BooksReader): Promise<bigint> {
  const row = await reader.query
    .selectFrom("sync_state")
    .select("generation")
    .where("company_id", "=", reader.companyId)
    .executeTakeFirst();
  return row?.generation ?? 0n;
}

/** What a learning expects in each week after its day. */
export async function expectedByWeek(
  { companyId, query }: BooksReader,
  { side, asOf }: LearnedOn,
): Promise<ExpectedWeekRow[]> {
  const found = await sql<ExpectedWeekRow>`
    select w.week::int as week, round(sum(f.amount * w.chance::float8))::bigint as expected,
      round(coalesce(sum(f.amount * w.chance::float8) filter (where f.is_promised), 0))::bigint as promised
    from bill_forecast f cross join lateral unnest(f.weeks) with ordinality as w (chance, week)
    where f.company_id = ${companyId} and f.side = ${side} and f.as_of = ${asOf}::date
    group by w.week order by w.week`.execute(query);
  return found.rows;
}

/** What is open of bills that were promised for one of the first days after a learning's own. */
export async function promisedWithin(
  { companyId, query }: BooksReader,
  { side, asOf }: LearnedOn,
): Promise<PromisedRow> {
  const found = await sql<PromisedRow>`
    select coalesce(sum(amount) filter (where day <= ${asOf}::date + 7), 0)::bigint as "days7",
      coalesce(sum(amount) filter (where day <= ${asOf}::date + 30), 0)::bigint as "days30"
    from (
      select f.amount, (r.reason ->> 'day')::date as day
      from bill_forecast f cross join lateral jsonb_array_elements(f.reasons) as r (reason)
      where f.company_id = ${companyId} and f.side = ${side} and f.as_of = ${asOf}::date and f.is_promised
        and r.reason ->> 'kind' = 'promised'
    ) promised
    where day > ${asOf}::date`.execute(query);
  return found.rows[0] ?? { days7: 0n, days30: 0n };
}

/** The sums of a learning's forecasts. */
export async function forecastSum(
  { companyId, query }: BooksReader,
  { side, asOf }: LearnedOn,
): Promise<ForecastSumRow> {
  const found = await sql<ForecastSumRow>`
    select count(*)::int as bills, coalesce(sum(amount), 0)::bigint as amount,
      round(coalesce(sum(amount * never::float8), 0))::bigint as "notWithin180Days"
    from bill_forecast
    where company_id = ${companyId} and side = ${side} and as_of = ${asOf}::date`.execute(query);
  return found.rows[0] ?? { bills: 0, amount: 0n, notWithin180Days: 0n };
}
