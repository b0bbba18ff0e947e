import { sql } from "kysely";

import type { BooksReader } from "../snapshot.ts";

const MOST = 20;

/** Something a customer wrote back. Without a party where nobody, or several, have the address. */
export type WaitingReplyRow = {
  inboundId: string;
  ledgerId: string | null;
  name: string | null;
  open: bigint;
  date: string;
};

/** A customer's end of messages, and what they owe. */
export type EndedLeaveRow = { ledgerId: string; name: string; open: bigint; date: string };

/** What a ledger's customer owes on bills of the day and before. */
const openOf = (today: string) => sql<bigint>`coalesce((
  select sum(b.open) from bill b where b.company_id = l.company_id and b.ledger_id = l.ledger_id and b.side = 'receivable'
    and b.open <> 0 and b.date <= ${today}::date), 0)::bigint`;

/** What customers wrote and waits for a person, the latest first. */
export async function waitingReplies(
  { companyId, query }: BooksReader,
  today: string,
): Promise<WaitingReplyRow[]> {
  const found = await sql<WaitingReplyRow>`
    select i.inbound_id as "inboundId", l.ledger_id as "ledgerId", l.name, ${openOf(today)} as open,
      (i.received_at at time zone 'Asia/Kolkata')::date as date
    from inbound i left join ledger l on l.company_id = i.company_id and l.guid = i.ledger_guid
    where i.company_id = ${companyId} and i.state = 'waiting'
    order by i.received_at desc, i.inbound_id limit ${MOST}`.execute(query);
  return found.rows;
}

/** Customers who ended messages themselves from a day on and have not asked for them again, the latest first. */
export async function endedLeaves(
  { companyId, query }: BooksReader,
  { from, today }: { from: string; today: string },
): Promise<EndedLeaveRow[]> {
  const found = await sql<EndedLeaveRow>`
    select l.ledger_id as "ledgerId", l.name, ${openOf(today)} as open, (c.at at time zone 'Asia/Kolkata')::date as date
    from (
      select distinct on (ledger_guid, kind, way) ledger_guid, said, source, at from consent_event
      where company_id = ${companyId} and ledger_guid is not null
      order by ledger_guid, kind, way, at desc, consent_no desc
    ) c join ledger l on l.company_id = ${companyId} and l.guid = c.ledger_guid
    where c.said = 'withdrawn' and c.source in ('reply', 'pay-page', 'provider')
      and (c.at at time zone 'Asia/Kolkata')::date >= ${from}::date
    order by c.at desc, l.ledger_id limit ${MOST}`.execute(query);
  return [...new Map(found.rows.toReversed().map((row) => [row.ledgerId, row])).values()].toReversed();
}
