import { sql } from "kysely";

import type { Side } from "../../tables/bills.ts";
import { openAsOf, tdsAwaitedAsOf } from "../open-as-of.ts";
import type { CompanySnapshot } from "../snapshot.ts";
import { withMoved } from "./moved.ts";

/** What is open on bills of one side whose due date (or bill date) has reached `place` of the days asked for. */
export type OpenAtPlace = { side: Side; place: number; amount: bigint; bills: number };

/** How many parties have anything on a side, and their unapplied money. */
export type SideCount = { side: Side; parties: number; unapplied: bigint };

/**
 * Open sums of both sides on a day, sorted into places: 0 for days before the first of `days`, 1 from it on, and so on. From
 * the sums by day, corrected by the bills that came or were settled later, and without those that wait for a tax certificate.
 */
export async function openAtPlaces(
  snapshot: CompanySnapshot,
  wanted: { asOf: string; days: readonly string[]; countedBy?: "due-date" | "bill-date" },
): Promise<OpenAtPlace[]> {
  const { asOf, days, countedBy = "due-date" } = wanted;
  const { companyId } = snapshot;
  const day = countedBy === "due-date" ? sql`b.due_date` : sql`b.date`;
  const found = await sql<OpenAtPlace>`
    select side, width_bucket(day, ${[...days]}::date[]) as place, sum(open)::bigint as amount, sum(bills)::int as bills
    from (
      select side, day, open, bills from open_by_day
      where company_id = ${companyId} and counted_by = ${countedBy} and bills <> 0
      union all
      select b.side, ${day}, -b.open, -1 from bill b
      where b.company_id = ${companyId} and b.date > ${asOf}::date and b.open <> 0
      union all
      select b.side, b.day, b.then - b.now, (b.then <> 0)::int - (b.now <> 0)::int
      from (
        select b.side, ${day} as day, b.open as now, ${openAsOf(asOf)} as then from bill b
        where b.company_id = ${companyId} and b.date <= ${asOf}::date and b.last_settled > ${asOf}::date
      ) b
      union all
      select t.side, t.day, -t.tds, -1
      from (
        select b.side, ${day} as day, ${tdsAwaitedAsOf(asOf)} as tds from bill b
        where b.company_id = ${companyId} and b.tds_awaited is not null and b.date <= ${asOf}::date
      ) t where t.tds <> 0
    ) each
    group by 1, 2
    having sum(bills) <> 0`.execute(snapshot.query);
  return found.rows;
}

/** What waits for a tax certificate on a day, by side; a side without any is left out. */
export async function tdsAwaitedSums(
  snapshot: CompanySnapshot,
  asOf: string,
): Promise<{ side: Side; amount: bigint; bills: number }[]> {
  const found = await sql<{ side: Side; amount: bigint; bills: number }>`
    select side, sum(tds)::bigint as amount, count(*)::int as bills
    from (
      select b.side, ${tdsAwaitedAsOf(asOf)} as tds from bill b
      where b.company_id = ${snapshot.companyId} and b.tds_awaited is not null and b.date <= ${asOf}::date
    ) each where tds <> 0 group by side`.execute(snapshot.query);
  return found.rows;
}

/** Parties with anything open or unapplied on a day, and what is unapplied, by side. */
export async function sideCounts(snapshot: CompanySnapshot, asOf: string): Promise<SideCount[]> {
  const { companyId } = snapshot;
  const found = await sql<SideCount>`
    ${withMoved(companyId, asOf)}
    select side.side, (coalesce(s.parties, 0) + coalesce(c.parties, 0))::int as parties,
           (coalesce(s.unapplied, 0) + coalesce(c.unapplied, 0))::bigint as unapplied
    from (values ('receivable'), ('payable')) side (side)
    left join side_sum s on s.company_id = ${companyId} and s.side = side.side
    left join (
      select e.side, sum(e.unapplied - coalesce(p.unapplied, 0)) as unapplied,
             sum((e.open <> 0 or e.unapplied <> 0)::int - coalesce((p.open <> 0 or p.unapplied <> 0)::int, 0)) as parties
      from exact e
      left join party_side p on p.company_id = ${companyId} and p.ledger_id = e.ledger_id and p.side = e.side
      group by e.side
    ) c on c.side = side.side`.execute(snapshot.query);
  return found.rows;
}
