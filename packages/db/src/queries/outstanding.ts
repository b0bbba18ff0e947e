import { sql } from "kysely";

import type { Side } from "../schema.ts";
import { openAsOf } from "./open-as-of.ts";
import type { CompanySnapshot } from "./snapshot.ts";

/** Open bills of one party and side that fall due on one day, added up. Sums are paise, positive as their side has it. */
export type OpenSum = { ledgerId: string; side: Side; dueDate: string; open: bigint; bills: number };

/** Money of one party and side that no bill has taken. */
export type UnappliedSum = { ledgerId: string; side: Side; amount: bigint };

export type OutstandingScope = { asOf: string; side?: Side | undefined; ledgerId?: string | undefined };

/** What is open on a day, added up by party, side and due day, so that a big company stays few rows. */
export async function openSums(snapshot: CompanySnapshot, scope: OutstandingScope): Promise<OpenSum[]> {
  const { asOf } = scope;
  const found = await sql<OpenSum>`
    select ledger_id as "ledgerId", side, due_date as "dueDate", sum(open)::bigint as open, count(*)::int as bills
    from (
      select b.ledger_id, b.side, b.due_date, ${openAsOf(asOf)} as open
      from bill b
      where b.company_id = ${snapshot.companyId} and b.date <= ${asOf}::date
        and (b.open <> 0 or b.last_settled > ${asOf}::date)
        ${scope.side === undefined ? sql`` : sql`and b.side = ${scope.side}`}
        ${scope.ledgerId === undefined ? sql`` : sql`and b.ledger_id = ${scope.ledgerId}`}
    ) as standing
    where open <> 0
    group by ledger_id, side, due_date`.execute(snapshot.query);
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
