import { sql } from "kysely";

import { item, type ExceptionPart } from "./part.ts";

const RUNS = sql.lit(500); // of the last quarter, the newest

/**
 * A voucher of a month that had ended when Tally had last been read, and that came new or changed in a later run of the agent. Of the
 * last ninety days: older changes have been looked at or never will be.
 */
export const backDated: ExceptionPart = ({ companyId, asOf, ledgerId }) => sql`
  select ${item("back-dated", {
    id: sql`v.voucher_id`,
    amount: sql`coalesce(abs(f.amount), 0)`,
    ledgers: sql`array(select distinct p.ledger_id from posting p
      join ledger l on l.company_id = p.company_id and l.ledger_id = p.ledger_id and l.party_kind is not null
      where p.company_id = v.company_id and p.voucher_id = v.voucher_id order by 1 limit 3)`,
    voucher: sql`v.voucher_id`,
    name: sql`v.number`,
    reason: sql`to_char(r.read_at at time zone 'Asia/Kolkata', 'YYYY-MM-DD')`,
    date: sql`v.date`,
  })}
  from (
    select run_id, read_at, opened_at, to_char(lag(read_at) over (order by applied_at) at time zone 'Asia/Kolkata', 'YYYY-MM') as closed
    from (
      select run_id, read_at, opened_at, applied_at from sync_run
      where company_id = ${companyId} and state = 'applied' and source = 'agent' and read_at is not null
        and opened_at > (${asOf}::date - 90)::timestamptz
      order by opened_at desc limit ${RUNS}
    ) recent
  ) r
  join fact f on f.company_id = ${companyId} and f.kind = 'voucher' and f.run_id = r.run_id and f.month < r.closed
  join voucher v on v.company_id = ${companyId} and v.guid = f.guid and v.date <= ${asOf}::date
  where r.closed is not null
    ${
      ledgerId === null
        ? sql``
        : sql`and exists (select from posting p where p.company_id = ${companyId}
                and p.voucher_id = v.voucher_id and p.ledger_id = ${ledgerId})`
    }`;

/** What could not be taken and waits; its sum where Tally stated one. */
export const quarantined: ExceptionPart = ({ companyId }) => sql`
  select ${item("quarantined", {
    id: sql`q.quarantine_id`,
    amount: sql`coalesce(abs(f.amount), 0)`,
    name: sql`coalesce(q.name, q.guid, q.kind)`,
    reason: sql`q.reason`,
    date: sql`(q.seen_at at time zone 'Asia/Kolkata')::date`,
  })}
  from quarantine q
  left join fact f on f.company_id = q.company_id and f.kind = q.kind and f.guid = q.guid
  where q.company_id = ${companyId} and q.resolved_at is null`;
