import { sql, type RawBuilder } from "kysely";

import type { VoucherState } from "../../tables/vouchers.ts";
import type { CompanySnapshot } from "../snapshot.ts";

/** A voucher's place in the day book: by day, then as Tally made them. */
export type VoucherPlace = { date: string; voucherGuid: string };

/** A voucher of the day book. `amount`: its debits, or what Tally states of one that moves nothing; null: not stated. */
export type DayBookLine = {
  voucherId: string;
  voucherGuid: string;
  date: string;
  kind: string;
  party: string | null;
  amount: bigint | null;
};

export type DayBookCount = { kind: string; state: VoucherState; vouchers: number; debit: bigint };

export type DayBookScope = { from: string; to: string; kind: string | null; states: readonly VoucherState[] };

/** Vouchers of a range of days in order. `limit` after `after`. */
export async function dayBook(
  snapshot: CompanySnapshot,
  wanted: DayBookScope & { limit: number; after: VoucherPlace | null },
): Promise<DayBookLine[]> {
  const { after } = wanted;
  const next = after
    ? sql`and v.date >= ${after.date}::date and (v.date, v.guid) > (${after.date}::date, ${after.voucherGuid})`
    : sql``;
  const found = await sql<DayBookLine>`
    select v.voucher_id as "voucherId", v.guid as "voucherGuid", v.date, v.kind, v.party_name as party,
      coalesce(
        (select sum(greatest(p.amount, 0)) from posting p
         where p.company_id = v.company_id and p.voucher_id = v.voucher_id),
        (select abs(f.amount) from fact f
         where f.company_id = v.company_id and f.kind = 'voucher' and f.guid = v.guid))::bigint as amount
    from voucher v where ${within(snapshot, wanted)} ${next}
    order by v.date, v.guid limit ${wanted.limit}`.execute(snapshot.query);
  return found.rows;
}

/** How many vouchers of each kind and state a range of days has, and what they moved. */
export async function dayBookCounts(
  snapshot: CompanySnapshot,
  wanted: Pick<DayBookScope, "from" | "to">,
): Promise<DayBookCount[]> {
  const found = await sql<DayBookCount>`
    select v.kind, v.state, count(distinct v.voucher_id)::int as vouchers,
      coalesce(sum(p.amount) filter (where p.amount > 0), 0)::bigint as debit
    from voucher v left join posting p using (company_id, voucher_id)
    where v.company_id = ${snapshot.companyId} and v.date between ${wanted.from}::date and ${wanted.to}::date
    group by v.kind, v.state order by v.kind, v.state`.execute(snapshot.query);
  return found.rows;
}

function within({ companyId }: CompanySnapshot, wanted: DayBookScope): RawBuilder<unknown> {
  return sql`v.company_id = ${companyId} and v.date between ${wanted.from}::date and ${wanted.to}::date
    and v.state = any(${[...wanted.states]}::text[])
    ${wanted.kind === null ? sql`` : sql`and v.kind = ${wanted.kind}`}`;
}
