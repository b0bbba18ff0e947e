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

const EARLIEST = day("1900-01-01");

/** Every ledger, or one, with its moves before and in a period, by name: whole months from their sums, the rest from lines. */
export async function periodMoves(
  snapshot: CompanySnapshot,
  period: Period,
  choice: { ledgerId?: string } = {},
): Promise<PeriodMovesRow[]> {
  const { companyId } = snapshot;
  const before = { from: EARLIEST, to: addDays(period.from, -1) };
  const found = await sql<PeriodMovesRow>`
    with moved as (
      select ledger_id, debit - credit as before, 0 as debit, 0 as credit
      from (${movesIn(snapshot, before, choice)}) as earlier
      union all
      select ledger_id, 0, debit, credit from (${movesIn(snapshot, period, choice)}) as inside
    ),
    summed as (
      select ledger_id, sum(before) as before, sum(debit) as debit, sum(credit) as credit
      from moved group by ledger_id
    )
    select l.ledger_id as "ledgerId", l.name, l.name_key as "nameKey", l.group_name as "group",
      l.group_path as "groupPath", l.party_kind is not null as "isParty", l.is_revenue as "isRevenue",
      l.carries_result as "carriesResult", l.opening, coalesce(s.before, 0)::bigint as before,
      coalesce(s.debit, 0)::bigint as debit, coalesce(s.credit, 0)::bigint as credit
    from ledger l left join summed s using (ledger_id)
    where l.company_id = ${companyId} ${choice.ledgerId === undefined ? sql`` : sql`and l.ledger_id = ${choice.ledgerId}`}
    order by l.name_key, l.ledger_id`.execute(snapshot.query);
  return found.rows;
}

/** Debits and credits of a period: one row for each ledger and whole month, and one for each line of the days beside them. */
function movesIn(
  { companyId }: CompanySnapshot,
  period: Period,
  { ledgerId }: { ledgerId?: string },
): RawBuilder<unknown> {
  const { months, days } = splitByMonths(period);
  const one = (table: string) =>
    ledgerId === undefined ? sql`` : sql`and ${sql.ref(`${table}.ledger_id`)} = ${ledgerId}`;
  const parts = [
    sql`select m.ledger_id, m.debit, m.credit from ledger_month m
      where m.company_id = ${companyId} and m.month between ${months.from}::date and ${months.to}::date ${one("m")}`,
    // Of all ledgers, lines are reached by their vouchers' days, which have an index; both carry the same day.
    ...days.map(({ from, to }) =>
      ledgerId === undefined
        ? sql`select p.ledger_id, greatest(p.amount, 0), greatest(-p.amount, 0)
          from voucher v join posting p using (company_id, voucher_id)
          where v.company_id = ${companyId} and v.date between ${from}::date and ${to}::date`
        : sql`select p.ledger_id, greatest(p.amount, 0), greatest(-p.amount, 0) from posting p
          where p.company_id = ${companyId} and p.date between ${from}::date and ${to}::date ${one("p")}`,
    ),
  ];
  return sql.join(parts, sql` union all `);
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
