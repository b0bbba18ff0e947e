import { sql, type RawBuilder } from "kysely";

import { openAsOf } from "../open-as-of.ts";
import type { CompanySnapshot } from "../snapshot.ts";

/** A dispute that stood on a day, and what was open of its bill. */
export type DisputeRow = {
  correctionId: string;
  ledgerId: string;
  party: string;
  billId: string;
  bill: string;
  reason: string;
  said: bigint;
  open: bigint;
};

/** A promise that stood on a day, and what receipts brought from the day it was given on. */
export type PromiseRow = {
  correctionId: string;
  ledgerId: string;
  party: string;
  reason: string;
  amount: bigint;
  day: string;
  givenOn: string;
  receipts: { date: string; amount: bigint }[];
};

/** What people said to be disputed of receivable bills that are open on a day. */
export async function disputesOn(snapshot: CompanySnapshot, asOf: string): Promise<DisputeRow[]> {
  const found = await sql<DisputeRow>`
    select * from (
      select c.correction_id as "correctionId", l.ledger_id as "ledgerId", l.name as party, min(b.bill_id::text) as "billId",
        min(b.name) as bill, c.reason, (c.value ->> 'amount')::bigint as said, sum(${openAsOf(asOf)})::bigint as open
      from correction c
      join ledger l on l.company_id = c.company_id and l.guid = c.ledger_guid
      join bill b on b.company_id = c.company_id and b.ledger_id = l.ledger_id and b.side = c.bill_side
        and b.name_key = c.bill_key and b.date = c.bill_date
      where c.company_id = ${snapshot.companyId} and c.kind = 'dispute' and b.side = 'receivable'
        and b.date <= ${asOf}::date and ${stoodOn(asOf)}
      group by c.company_id, c.correction_id, l.ledger_id, l.name
    ) as disputed where open <> 0`.execute(snapshot.query);
  return found.rows;
}

/** What customers had promised by a day. */
export async function promisesOn(snapshot: CompanySnapshot, asOf: string): Promise<PromiseRow[]> {
  type Found = Omit<PromiseRow, "receipts"> & { receipts: { date: string; amount: string }[] | null };
  const found = await sql<Found>`
    select c.correction_id as "correctionId", l.ledger_id as "ledgerId", l.name as party, c.reason,
      (c.value ->> 'amount')::bigint as amount, c.value ->> 'day' as day, c.from_date as "givenOn",
      (select jsonb_agg(jsonb_build_object('date', p.date, 'amount', (-p.amount)::text) order by p.date)
       from posting p join voucher v on v.company_id = p.company_id and v.voucher_id = p.voucher_id
       where p.company_id = c.company_id and p.ledger_id = l.ledger_id and v.kind = 'receipt'
         and p.date between c.from_date and ${asOf}::date) as receipts
    from correction c
    join ledger l on l.company_id = c.company_id and l.guid = c.ledger_guid
    where c.company_id = ${snapshot.companyId} and c.kind = 'promise' and c.from_date <= ${asOf}::date
      and ${stoodOn(asOf)}`.execute(snapshot.query);
  return found.rows.map((row) => ({
    ...row,
    receipts: (row.receipts ?? []).map(({ date, amount }) => ({ date, amount: BigInt(amount) })),
  }));
}

/** Whether a correction `c` stood at the end of a day in India: it had been made and had not ended. */
function stoodOn(asOf: string): RawBuilder<boolean> {
  return sql<boolean>`(c.state not in ('waiting', 'rejected')
    and (c.created_at at time zone 'Asia/Kolkata')::date <= ${asOf}::date
    and (c.ended_at is null or (c.ended_at at time zone 'Asia/Kolkata')::date > ${asOf}::date))`;
}
