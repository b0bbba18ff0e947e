import { sql } from "kysely";

import type { CompanySnapshot } from "../snapshot.ts";

export type LedgerPlace = { nameKey: string; ledgerId: string };

/** A ledger's balance on the day of a tie-out, ours and Tally's, debit positive. `worked`: what all others leave for it. */
export type LedgerBeside = LedgerPlace & {
  ledger: string;
  group: string;
  ours: bigint;
  tally: bigint | null;
  isForeign: boolean;
};

/**
 * A page of all ledgers by name, ours beside Tally's. As Tally shows them: revenue ledgers hold the financial year alone when it is
 * not the books' first; Profit & Loss A/c is as the tie-out worked it out.
 */
export async function ledgersBeside(
  snapshot: CompanySnapshot,
  wanted: { asOf: string; yearFrom: string | null; limit: number; after: LedgerPlace | null },
): Promise<LedgerBeside[]> {
  const { asOf, yearFrom, limit, after } = wanted;
  const { companyId } = snapshot;
  const next =
    after === null ? sql`` : sql`and (l.name_key, l.ledger_id) > (${after.nameKey}, ${after.ledgerId}::uuid)`;
  const found = await sql<LedgerBeside>`
    select l.ledger_id as "ledgerId", l.name_key as "nameKey", l.name as ledger, l.group_name as "group",
           l.is_foreign as "isForeign", b.closing as tally,
           coalesce(t.ours, (case when y.is_year then 0 else l.opening end)
             + coalesce((select sum(m.debit - m.credit) from ledger_month m
                         where m.company_id = l.company_id and m.ledger_id = l.ledger_id
                           and m.month < date_trunc('month', ${asOf}::date)::date
                           and (not y.is_year or m.month >= ${yearFrom}::date)), 0)
             + coalesce((select sum(p.amount) from posting p
                         where p.company_id = l.company_id and p.ledger_id = l.ledger_id
                           and p.date >= date_trunc('month', ${asOf}::date)::date and p.date <= ${asOf}::date), 0))::bigint as ours
    from (
      select * from ledger l where l.company_id = ${companyId} ${next}
      order by l.name_key, l.ledger_id limit ${limit}
    ) l
    cross join lateral (select l.is_revenue and ${yearFrom}::date is not null as is_year) y
    left join tally_balance b on b.company_id = ${companyId} and b.name_key = l.name_key
    left join tie_out_ledger t on t.company_id = ${companyId} and l.carries_result and t.ledger_id = l.ledger_id
    order by l.name_key, l.ledger_id`.execute(snapshot.query);
  return found.rows;
}

/** A ledger with what it opened with. */
export type TiedLedger = { name: string; nameKey: string; opening: bigint; isRevenue: boolean };

/** One ledger; undefined when the company has none of this id. */
export async function tiedLedger(
  snapshot: CompanySnapshot,
  ledgerId: string,
): Promise<TiedLedger | undefined> {
  const found = await sql<TiedLedger>`
    select name, name_key as "nameKey", opening, is_revenue as "isRevenue" from ledger
    where company_id = ${snapshot.companyId} and ledger_id = ${ledgerId}`.execute(snapshot.query);
  return found.rows[0];
}

/** What moved a ledger, by month up to a day, debit positive. */
export async function ledgerMonths(
  snapshot: CompanySnapshot,
  wanted: { ledgerId: string; asOf: string },
): Promise<{ month: string; moved: bigint }[]> {
  const { ledgerId, asOf } = wanted;
  const found = await sql<{ month: string; moved: bigint }>`
    select to_char(m.month, 'YYYY-MM') as month,
           (m.debit - m.credit - case when m.month = date_trunc('month', ${asOf}::date)::date then coalesce((
              select sum(p.amount) from posting p
              where p.company_id = m.company_id and p.ledger_id = m.ledger_id and p.date > ${asOf}::date
                and p.date < m.month + interval '1 month'), 0) else 0 end)::bigint as moved
    from ledger_month m
    where m.company_id = ${snapshot.companyId} and m.ledger_id = ${ledgerId} and m.month <= ${asOf}::date
    order by m.month`.execute(snapshot.query);
  return found.rows;
}

/** Tally's balances at month ends of a ledger, where it was asked for them; debit positive. */
export async function tallyMonthEnds(
  snapshot: CompanySnapshot,
  nameKey: string,
): Promise<{ day: string; closing: bigint }[]> {
  const found = await sql<{ day: string; closing: bigint }>`
    select day, closing from tally_month_end
    where company_id = ${snapshot.companyId} and name_key = ${nameKey} order by day`.execute(snapshot.query);
  return found.rows;
}
