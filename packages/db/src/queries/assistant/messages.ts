import { sql } from "kysely";

import type { BooksReader } from "../snapshot.ts";
import type { PartyChoice } from "./open-bills.ts";

/** A message that was tried, with the latest of its attempts. */
export type MessageRow = {
  nudgeId: string;
  ledgerId: string | null;
  party: string | null;
  kind: string;
  day: string;
  at: Date;
  way: string;
  state: string;
  toldAt: Date | null;
  amount: bigint;
};

const MOST = 1_000;

/** Messages whose latest attempt was made on days in India, the latest first. */
export async function messagesTried(
  { companyId, query }: BooksReader,
  wanted: PartyChoice & { from: string; to: string },
): Promise<MessageRow[]> {
  const { from, to, parties, withoutParties } = wanted;
  const found = await sql<MessageRow>`
    select n.nudge_id as "nudgeId", l.ledger_id as "ledgerId", l.name as party, n.kind,
      (a.called_at at time zone 'Asia/Kolkata')::date as day, a.called_at as at, a.way, a.state, a.told_at as "toldAt", n.amount
    from nudge n
    join lateral (
      select called_at, way, state, told_at from nudge_attempt t
      where t.company_id = n.company_id and t.nudge_id = n.nudge_id order by t.attempt_no desc limit 1
    ) a on true
    left join ledger l on l.company_id = n.company_id and l.guid = n.ledger_guid and l.home_side is not null
    where n.company_id = ${companyId} and (a.called_at at time zone 'Asia/Kolkata')::date between ${from}::date and ${to}::date
      ${parties.length === 0 ? sql`` : sql`and l.ledger_id = any(${[...parties]}::uuid[])`}
      ${withoutParties.length === 0 ? sql`` : sql`and (l.ledger_id is null or l.ledger_id <> all(${[...withoutParties]}::uuid[]))`}
    order by a.called_at desc, n.nudge_id limit ${MOST}`.execute(query);
  return found.rows;
}
