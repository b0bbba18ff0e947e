import { sql, type RawBuilder } from "kysely";

/** What Tally says of the telephone or mail of ledger `l`, unless that was erased here. */
export function shownContact(field: "phone" | "email"): RawBuilder<string | null> {
  const said = sql.ref(`l.${field}`);
  return sql<string | null>`case when not exists (
    select from erased_contact e join address_salt s on s.company_id = e.company_id
    where e.company_id = l.company_id and e.ledger_guid = l.guid and e.field = ${sql.lit(field)}
      and e.text_hash = sha256(s.salt || convert_to(${said}, 'UTF8'))) then ${said} end`;
}
