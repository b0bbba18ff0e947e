import { sql } from "kysely";

import type { TieOut } from "../tables/sync.ts";
import type { BooksReader, CompanySnapshot } from "./snapshot.ts";

/** Where a company's sync stands. */
export type SyncStanding = {
  generation: bigint;
  readAt: Date | null;
  dataTo: string | null;
  tieOut: TieOut;
  tieOutAsOf: string | null;
  differences: number;
  tieOutGeneration: bigint | null;
  tieOutMonths: string[];
  tieOutMessage: string | null;
  exceptions: unknown;
  openWants: unknown;
};

/** The agent's last word: when, from where, about which Tally, and what is in its way. */
export type AgentStanding = {
  seenAt: Date;
  readAt: Date | null;
  version: string | null;
  machine: string | null;
  tally: unknown;
  trouble: unknown;
};

/** A run on its way: its batches and records received so far, and how many the last one that read everything brought. */
export type RunningRun = {
  state: "open" | "queued";
  received: number;
  records: number;
  expected: number | null;
};

/** Where the sync stands; undefined before the first one. */
export function syncStanding(snapshot: CompanySnapshot): Promise<SyncStanding | undefined> {
  return snapshot.query
    .selectFrom("sync_state")
    .select([
      "generation",
      "read_at as readAt",
      "data_to as dataTo",
      "tie_out as tieOut",
      "tie_out_as_of as tieOutAsOf",
      "differences",
      "tie_out_generation as tieOutGeneration",
      "tie_out_months as tieOutMonths",
      "tie_out_message as tieOutMessage",
      sql`wants -> 'exceptions'`.as("exceptions"),
      sql`wants -> 'open'`.as("openWants"),
    ])
    .where("company_id", "=", snapshot.companyId)
    .executeTakeFirst();
}

/** What the agent said last; undefined before its first word. */
export function agentStanding(snapshot: CompanySnapshot): Promise<AgentStanding | undefined> {
  return snapshot.query
    .selectFrom("agent_heartbeat")
    .select([
      "seen_at as seenAt",
      "read_at as readAt",
      "agent_version as version",
      "machine",
      "tally",
      "trouble",
    ])
    .where("company_id", "=", snapshot.companyId)
    .executeTakeFirst();
}

/** How many objects Tally no longer shows and nobody has confirmed to be gone. */
export async function absentCount(snapshot: CompanySnapshot): Promise<number> {
  const found = await sql<{ absent: number }>`
    select count(*)::int as absent from absent_fact
    where company_id = ${snapshot.companyId} and confirm_id is null`.execute(snapshot.query);
  return found.rows[0]?.absent ?? 0;
}

/** The newest run, when it is still on its way; a run given up for a newer one is history. */
export async function runningRun(snapshot: CompanySnapshot): Promise<RunningRun | undefined> {
  const found = await sql<RunningRun>`
    select newest.state, count(b.sequence)::int as received, coalesce(sum(b.records), 0)::int as records,
      case when newest.kind = 'full' then (
        select sum(e.records)::int from sync_batch e
        where e.company_id = newest.company_id and e.run_id = (
          select run_id from sync_run
          where company_id = newest.company_id and kind = 'full' and source = newest.source and state = 'applied'
          order by opened_at desc limit 1)) end as expected
    from (
      select company_id, run_id, state, kind, source from sync_run
      where company_id = ${snapshot.companyId}
      order by opened_at desc limit 1
    ) as newest
    left join sync_batch b on b.company_id = newest.company_id and b.run_id = newest.run_id
    where newest.state in ('open', 'queued')
    group by newest.company_id, newest.state, newest.kind, newest.source`.execute(snapshot.query);
  return found.rows[0];
}

/** How many objects wait in quarantine. */
export async function quarantinedCount(snapshot: CompanySnapshot): Promise<number> {
  const found = await sql<{ waiting: number }>`
    select count(*)::int as waiting from quarantine
    where company_id = ${snapshot.companyId} and resolved_at is null`.execute(snapshot.query);
  return found.rows[0]?.waiting ?? 0;
}

/**
 * Whether something that people said is on its way into the books: its job waits, is tried again or is at work. Once this is false,
 * whoever reads next sees the books with it.
 */
export async function isChanging({ companyId, query }: BooksReader): Promise<boolean> {
  const found = await sql<{ isChanging: boolean }>`
    select exists (
      select from pgboss.job
      where name in ('apply-corrections', 'remove-absent') and state in ('created', 'retry', 'active')
        and group_id = ${companyId}
    ) as "isChanging"`.execute(query);
  return found.rows[0]?.isChanging ?? false;
}

/** When Tally was last read well: what the books say or the agent, whichever is later; null: never. */
export function lastReadAt(
  standing: Pick<SyncStanding, "readAt"> | undefined,
  agent: Pick<AgentStanding, "readAt"> | undefined,
): Date | null {
  const [a, b] = [standing?.readAt ?? null, agent?.readAt ?? null];
  if (a === null || b === null) return a ?? b;
  return a > b ? a : b;
}
