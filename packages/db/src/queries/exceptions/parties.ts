import { sql } from "kysely";

import { shownContact } from "../shown-contact.ts";
import type { CompanySnapshot } from "../snapshot.ts";
import { item, type ExceptionPart } from "./part.ts";

/** A party that owes something overdue and that nobody can write to: no phone and no mail, and none said beside Tally. */
export const partiesWithoutContact: ExceptionPart = ({ companyId, asOf }) => sql`
  select ${item("no-contact", {
    id: sql`s.ledger_id`,
    amount: sql`sum(s.open)`,
    ledgers: sql`array[s.ledger_id]`,
    side: sql`'receivable'::text`,
    date: sql`min(s.due_date)`,
    count: sql`count(*)`,
  })}
  from standing s
  join ledger l on l.company_id = ${companyId} and l.ledger_id = s.ledger_id
  where not exists (
      select from correction c
      where c.company_id = l.company_id and c.ledger_guid = l.guid and c.state in ('active', 'conflict')
        and (c.kind = 'exclude'
             or c.kind = 'contact' and coalesce(c.value ->> 'phone', c.value ->> 'email') is not null))
    and s.side = 'receivable' and s.due_date < ${asOf}::date
    and coalesce(${shownContact("phone")}, '') = '' and coalesce(${shownContact("email")}, '') = ''
  group by s.ledger_id`;

/** Parties that may be one and the same: the sets are found by packages/books, their sums here. */
export const duplicateParties: ExceptionPart = ({ alike }) => sql`
  select ${item("duplicate-parties", {
    id: sql`md5(a.ids::text)`,
    amount: sql`coalesce((select sum(s.open) from standing s where s.ledger_id = any(a.ids)), 0)`,
    ledgers: sql`a.ids`,
    count: sql`cardinality(a.ids)`,
  })}
  from (
    select array(select jsonb_array_elements_text(e)::uuid) as ids
    from jsonb_array_elements(${JSON.stringify(alike)}::jsonb) e
  ) a`;

/** What tells a party from another one: all but those that have been put together with another. */
export async function partyIdentities(
  snapshot: CompanySnapshot,
): Promise<{ ledgerId: string; name: string; gstin: string | null; phone: string | null }[]> {
  return snapshot.query
    .selectFrom("ledger")
    .select(["ledger_id as ledgerId", "name", "gstin", "phone"])
    .where("company_id", "=", snapshot.companyId)
    .where("party_kind", "is not", null)
    .where(
      sql<boolean>`guid not in (
        select ledger_guid from correction
        where company_id = ${snapshot.companyId} and kind = 'merge' and state in ('active', 'conflict'))`,
    )
    .execute();
}
