import { sql } from "kysely";

import { item, type ExceptionPart } from "./part.ts";

/** A correction whose fact has moved under it: a person decides. Its sum is what was said, else what is open of its bill. */
export const conflicts: ExceptionPart = ({ companyId, ledgerId }) => sql`
  select ${item("conflict", {
    id: sql`c.correction_id`,
    amount: sql`coalesce(
      (c.value ->> 'amount')::bigint,
      (select sum((part ->> 'amount')::bigint) from jsonb_path_query(c.value, '$.parts[*]') part),
      b.open, 0)`,
    ledgers: sql`case when l.ledger_id is null then '{}'::uuid[] else array[l.ledger_id] end`,
    bills: sql`case when b.bill_id is null then '{}'::uuid[] else array[b.bill_id] end`,
    side: sql`c.bill_side`,
    name: sql`coalesce(b.name, c.bill_key, '')`,
    reason: sql`c.kind`,
    date: sql`(c.created_at at time zone 'Asia/Kolkata')::date`,
    correction: sql`c.correction_id`,
  })}
  from correction c
  left join ledger l on l.company_id = c.company_id and l.guid = c.ledger_guid
  left join lateral (
    select bill_id, name, open from bill
    where company_id = c.company_id and side = c.bill_side and name_key = c.bill_key and date = c.bill_date
      and (ledger_id = l.ledger_id or origin_ledger_id = l.ledger_id)
    order by occurrence limit 1
  ) b on true
  where c.company_id = ${companyId} and c.state = 'conflict'
    ${ledgerId === null ? sql`` : sql`and l.ledger_id = ${ledgerId}`}`;
