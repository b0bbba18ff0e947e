import { sql } from "kysely";

import type { CompanySnapshot } from "../snapshot.ts";

/** Telephone numbers of parties that may be called: what people say stands before Tally's; of a party that is not to be chased on the day there is none. */
export async function phonesOf(
  { companyId, query }: CompanySnapshot,
  { ledgerIds, asOf }: { ledgerIds: readonly string[]; asOf: string },
): Promise<Map<string, string>> {
  const found = await sql<{ ledgerId: string; phone: string | null }>`
    select l.ledger_id as "ledgerId", coalesce(nullif(c.value ->> 'phone', ''), l.phone) as phone
    from ledger l
    left join correction c on c.company_id = l.company_id and c.ledger_guid = l.guid and c.kind = 'contact'
      and c.state in ('active', 'conflict')
    where l.company_id = ${companyId} and l.ledger_id = any(${[...new Set(ledgerIds)]}::uuid[])
      and not exists (select from correction e where e.company_id = l.company_id and e.ledger_guid = l.guid
        and e.kind = 'exclude' and e.state in ('active', 'conflict') and (e.until_date is null or e.until_date >= ${asOf}::date))`.execute(
    query,
  );
  return new Map(found.rows.flatMap(({ ledgerId, phone }) => (phone ? [[ledgerId, phone] as const] : [])));
}
