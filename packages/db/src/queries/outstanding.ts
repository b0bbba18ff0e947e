import { sql } from "kysely";

import type { Side } from "../tables/bills.ts";
import { openAsOf, tdsAwaitedAsOf } from "./open-as-of.ts";
import type { CompanySnapshot } from "./snapshot.ts";

/** What is open of one bill on a day. The sum is paise, positive. */
export type OpenBill = {
  ledgerId: string;
  side: Side;
  date: string;
  dueDate: string;
  open: bigint;
  tdsAwaited: bigint;
};

/** Money of one party and side that no bill has taken. */
export type UnappliedSum = { ledgerId: string; side: Side; amount: bigint };

export type OutstandingScope = { asOf: string; side?: Side | undefined; ledgerId?: string | undefined };

/** The bills that are open on a day, of all parties or of one. */
export async function openBills(snapshot: CompanySnapshot, scope: OutstandingScope): Promise<OpenBill[]> {
  const { asOf } = scope;
  const found = await sql<OpenBill>`
    select * from (
      select b.ledger_id as "ledgerId", b.side, b.date, b.due_date as "dueDate", ${openAsOf(asOf)} as open,
             ${tdsAwaitedAsOf(asOf)} as "tdsAwaited"
      from bill b
      where b.company_id = ${snapshot.companyId} and b.date <= ${asOf}::date
        and (b.open <> 0 or b.last_settled > ${asOf}::date)
        ${scope.side === undefined ? sql`` : sql`and b.side = ${scope.side}`}
        ${scope.ledgerId === undefined ? sql`` : sql`and b.ledger_id = ${scope.ledgerId}`}
    ) as standing
    where open <> 0`.execute(snapshot.query);
  return found.rows;
}

/** Unapplied money on a day, by party and side; parties without any are left out. */
export async function unappliedSums(
  snapshot: CompanySnapshot,
  scope: OutstandingScope,
): Promise<UnappliedSum[]> {
  const found = await sql<UnappliedSum>`
    select u.ledger_id as "ledgerId", u.side, sum(u.amount)::bigint as amount
    from unapplied u
    where u.company_id = ${snapshot.companyId} and u.date <= ${scope.asOf}::date
      ${scope.side === undefined ? sql`` : sql`and u.side = ${scope.side}`}
      ${scope.ledgerId === undefined ? sql`` : sql`and u.ledger_id = ${scope.ledgerId}`}
    group by u.ledger_id, u.side
    having sum(u.amount) <> 0`.execute(snapshot.query);
  return found.rows;
}
