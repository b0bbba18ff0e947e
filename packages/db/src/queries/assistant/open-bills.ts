import { sql } from "kysely";

import type { Side } from "../../tables/bills.ts";
import { openAsOf, tdsAwaitedAsOf } from "../open-as-of.ts";
import type { CompanySnapshot } from "../snapshot.ts";

/** A bill that is open on a day, with its party. Sums are paise, positive. */
export type NamedOpenBill = {
  billId: string;
  name: string;
  ledgerId: string;
  party: string;
  date: string;
  dueDate: string;
  open: bigint;
  tdsAwaited: bigint;
  voucherId: string | null;
};

/** Money of a party that no bill has taken, by the voucher that brought it; null: it stood in the opening balance. */
export type NamedUnapplied = {
  ledgerId: string;
  party: string;
  date: string;
  amount: bigint;
  voucherId: string | null;
  number: string | null;
  type: string | null;
};

/** Of whom: all but some, or only some. */
export type PartyChoice = { parties: readonly string[]; withoutParties: readonly string[] };

type Wanted = PartyChoice & { side: Side; asOf: string };

/** Days between which bills are due; without a first one: by the last. */
type DueIn = { from: string | null; to: string };

/** The bills of a side that are open on a day: all, or those that are due on some days. */
export async function namedOpenBills(
  snapshot: CompanySnapshot,
  wanted: Wanted & { due?: DueIn },
): Promise<NamedOpenBill[]> {
  const { asOf, side, due } = wanted;
  const found = await sql<NamedOpenBill>`
    select * from (
      select b.bill_id as "billId", b.name, b.ledger_id as "ledgerId", l.name as party, b.date, b.due_date as "dueDate",
        ${openAsOf(asOf)} as open, ${tdsAwaitedAsOf(asOf)} as "tdsAwaited", b.voucher_id as "voucherId"
      from bill b join ledger l on l.company_id = b.company_id and l.ledger_id = b.ledger_id
      where b.company_id = ${snapshot.companyId} and b.side = ${side} and b.date <= ${asOf}::date
        and (b.open <> 0 or b.last_settled > ${asOf}::date) ${chosen("b", wanted)}
        ${due === undefined ? sql`` : sql`and b.due_date <= ${due.to}::date`}
        ${due === undefined || due.from === null ? sql`` : sql`and b.due_date >= ${due.from}::date`}
    ) as standing
    where open <> 0 order by "dueDate", "billId"`.execute(snapshot.query);
  return found.rows;
}

/** Money of a side that no bill has taken by a day: what is left of each voucher's. */
export async function namedUnapplied(snapshot: CompanySnapshot, wanted: Wanted): Promise<NamedUnapplied[]> {
  const { asOf, side } = wanted;
  const found = await sql<NamedUnapplied>`
    select u.ledger_id as "ledgerId", l.name as party, u.date, u.amount, u.voucher_id as "voucherId", v.number, v.type_name as type
    from (
      select u.company_id, u.ledger_id, u.voucher_id, min(u.date) as date, sum(u.amount)::bigint as amount
      from unapplied u
      where u.company_id = ${snapshot.companyId} and u.side = ${side} and u.date <= ${asOf}::date ${chosen("u", wanted)}
      group by u.company_id, u.ledger_id, u.voucher_id having sum(u.amount) <> 0
    ) as u
    join ledger l on l.company_id = u.company_id and l.ledger_id = u.ledger_id
    left join voucher v on v.company_id = u.company_id and v.voucher_id = u.voucher_id
    order by u.date desc, u.voucher_id`.execute(snapshot.query);
  return found.rows;
}

/** Of some rows' ledgers, those that are asked of. */
export function chosen(table: "b" | "u", { parties, withoutParties }: PartyChoice) {
  const id = sql.ref(`${table}.ledger_id`);
  return sql`${parties.length === 0 ? sql`` : sql`and ${id} = any(${[...parties]}::uuid[])`}
    ${withoutParties.length === 0 ? sql`` : sql`and ${id} <> all(${[...withoutParties]}::uuid[])`}`;
}

/** Vouchers of what stands on a side on a day, at most so many of each: of bills of some parties, earliest due first, of other bills, and of unapplied money. */
export async function standingVouchers(
  { companyId, query }: CompanySnapshot,
  { side, asOf, first, limit }: { side: Side; asOf: string; first: readonly string[]; limit: number },
): Promise<string[]> {
  const bills = sql`select b.voucher_id as "voucherId" from bill b
    where b.company_id = ${companyId} and b.side = ${side} and b.date <= ${asOf}::date and b.voucher_id is not null`;
  const theirs = sql`and b.ledger_id = any(${[...first]}::uuid[])`;
  const found = await sql<{ voucherId: string }>`
    (${bills} and (b.open <> 0 or b.last_settled > ${asOf}::date) ${theirs} order by b.due_date, b.bill_id limit ${limit})
    union all (${bills} and b.open <> 0 limit ${limit})
    union all (${bills} and b.open = 0 and b.last_settled > ${asOf}::date and ${openAsOf(asOf)} <> 0 limit ${limit})
    union all (
      select u.voucher_id from unapplied u
      where u.company_id = ${companyId} and u.side = ${side} and u.date <= ${asOf}::date and u.voucher_id is not null
      group by u.voucher_id having sum(u.amount) <> 0 order by max(u.date) desc limit ${limit})`.execute(
    query,
  );
  return found.rows.map(({ voucherId }) => voucherId);
}
