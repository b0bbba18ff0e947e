import { sql, type RawBuilder } from "kysely";

import type { CompanySnapshot } from "../snapshot.ts";
import type { PartyChoice } from "./open-bills.ts";

/** A voucher that may stand twice, with the earlier one that it is like. */
export type DuplicateRow = {
  voucherId: string;
  number: string;
  type: string;
  date: string;
  otherId: string;
  otherNumber: string;
  otherDate: string;
  partyId: string;
  party: string;
  amount: bigint;
  why: "same-sum" | "same-reference";
};

const WITHIN_DAYS = 3;
const MOST = 1_000;

/**
 * Sales and purchase vouchers that may stand twice: of one party and type with the same sum within three days, or purchases of one supplier with the same
 * bill number. The later one of each pair lies in the period.
 */
export async function duplicateVouchers(
  { companyId, query }: CompanySnapshot,
  wanted: PartyChoice & { from: string; to: string },
): Promise<DuplicateRow[]> {
  const { from, to, parties, withoutParties } = wanted;
  // Lines are looked up voucher by voucher: of all that went before, few bear a number that came again.
  const entries = (of: RawBuilder<unknown>) => sql`
    select v.voucher_id, v.guid, v.kind, v.type_name, v.number, lower(trim(v.reference)) as reference, v.date, e.ledger_id, e.amount
    from voucher v
    cross join lateral (
      select p.ledger_id, sum(p.amount)::bigint as amount from posting p
      where p.company_id = ${companyId} and p.voucher_id = v.voucher_id group by p.ledger_id
    ) e
    join ledger l on l.company_id = ${companyId} and l.ledger_id = e.ledger_id and l.party_kind is not null
      ${parties.length === 0 ? sql`` : sql`and l.ledger_id = any(${[...parties]}::uuid[])`}
      ${withoutParties.length === 0 ? sql`` : sql`and l.ledger_id <> all(${[...withoutParties]}::uuid[])`}
    where v.company_id = ${companyId} and ${of}`;
  const found = await sql<DuplicateRow>`
    with near as materialized (
      ${entries(sql`v.kind in ('sales', 'purchase') and v.date between ${from}::date - ${WITHIN_DAYS}::int and ${to}::date`)}
    ), referred as materialized (
      ${entries(sql`v.kind = 'purchase' and v.reference <> '' and v.date < ${from}::date - ${WITHIN_DAYS}::int
        and lower(trim(v.reference)) in (
          select reference from near where kind = 'purchase' and date >= ${from}::date and reference <> '')`)}
    ), before as (select * from near union all select * from referred),
    pair as (
      select a.voucher_id, a.guid, a.number, a.type_name, a.date, b.voucher_id as other_id, b.guid as other_guid, b.number as other_number,
        b.date as other_date, a.ledger_id, abs(a.amount) as amount,
        a.amount = b.amount and a.type_name = b.type_name and a.date - b.date <= ${WITHIN_DAYS}::int as is_same_sum
      from near a join before b on b.ledger_id = a.ledger_id and b.kind = a.kind
        and (b.date, b.guid) < (a.date, a.guid)
        and ((a.amount = b.amount and a.type_name = b.type_name and a.date - b.date <= ${WITHIN_DAYS}::int)
          or (a.kind = 'purchase' and a.reference <> '' and a.reference = b.reference))
      where a.date >= ${from}::date and a.amount <> 0
      order by a.date desc, a.guid desc, b.guid limit ${MOST}
    )
    select r.voucher_id as "voucherId", r.number, r.type_name as type, r.date, r.other_id as "otherId", r.other_number as "otherNumber",
      r.other_date as "otherDate", r.ledger_id as "partyId", l.name as party, r.amount,
      case when r.is_same_sum then 'same-sum' else 'same-reference' end as why
    from pair r join ledger l on l.company_id = ${companyId} and l.ledger_id = r.ledger_id
    order by r.date desc, r.guid desc, r.other_guid`.execute(query);
  return found.rows;
}

/** A ledger's balance at the end of a day on which it moved, debit positive. */
export type DayBalanceRow = { ledgerId: string; name: string; date: string; balance: bigint };

/** Balances of ledgers at the ends of the days of a period on which they moved, and of its first day. */
export async function dayBalances(
  { companyId, query }: CompanySnapshot,
  wanted: { ledgerIds: readonly string[]; from: string; to: string },
): Promise<DayBalanceRow[]> {
  const { ledgerIds, from, to } = wanted;
  const found = await sql<DayBalanceRow>`
    select "ledgerId", name, date, balance from (
      select l.ledger_id as "ledgerId", l.name, m.date,
        (l.opening + sum(m.amount) over (partition by l.ledger_id order by m.date))::bigint as balance
      from ledger l
      join lateral (
        select greatest(p.date, ${from}::date) as date, sum(p.amount) as amount from posting p
        where p.company_id = l.company_id and p.ledger_id = l.ledger_id and p.date <= ${to}::date
        group by 1
        union all select ${from}::date, 0
      ) m on true
      where l.company_id = ${companyId} and l.ledger_id = any(${[...ledgerIds]}::uuid[])
    ) as running group by "ledgerId", name, date, balance order by date, name, "ledgerId"`.execute(query);
  return found.rows;
}
