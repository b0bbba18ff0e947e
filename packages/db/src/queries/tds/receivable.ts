import { sql, type RawBuilder } from "kysely";

import type { Side } from "../../tables/bills.ts";
import { billColumns, type BillRow } from "../bills.ts";
import { tdsAwaitedAsOf } from "../open-as-of.ts";
import type { CompanySnapshot } from "../snapshot.ts";

/** A ledger whose name may be that of a TDS ledger. */
export type TdsLedgerRow = { ledgerId: string; name: string; root: string };

/** What of one party and financial year is awaited and has been booked. Without a party: of vouchers that are not of just one. */
export type TdsYearRow = {
  ledgerId: string | null;
  name: string | null;
  year: number; // in which the financial year begins
  awaited: bigint;
  bills: number;
  received: bigint;
};

/** Ledgers whose name may be that of a TDS ledger, and that are no party. */
export async function tdsLedgers({ companyId, query }: CompanySnapshot): Promise<TdsLedgerRow[]> {
  const found = await sql<TdsLedgerRow>`
    select ledger_id as "ledgerId", name, root from ledger
    where company_id = ${companyId} and home_side is null
      and (name_key like '%tds%' or name_key like '%tax deducted%')
    order by name_key`.execute(query);
  return found.rows;
}

/** A bill that is open for the tax alone that its party kept back. */
export type TdsBillRow = BillRow & {
  party: string;
  nameKey: string; // of party and bill, to find it by
  since: string; // the day from which the tax is awaited
};

/**
 * TDS by party and financial year up to a day, the largest sums awaited first: of bills by their day, of what was booked by the
 * voucher's. `into`: ledgers that stand under another party, each with that one's.
 */
export async function tdsByYear(
  { companyId, query }: CompanySnapshot,
  wanted: { asOf: string; tdsLedgerIds: readonly string[]; into: readonly (readonly [string, string])[] },
): Promise<TdsYearRow[]> {
  const found = await sql<TdsYearRow>`
    with merged as (
      select * from unnest(${wanted.into.map(([from]) => from)}::uuid[], ${wanted.into.map(([, to]) => to)}::uuid[])
        as m (ledger_id, root_id)
    ), awaited as (
      select ledger_id, year, sum(awaited)::bigint as awaited, count(*)::int as bills
      from (
        select b.ledger_id, ${yearOf(sql`b.date`)} as year, ${tdsAwaitedAsOf(wanted.asOf)} as awaited
        from bill b where ${mayAwait({ companyId, side: "receivable", asOf: wanted.asOf })}
      ) as one where awaited > 0
      group by ledger_id, year
    ), booked as (
      select case when v.parties = 1 then coalesce(m.root_id, v.party) end as ledger_id, ${yearOf(sql`t.date`)} as year,
        sum(t.amount)::bigint as received
      from posting t
      cross join lateral (
        select count(distinct p.ledger_id) as parties, min(p.ledger_id::text)::uuid as party
        from posting p join ledger l on l.company_id = p.company_id and l.ledger_id = p.ledger_id
        where p.company_id = t.company_id and p.voucher_id = t.voucher_id and l.home_side is not null
      ) v
      left join merged m on m.ledger_id = v.party
      where t.company_id = ${companyId} and t.ledger_id = any(${[...wanted.tdsLedgerIds]}::uuid[])
        and t.date <= ${wanted.asOf}::date
      group by 1, 2
    )
    select l.ledger_id as "ledgerId", l.name, coalesce(a.year, k.year) as year, coalesce(a.awaited, 0)::bigint as awaited,
      coalesce(a.bills, 0) as bills, coalesce(k.received, 0)::bigint as received
    from awaited a full join booked k on k.ledger_id = a.ledger_id and k.year = a.year
    left join ledger l on l.company_id = ${companyId} and l.ledger_id = coalesce(a.ledger_id, k.ledger_id)
    order by awaited desc, received desc, l.name_key, l.ledger_id, year`.execute(query);
  return found.rows;
}

/** The bills of a side that are open for their tax alone on a day; of one party or financial year, where these are given. */
export async function tdsBills(
  { companyId, query }: CompanySnapshot,
  wanted: {
    side: Side;
    asOf: string;
    ledgerId?: string | null;
    year?: number | null;
    order: keyof typeof ORDERS;
    page?: { limit: number; offset: number };
  },
): Promise<TdsBillRow[]> {
  const { side, asOf, ledgerId = null, year = null, page } = wanted;
  const found = await sql<TdsBillRow>`
    select row.*, l.name as party, l.name_key || ' ' || own.name_key as "nameKey", own.tds_from as since
    from (${billColumns(asOf)}
      where ${mayAwait({ companyId, side, asOf })}
        ${ledgerId === null ? sql`` : sql`and b.ledger_id = ${ledgerId}`}
        ${year === null ? sql`` : sql`and ${yearOf(sql`b.date`)} = ${year}`}
    ) as row
    join bill own on own.company_id = ${companyId} and own.bill_id = row."billId"
    join ledger l on l.company_id = ${companyId} and l.ledger_id = row."ledgerId"
    where row."tdsAwaited" > 0
    order by ${ORDERS[wanted.order]}, row.date, row."billId"
    limit ${page?.limit ?? null} offset ${page?.offset ?? 0}`.execute(query);
  return found.rows;
}

/** Before the day and the id of the bill. */
const ORDERS = { oldest: sql`row.date`, party: sql`l.name_key, row."ledgerId"` } as const;

/** Which bill rows `b` of a side may wait for their tax on a day: few, found by their index. */
function mayAwait({ companyId, side, asOf }: { companyId: string; side: Side; asOf: string }) {
  return sql<boolean>`b.company_id = ${companyId} and b.side = ${side} and b.tds_awaited is not null
    and b.date <= ${asOf}::date`;
}

/** The year in which the financial year of a day begins. */
function yearOf(day: RawBuilder<unknown>): RawBuilder<number> {
  return sql<number>`extract(year from ${day} - interval '3 months')::int`;
}
