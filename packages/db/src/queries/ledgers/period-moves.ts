import { addDays, day } from "@cfa/values/local-date";
import { monthOf, type Period } from "@cfa/values/period";
import { sql, type RawBuilder } from "kysely";

import type { CompanySnapshot } from "../snapshot.ts";

/** A ledger, what it opened the books with, and its moves before and in a period. Debit positive; `credit` is a size. */
export type PeriodMovesRow = {
  ledgerId: string;
  name: string;
  nameKey: string;
  group: string;
  groupPath: string[];
  isParty: boolean;
  isRevenue: boolean;
  carriesResult: boolean;
  opening: bigint;
  before: bigint;
  debit: bigint;
  credit: bigint;
};

/** One ledger, or those of income and expense; left out: all. */
type Choice = { ledgerId?: string; isRevenue?: true };

const LATEST = day("2199-12-31");

/**
 * Ledgers with their moves before and in a period, by name: whole months from their sums, the rest from lines. What moved before is all that ever
 * moved, which is kept, less what has since.
 */
export async function periodMoves(
  snapshot: CompanySnapshot,
  period: Period,
  choice: Choice = {},
): Promise<PeriodMovesRow[]> {
  const { companyId } = snapshot;
  const inside = splitByMonths(period);
  const since = splitByMonths({ from: period.from, to: LATEST });
  // Both begin on the same day: months are gone through once.
  const found = await sql<Omit<PeriodMovesRow, "groupPath"> & { groupPath: string }>`
    with moved as (
      select s.ledger_id, s.moved as before, 0 as debit, 0 as credit from ledger_sum s
      where s.company_id = ${companyId} ${chosen(companyId, choice, "s")}
      union all
      select m.ledger_id, m.credit - m.debit, case when m.month <= ${inside.months.to}::date then m.debit else 0 end,
        case when m.month <= ${inside.months.to}::date then m.credit else 0 end
      from ledger_month m
      where m.company_id = ${companyId} and m.month >= ${since.months.from}::date ${chosen(companyId, choice, "m")}
      union all
      select ledger_id, -amount, 0, 0 from (${linesOn(snapshot, since.days, choice)}) as later
      union all
      select ledger_id, 0, greatest(amount, 0), greatest(-amount, 0) from (${linesOn(snapshot, inside.days, choice)}) as edge
    ),
    summed as (
      select ledger_id, sum(before) as before, sum(debit) as debit, sum(credit) as credit
      from moved group by ledger_id
    )
    select l.ledger_id as "ledgerId", l.name, l.name_key as "nameKey", l.group_name as "group",
      array_to_json(l.group_path)::text as "groupPath", l.party_kind is not null as "isParty", l.is_revenue as "isRevenue",
      l.carries_result as "carriesResult", l.opening, coalesce(s.before, 0)::bigint as before,
      coalesce(s.debit, 0)::bigint as debit, coalesce(s.credit, 0)::bigint as credit
    from ledger l left join summed s using (ledger_id)
    where l.company_id = ${companyId} ${chosen(companyId, choice, "l")}
    order by l.name_key, l.ledger_id`.execute(snapshot.query);
  // Many ledgers stand in few groups: each path is read once.
  const paths = new Map<string, string[]>();
  return found.rows.map((row) => {
    const groupPath = paths.get(row.groupPath) ?? (JSON.parse(row.groupPath) as string[]);
    paths.set(row.groupPath, groupPath);
    return Object.assign(row, { groupPath });
  });
}

/** The lines of some stretches of days. */
function linesOn(
  { companyId }: CompanySnapshot,
  stretches: readonly Period[],
  choice: Choice,
): RawBuilder<unknown> {
  if (stretches.length === 0) return sql`select null::uuid as ledger_id, 0::bigint as amount where false`;
  const isAll = choice.ledgerId === undefined && choice.isRevenue === undefined;
  const parts = stretches.map(({ from, to }) =>
    // Of all ledgers, lines are reached by their vouchers' days, which have an index; both carry the same day.
    isAll
      ? sql`select p.ledger_id, p.amount from voucher v join posting p using (company_id, voucher_id)
          where v.company_id = ${companyId} and v.date between ${from}::date and ${to}::date`
      : sql`select p.ledger_id, p.amount from posting p
          where p.company_id = ${companyId} and p.date between ${from}::date and ${to}::date ${chosen(companyId, choice, "p")}`,
  );
  return sql.join(parts, sql` union all `);
}

/** Those of the rows of a table that stand on the chosen ledgers. */
function chosen(companyId: string, { ledgerId, isRevenue }: Choice, table: string): RawBuilder<unknown> {
  const id = sql.ref(`${table}.ledger_id`);
  if (ledgerId !== undefined) return sql`and ${id} = ${ledgerId}`;
  if (isRevenue === undefined) return sql``;
  return sql`and ${id} in (select r.ledger_id from ledger r where r.company_id = ${companyId} and r.is_revenue)`;
}

/**
 * A period as the months that lie whole in it and the days beside them. Without a whole month, `months` ends before it
 * begins and the days are the period itself.
 */
export function splitByMonths(period: Period): { months: Period; days: Period[] } {
  const [first, last] = [monthOf(period.from), monthOf(period.to)];
  const from = first.from === period.from ? first.from : addDays(first.to, 1);
  const to = last.to === period.to ? last.to : addDays(last.from, -1);
  const months = { from, to };
  if (from > to) return { months, days: [period] };
  const edges = [
    { from: period.from, to: addDays(from, -1) },
    { from: addDays(to, 1), to: period.to },
  ];
  return { months, days: edges.filter((edge) => edge.from <= edge.to) };
}
