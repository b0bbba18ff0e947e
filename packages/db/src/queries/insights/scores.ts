import { sql } from "kysely";

import type { BooksReader } from "../snapshot.ts";
import type { LearnedOn, LearnedToday } from "./learned.ts";

/** What a learning said of its bills, against what has happened since. */
export type ScoreRow = {
  bills: number;
  paid: number;
  /** Paid, or still open after the day on which they were expected. */
  judged: number;
  /** Mean days between expected and paid; of an open one those so far. */
  error: number | null;
  /** Paid, or open beyond their range. */
  ranged: number;
  /** Of these, paid within it. */
  held: number;
};

/** Of one week: what was expected of these bills, and what came. */
export type ScoredWeekRow = { week: number; expected: bigint; came: bigint };

/** How far the model looks: a day later than that is none. */
const REACH_DAYS = 400;

/** What is left of a bill that counts as paid: rounding, in paise. */
const ROUNDING = 100;

/**
 * What was said on a day in the past against what happened up to today. A bill is paid, as in what is learned, when nothing is left but tax
 * whose certificate is awaited and a difference that was written off; on the day of its last money, where money came. One that left the
 * books, or was paid by then already, is left out. `givenUpBeyond`: a write-off of more than one in so many parts of its bill gives the bill up.
 */
export async function scoreOf(
  { companyId, query }: BooksReader,
  { side, asOf, today, givenUpBeyond }: LearnedToday & { givenUpBeyond: number },
): Promise<ScoreRow> {
  const found = await sql<ScoreRow>`
    with seen as (
      select coalesce(f.median, f.as_of + ${REACH_DAYS}::int) as median, coalesce(f.low, f.as_of + ${REACH_DAYS}::int) as low,
        coalesce(f.high, f.as_of + ${REACH_DAYS}::int) as high, p.paid
      from bill_forecast f
      join bill b on b.company_id = f.company_id and b.bill_id = f.bill_id
      cross join lateral (
        select sum(s.amount) filter (where not o.is_written_off) as settled, sum(s.amount) filter (where o.is_written_off) as written_off,
          max(s.date) filter (where v.kind in ('receipt', 'payment')) as money_on,
          max(s.date) filter (where not o.is_written_off) as settled_on
        from settlement s
        cross join lateral (select s.basis = 'corrected' and s.voucher_id is null as is_written_off) o
        left join voucher v on v.company_id = s.company_id and v.voucher_id = s.voucher_id
        where s.company_id = b.company_id and s.bill_id = b.bill_id and s.basis in (b.basis, 'corrected')
          and s.date <= ${today}::date
      ) w
      cross join lateral (
        select case when b.amount - w.settled <= ${ROUNDING}::int
            + case when b.tds_from <= ${today}::date then b.tds_awaited else 0 end
            + case when w.written_off * ${givenUpBeyond}::int <= b.amount then w.written_off else 0 end
          then coalesce(w.money_on, w.settled_on) end as paid
      ) p
      where f.company_id = ${companyId} and f.side = ${side} and f.as_of = ${asOf}::date
        and (p.paid is null or p.paid > f.as_of)
    )
    select count(*)::int as bills, count(paid)::int as paid,
      (count(*) filter (where paid is not null or median < ${today}::date))::int as judged,
      (avg(abs(coalesce(paid, ${today}::date) - median)) filter (where paid is not null or median < ${today}::date))::float8
        as error,
      (count(*) filter (where paid is not null or high < ${today}::date))::int as ranged,
      (count(*) filter (where paid between low and high))::int as held
    from seen`.execute(query);
  return found.rows[0] ?? { bills: 0, paid: 0, judged: 0, error: null, ranged: 0, held: 0 };
}

/** The weeks after that day which have passed: what was expected of these bills and what came. */
export async function scoredWeeks(
  { companyId, query }: BooksReader,
  { side, asOf, weeks }: LearnedOn & { weeks: number },
): Promise<ScoredWeekRow[]> {
  const found = await sql<ScoredWeekRow>`
    with said as (
      select f.bill_id, f.as_of, f.amount, f.weeks, b.basis from bill_forecast f
      join bill b on b.company_id = f.company_id and b.bill_id = f.bill_id
      where f.company_id = ${companyId} and f.side = ${side} and f.as_of = ${asOf}::date
    ), came as (
      select ((s.date - said.as_of - 1) / 7 + 1) as week, sum(s.amount)::bigint as came
      from said join settlement s on s.company_id = ${companyId} and s.bill_id = said.bill_id
        and s.basis in (said.basis, 'corrected') and not (s.basis = 'corrected' and s.voucher_id is null)
        and s.date > said.as_of and s.date <= said.as_of + 7 * ${weeks}::int
      group by 1
    )
    select n.week, coalesce((select round(sum(said.amount * said.weeks[n.week]::float8)) from said), 0)::bigint as expected,
      coalesce(came.came, 0)::bigint as came
    from generate_series(1, ${weeks}::int) as n (week) left join came on came.week = n.week
    order by n.week`.execute(query);
  return found.rows;
}
