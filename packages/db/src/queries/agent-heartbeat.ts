import type { CompanyTx } from "../company-scope.ts";

/** Who reads Tally for a company, as it says itself. What is absent stays as it was. */
export type AgentSeen = {
  keyId: string;
  agentId?: string | undefined;
  version?: string | undefined;
  machine?: string | undefined;
  tally?: unknown;
};

/** Where the agent's last word leaves us: the books it was bound to, their marks, what is wanted. */
export type HeartbeatGround = {
  guid: string | null;
  masters: bigint | null;
  vouchers: bigint | null;
  wants: unknown;
};

/** What a heartbeat is judged by, in one look. */
export async function heartbeatGround(tx: CompanyTx): Promise<HeartbeatGround> {
  const rows = await tx.run<HeartbeatGround>(
    `select c.tally_guid as guid, s.masters_mark as masters, s.vouchers_mark as vouchers, s.wants -> 'open' as wants
     from company c left join sync_state s using (company_id) where c.company_id = $1`,
    [tx.companyId],
  );
  return rows[0] ?? { guid: null, masters: null, vouchers: null, wants: null };
}

/**
 * Tally could be read: notes it and ends the trouble there was. `readAt` only when nothing has changed since the last
 * run: then the books are as good as at that moment. A clock that is ahead counts as now.
 */
export async function noteAgent(tx: CompanyTx, seen: AgentSeen, readAt: string | null): Promise<void> {
  await upsert(tx, seen, { readAt, trouble: null });
}

/** Tally could not be read, and why. The time of the last good read stays. */
export async function noteTrouble(tx: CompanyTx, seen: AgentSeen, trouble: unknown): Promise<void> {
  await upsert(tx, seen, { readAt: null, trouble });
}

/** What keeps Tally from being read, as it was told last; null when nothing does. */
export async function heldTrouble(tx: CompanyTx): Promise<unknown> {
  const rows = await tx.run<{ trouble: unknown }>(
    "select trouble from agent_heartbeat where company_id = $1",
    [tx.companyId],
  );
  return rows[0]?.trouble ?? null;
}

/** Losing this to a crash costs nothing, so a transaction of its own need not wait for the disk. */
export async function doNotWaitForDisk(tx: CompanyTx): Promise<void> {
  await tx.run("set local synchronous_commit = off");
}

async function upsert(
  tx: CompanyTx,
  seen: AgentSeen,
  { readAt, trouble }: { readAt: string | null; trouble: unknown },
): Promise<void> {
  await tx.run(
    `insert into agent_heartbeat as h
       (company_id, seen_at, read_at, key_id, agent_id, agent_version, machine, tally, trouble)
     values ($1, now(), case when $2::timestamptz < now() then $2::timestamptz when $2 is not null then now() end, $3, $4, $5, $6, $7::jsonb, $8::jsonb)
     on conflict (company_id) do update set
       seen_at = excluded.seen_at, read_at = greatest(h.read_at, excluded.read_at), key_id = excluded.key_id,
       agent_id = coalesce(excluded.agent_id, h.agent_id),
       agent_version = coalesce(excluded.agent_version, h.agent_version),
       machine = coalesce(excluded.machine, h.machine), tally = coalesce(excluded.tally, h.tally),
       trouble = excluded.trouble`,
    [
      tx.companyId,
      readAt,
      seen.keyId,
      seen.agentId ?? null,
      seen.version ?? null,
      seen.machine ?? null,
      json(seen.tally),
      json(trouble),
    ],
  );
}

function json(value: unknown): string | null {
  return value === undefined || value === null ? null : JSON.stringify(value);
}
