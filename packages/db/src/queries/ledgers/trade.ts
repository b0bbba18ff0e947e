import { sql, type RawBuilder } from "kysely";

import type { CompanySnapshot } from "../snapshot.ts";

export type TradeSide = "sales" | "purchases";

/** Which vouchers: of a side and period. `duties` are the ledgers below Duties & Taxes. */
export type TradeScope = { side: TradeSide; from: string; to: string; duties: readonly string[] };

/** Sums of one month, party or ledger, positive in the direction of the side; notes are positive too. */
export type TradeRow = {
  name: string;
  ledgerId: string | null; // of the party or ledger
  vouchers: number;
  goods: bigint;
  notes: bigint;
  tax: bigint;
};

/** A debit of sales lessens them. */
const SIGNS = { sales: -1, purchases: 1 } as const;

export type TradeVoucherRow = {
  voucherId: string;
  voucherGuid: string;
  date: string;
  kind: string;
  type: string;
  number: string;
  partyId: string | null;
  party: string;
  net: bigint;
  tax: bigint;
};

/** Sales or purchases of a period by month, by party, or by ledger of income or expense. In no order. */
export async function trade(
  snapshot: CompanySnapshot,
  scope: TradeScope,
  by: "month" | "party" | "ledger",
): Promise<TradeRow[]> {
  const { companyId } = snapshot;
  const month = sql`to_char(t.date, 'YYYY-MM')`;
  const key = { month, party: sql`t.party_id`, ledger: sql`t.ledger_id` }[by];
  // By ledger a voucher counts on each of its own; else once.
  const counts = by === "ledger" ? sql`t.ledger_id is not null` : sql`t.place = 1`;
  const kept = sql`
    select ${key} as key, count(*) filter (where ${counts})::int as vouchers,
      coalesce(sum(t.goods) filter (where not t.is_note), 0)::bigint as goods,
      coalesce(-sum(t.goods) filter (where t.is_note), 0)::bigint as notes, 0::bigint as tax
    from ${tradedIn(snapshot, scope)} t ${by === "ledger" ? sql`where t.ledger_id is not null` : sql``} group by 1`;
  const taxed = sql`
    select ${key}, 0, 0, 0, (sum(p.amount) * ${SIGNS[scope.side]}::int)::bigint
    from ${tradedIn(snapshot, scope)} t
    join posting p on p.company_id = ${companyId} and p.voucher_id = t.voucher_id
    where t.place = 1 and p.ledger_id = any(${[...scope.duties]}::uuid[])
      and p.date between ${scope.from}::date and ${scope.to}::date group by 1`;
  const sums =
    by === "ledger" || scope.duties.length === 0
      ? kept
      : sql`select key, sum(vouchers)::int as vouchers, sum(goods)::bigint as goods, sum(notes)::bigint as notes, sum(tax)::bigint as tax
          from (${kept} union all ${taxed}) each group by key`;
  const named =
    by === "month"
      ? sql`select s.key as name, null::uuid as "ledgerId", s.vouchers, s.goods, s.notes, s.tax from (${sums}) s`
      : sql`select coalesce(l.name, '') as name, s.key as "ledgerId", s.vouchers, s.goods, s.notes, s.tax from (${sums}) s
          left join ledger l on l.company_id = ${companyId} and l.ledger_id = s.key`;
  const found = await sql<TradeRow>`${named}`.execute(snapshot.query);
  return found.rows;
}

/** The vouchers behind sales or purchases, by day and as Tally made them. `limit` after `after`. */
export async function tradeVouchers(
  snapshot: CompanySnapshot,
  scope: TradeScope & {
    partyId: string | null;
    ledgerId: string | null;
    limit: number;
    after: { date: string; voucherGuid: string } | null;
  },
): Promise<TradeVoucherRow[]> {
  const { companyId } = snapshot;
  const { after, partyId, ledgerId } = scope;
  // Days before those of the page's beginning need not be looked at.
  const from = after === null || after.date < scope.from ? scope.from : after.date;
  const found = await sql<TradeVoucherRow>`
    with page as (
      select v.voucher_id, v.guid, v.date, v.kind, v.type_name, v.number, t.party_id, t.net
      from (
        select t.voucher_id, t.party_id, sum(t.goods)::bigint as net from ${tradedIn(snapshot, { ...scope, from })} t
        where true ${partyId === null ? sql`` : sql`and t.party_id = ${partyId}`}
        group by t.voucher_id, t.party_id
        ${ledgerId === null ? sql`` : sql`having bool_or(t.ledger_id = ${ledgerId})`}
      ) t
      join voucher v on v.company_id = ${companyId} and v.voucher_id = t.voucher_id
      where true ${after === null ? sql`` : sql`and (v.date, v.guid) > (${after.date}::date, ${after.voucherGuid})`}
      order by v.date, v.guid limit ${scope.limit}
    )
    select page.voucher_id as "voucherId", page.guid as "voucherGuid", page.date, page.kind, page.type_name as type, page.number,
      page.party_id as "partyId", coalesce(l.name, '') as party, page.net,
      coalesce((
        select sum(p.amount) * ${SIGNS[scope.side]}::int from posting p
        where p.company_id = ${companyId} and p.voucher_id = page.voucher_id
          and p.ledger_id = any(${[...scope.duties]}::uuid[])), 0)::bigint as tax
    from page left join ledger l on l.company_id = ${companyId} and l.ledger_id = page.party_id
    order by page.date, page.guid`.execute(snapshot.query);
  return found.rows;
}

/** What was traded on a side in a period (docs/algorithms/rollups.md). */
export function tradedIn(
  { companyId }: CompanySnapshot,
  { side, from, to }: Pick<TradeScope, "side" | "from" | "to">,
): RawBuilder<unknown> {
  return sql`(select * from traded
    where company_id = ${companyId} and side = ${side} and date between ${from}::date and ${to}::date)`;
}
