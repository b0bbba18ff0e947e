import { sql } from "kysely";

import type { Side } from "../../tables/bills.ts";
import { tdsAwaitedAsOf } from "../open-as-of.ts";
import type { CompanySnapshot } from "../snapshot.ts";

type PartyKind = "customer" | "supplier" | "both" | null;

/** A bill that is open on a day for the tax alone that its party kept back. */
export type TdsAwaitedRow = {
  billId: string;
  ledgerId: string;
  party: string;
  partyKind: PartyKind;
  name: string;
  nameKey: string; // of party and bill, to find it by
  date: string;
  since: string; // the day from which the tax is awaited
  amount: bigint;
  awaited: bigint;
};

/** The voucher with which a bill became short by just its tax, and what it took off the bill. */
export type TdsReceiptRow = {
  voucherId: string;
  lineNo: number | null;
  date: string;
  type: string;
  number: string;
  amount: bigint;
};

/** A ledger whose name may be that of a TDS ledger. */
export type TdsLedgerRow = { ledgerId: string; name: string; root: string };

/** What of one party and financial year has been booked. Without a party: of vouchers that are not of just one. */
export type TdsBookedRow = {
  ledgerId: string | null;
  party: string | null;
  partyKind: PartyKind;
  year: number; // in which the financial year begins
  received: bigint;
};

/** The bills of a side that are open for their tax alone on a day, by party and day; of one party, where it is given. */
export async function tdsAwaited(
  { companyId, query }: CompanySnapshot,
  { side, asOf, ledgerId = null }: { side: Side; asOf: string; ledgerId?: string | null },
): Promise<TdsAwaitedRow[]> {
  const found = await sql<TdsAwaitedRow>`
    select "billId", "ledgerId", party, "partyKind", name, "nameKey", date, since, amount, awaited
    from (
      select b.bill_id as "billId", b.ledger_id as "ledgerId", l.name as party, l.party_kind as "partyKind", b.name,
        l.name_key || ' ' || b.name_key as "nameKey", b.date, b.tds_from as since, b.amount,
        ${tdsAwaitedAsOf(asOf)} as awaited, l.name_key as party_key
      from bill b join ledger l on l.company_id = b.company_id and l.ledger_id = b.ledger_id
      where b.company_id = ${companyId} and b.side = ${side} and b.tds_awaited is not null
        and b.date <= ${asOf}::date ${ledgerId === null ? sql`` : sql`and b.ledger_id = ${ledgerId}`}
    ) as row
    where awaited > 0
    order by party_key, "ledgerId", date, "billId"`.execute(query);
  return found.rows;
}

/**
 * The vouchers with which such bills became short by just their tax, by the bill's id: the largest of the latest day up to that one. A
 * bill that an opening balance or a write-off made short has none.
 */
export async function tdsReceipts(
  { companyId, query }: CompanySnapshot,
  billIds: readonly string[],
): Promise<Map<string, TdsReceiptRow>> {
  const found = await sql<TdsReceiptRow & { billId: string }>`
    select distinct on (b.bill_id) b.bill_id as "billId", s.voucher_id as "voucherId", s.line_no as "lineNo", s.date,
      v.type_name as type, v.number, s.amount
    from bill b
    join settlement s on s.company_id = b.company_id and s.bill_id = b.bill_id and s.basis in (b.basis, 'corrected')
      and s.date <= b.tds_from and s.amount > 0
    join voucher v on v.company_id = s.company_id and v.voucher_id = s.voucher_id
    where b.company_id = ${companyId} and b.bill_id = any(${[...billIds]}::uuid[])
    order by b.bill_id, s.date desc, s.amount desc, s.settlement_no`.execute(query);
  return new Map(found.rows.map(({ billId, ...receipt }) => [billId, receipt]));
}

/** Ledgers whose name may be that of a TDS ledger, and that are no party. */
export async function tdsLedgers({ companyId, query }: CompanySnapshot): Promise<TdsLedgerRow[]> {
  const found = await sql<TdsLedgerRow>`
    select ledger_id as "ledgerId", name, root from ledger
    where company_id = ${companyId} and home_side is null
      and (name_key like '%tds%' or name_key like '%tax deducted%')
    order by name_key`.execute(query);
  return found.rows;
}

/**
 * What was booked on TDS ledgers up to a day, by the party and the financial year of the voucher. `into`: ledgers that stand under
 * another party, each with that one's.
 */
export async function tdsBooked(
  { companyId, query }: CompanySnapshot,
  wanted: { asOf: string; tdsLedgerIds: readonly string[]; into: readonly (readonly [string, string])[] },
): Promise<TdsBookedRow[]> {
  const found = await sql<TdsBookedRow>`
    with merged as (
      select * from unnest(${wanted.into.map(([from]) => from)}::uuid[], ${wanted.into.map(([, to]) => to)}::uuid[])
        as m (ledger_id, root_id)
    ), booked as (
      select case when v.parties = 1 then coalesce(m.root_id, v.party) end as ledger_id,
        extract(year from t.date - interval '3 months')::int as year, sum(t.amount)::bigint as received
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
    select k.ledger_id as "ledgerId", l.name as party, l.party_kind as "partyKind", k.year, k.received
    from booked k left join ledger l on l.company_id = ${companyId} and l.ledger_id = k.ledger_id
    order by l.name_key, k.ledger_id, k.year`.execute(query);
  return found.rows;
}
