import { sql } from "kysely";

import { excludesOn, STANDS } from "../said-as-of.ts";
import { shownContact } from "../shown-contact.ts";
import type { CompanySnapshot } from "../snapshot.ts";

/** Telephone numbers of parties that may be called: what people say stands before Tally's; of a party that is not to be chased on the day there is none. */
export async function phonesOf(
  { companyId, query }: CompanySnapshot,
  { ledgerIds, asOf }: { ledgerIds: readonly string[]; asOf: string },
): Promise<Map<string, string>> {
  const found = await sql<{ ledgerId: string; phone: string | null }>`
    select l.ledger_id as "ledgerId", coalesce(nullif(c.value ->> 'phone', ''), ${shownContact("phone")}) as phone
    from ledger l
    left join correction c on c.company_id = l.company_id and c.ledger_guid = l.guid and c.kind = 'contact'
      and ${STANDS}
    where l.company_id = ${companyId} and l.ledger_id = any(${[...new Set(ledgerIds)]}::uuid[])
      and not exists (select from correction c where c.company_id = l.company_id and c.ledger_guid = l.guid and ${excludesOn(asOf)})`.execute(
    query,
  );
  return new Map(found.rows.flatMap(({ ledgerId, phone }) => (phone ? [[ledgerId, phone] as const] : [])));
}
