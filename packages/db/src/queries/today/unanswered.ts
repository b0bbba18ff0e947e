import { sql } from "kysely";

import { openAsOf, tdsAwaitedAsOf } from "../open-as-of.ts";
import { excludesOn, STANDS } from "../said-as-of.ts";
import type { BooksReader } from "../snapshot.ts";

const MOST = 20;

/** A customer whom messages have not moved. `date`: the day of the first of the last reminders that brought nothing. */
export type ChasedOutRow = { ledgerId: string; name: string; open: bigint; date: string };

/**
 * Customers with open bills whose last reminder went out on a day up to `lastOn`; what they have promised for a day to come or dispute is left out, as is who is never
 * chased. The most first.
 */
export async function chasedOut(
  { companyId, query }: BooksReader,
  { lastOn, today }: { lastOn: string; today: string },
): Promise<ChasedOutRow[]> {
  const found = await sql<ChasedOutRow>`
    select p.ledger_id as "ledgerId", p.name, sum(f.owed)::bigint as open, min(f.day) as date
    from (
      select b.ledger_id, n.day, ${openAsOf(today)} - ${tdsAwaitedAsOf(today)} as owed
      from dunning_step d
      join nudge n on n.company_id = d.company_id and n.nudge_id = d.nudge_id and n.state in ('sending', 'sent') and n.day <= ${lastOn}::date
      join ledger l on l.company_id = d.company_id and l.guid = d.ledger_guid
      join bill b on b.company_id = d.company_id and b.side = 'receivable' and b.name_key = d.bill_key and b.date = d.bill_date
        and (b.open <> 0 or b.last_settled > ${today}::date) -- most that were reminded of to the last are paid
        and (b.ledger_id = l.ledger_id and b.origin_ledger_id is null or b.origin_ledger_id = l.ledger_id)
      where d.company_id = ${companyId} and d.stage = 'final' and d.state = 'taken'
        and not exists (select from correction c where c.company_id = d.company_id and c.kind = 'dispute' and ${STANDS}
          and c.ledger_guid = d.ledger_guid and c.bill_key = d.bill_key and c.bill_date = d.bill_date)
    ) f join ledger p on p.company_id = ${companyId} and p.ledger_id = f.ledger_id
    where f.owed > 0 and not exists (
      select from correction c where c.company_id = ${companyId} and c.ledger_guid = p.guid
        and (${excludesOn(today)} or c.kind = 'promise' and ${STANDS} and (c.value ->> 'day')::date >= ${today}::date))
    group by p.ledger_id, p.name order by open desc, p.ledger_id limit ${MOST}`.execute(query);
  return found.rows;
}

/** A message of which nobody can say whether it went out. */
export type UnknownMessageRow = {
  nudgeId: string;
  ledgerId: string | null;
  name: string | null;
  amount: bigint;
  date: string;
};

/** Those called within a time and not asked after any more, the latest first. */
export async function unknownMessages(
  { companyId, query }: BooksReader,
  { from, to }: { from: Date; to: Date },
): Promise<UnknownMessageRow[]> {
  const found = await sql<UnknownMessageRow>`
    select n.nudge_id as "nudgeId", l.ledger_id as "ledgerId", l.name, n.amount, n.day as date
    from nudge_attempt a join nudge n on n.company_id = a.company_id and n.nudge_id = a.nudge_id
    left join ledger l on l.company_id = n.company_id and l.guid = n.ledger_guid
    where a.company_id = ${companyId} and a.state = 'unknown' and a.ask_at is null and a.called_at between ${from} and ${to}
    order by a.called_at desc, n.nudge_id limit ${MOST}`.execute(query);
  return found.rows;
}
