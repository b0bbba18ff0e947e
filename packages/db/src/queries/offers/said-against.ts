import { sql, type RawBuilder } from "kysely";

import { excludesOn, STANDS } from "../said-as-of.ts";
import type { BooksReader } from "../snapshot.ts";

/** Whether a correction `c` says on a day that its party is left alone: it is never chased, or has promised for that day or a later one. */
export function leavesAlone(today: string): RawBuilder<boolean> {
  return sql<boolean>`(${excludesOn(today)} or c.kind = 'promise' and ${STANDS} and (c.value ->> 'day')::date >= ${today}::date)`;
}

/** What people's words have against asking for a bill on a day; null: nothing. */
export async function saidAgainst(
  { companyId, query }: BooksReader,
  bill: { ledgerGuid: string; nameKey: string; date: string },
  today: string,
): Promise<"exclude" | "dispute" | "promise" | null> {
  const found = await sql<{ kind: "exclude" | "dispute" | "promise" }>`
    select c.kind from correction c
    where c.company_id = ${companyId} and c.ledger_guid = ${bill.ledgerGuid}
      and (${leavesAlone(today)} or c.kind = 'dispute' and ${STANDS}
        and c.bill_side = 'receivable' and c.bill_key = ${bill.nameKey} and c.bill_date = ${bill.date}::date)
    order by c.kind limit 1`.execute(query);
  return found.rows[0]?.kind ?? null;
}
