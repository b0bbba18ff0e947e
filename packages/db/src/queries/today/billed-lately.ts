import { sql } from "kysely";

import type { CompanySnapshot } from "../snapshot.ts";

/** Of some customers, those that were billed from a day on, with the last such day. */
export async function billedLately(
  { companyId, query }: CompanySnapshot,
  { ledgerIds, from, asOf }: { ledgerIds: readonly string[]; from: string; asOf: string },
): Promise<Map<string, string>> {
  if (ledgerIds.length === 0) return new Map();
  const found = await sql<{ ledgerId: string; date: string }>`
    select ledger_id as "ledgerId", max(date) as date from bill
    where company_id = ${companyId} and side = 'receivable' and ledger_id = any(${[...ledgerIds]}::uuid[])
      and date between ${from}::date and ${asOf}::date and not is_opening
    group by ledger_id`.execute(query);
  return new Map(found.rows.map(({ ledgerId, date }) => [ledgerId, date]));
}
