import { sql } from "kysely";

import type { ChannelAccountTable, NudgeTemplateTable } from "../../tables/nudges.ts";
import type { BooksReader } from "../snapshot.ts";

type Way = ChannelAccountTable["way"];

/** An account by which nothing goes out any more, or whose number was rated. What waits for it: sums of messages whose first way it is. */
export type CarrierRow = {
  way: Way;
  why: string | null;
  stoppedOn: string | null;
  quality: string | null;
  qualityOn: string | null;
  waiting: bigint;
};

/** Accounts of a company whose reminders are on, by what their carriers say of them; days are those of India. */
export async function carriers({ companyId, query }: BooksReader): Promise<CarrierRow[]> {
  const found = await sql<CarrierRow>`
    select c.way, c.state_why as why, (c.stopped_at at time zone 'Asia/Kolkata')::date as "stoppedOn", c.quality,
      (c.quality_at at time zone 'Asia/Kolkata')::date as "qualityOn",
      coalesce((select sum(n.amount) from nudge n where n.company_id = c.company_id and n.state in ('proposed', 'queued')
        and n.way_order[1] = c.way), 0)::bigint as waiting
    from channel_account c join nudge_setting s on s.company_id = c.company_id and s.is_on
    where c.company_id = ${companyId} order by c.way`.execute(query);
  return found.rows;
}

/** A text that its carrier does not let out. */
export type StoppedTextRow = { templateId: string; way: Way; date: string };

/** Those of a company in whose place no newer one was written; `from`: from a day on. */
export async function stoppedTexts(
  { companyId, query }: BooksReader,
  from: string,
): Promise<StoppedTextRow[]> {
  const states: readonly NudgeTemplateTable["state"][] = ["paused", "rejected", "recategorised"];
  const found = await sql<StoppedTextRow>`
    select t.template_id as "templateId", t.way, (t.state_at at time zone 'Asia/Kolkata')::date as date
    from nudge_template t join nudge_setting s on s.company_id = t.company_id and s.is_on
    where t.company_id = ${companyId} and t.state = any(${[...states]}::text[]) and t.way <> 'print'
      and (t.state_at at time zone 'Asia/Kolkata')::date >= ${from}::date
      and not exists (select from nudge_template n where n.company_id = t.company_id and n.kind = t.kind and n.stage = t.stage
        and n.way = t.way and n.language = t.language and n.template_id <> t.template_id
        and (n.version > t.version and n.state <> 'retired' or n.state = 'approved'))
    order by t.state_at desc, t.template_id`.execute(query);
  return found.rows;
}

/** A way on which messages were taken and of which nothing was told since. `heard`: the day when its carrier last told anything; null: never. */
export type SilentHookRow = { way: Way; since: string; heard: string | null };

/**
 * Ways whose carriers tell by webhooks, but have told nothing at all since they took a message at least a day ago; within a week. A mail server tells nothing of
 * what it has taken.
 */
export async function silentHooks({ companyId, query }: BooksReader, now: Date): Promise<SilentHookRow[]> {
  const found = await sql<SilentHookRow>`
    select c.way, (min(a.called_at) at time zone 'Asia/Kolkata')::date as since,
      (select (max(e.received_at) at time zone 'Asia/Kolkata')::date from channel_event e
        where e.company_id = c.company_id and e.way = c.way and e.provider = c.provider) as heard
    from channel_account c join nudge_attempt a on a.company_id = c.company_id and a.way = c.way and a.provider = c.provider
    where c.company_id = ${companyId} and c.provider <> 'smtp' and c.state = 'on' and a.state = 'accepted'
      and a.called_at between ${now}::timestamptz - interval '7 days' and ${now}::timestamptz - interval '1 day'
      and a.called_at >= c.made_at
      and not exists (select from channel_event e where e.company_id = a.company_id and e.way = a.way and e.provider = a.provider
        and e.received_at >= a.called_at)
    group by c.company_id, c.way, c.provider order by c.way`.execute(query);
  return found.rows;
}
