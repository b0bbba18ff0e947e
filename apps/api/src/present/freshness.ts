import { freshnessAt } from "@cfa/books/freshness";
import { Freshness } from "@cfa/contract/reads";
import { TallySelf, KeptTrouble } from "@cfa/contract/sync";
import {
  absentCount,
  agentStanding,
  isChanging,
  lastReadAt,
  quarantinedCount,
  runningRun,
  syncStanding,
  type AgentStanding,
  type SyncStanding,
} from "@cfa/db/queries/freshness";
import type { CompanySnapshot } from "@cfa/db/queries/snapshot";

const Exceptions = Freshness.shape.exceptions;

/** How old the books are, how they compare with Tally's own, what is on its way and what is in the way. */
export async function readFreshness(snapshot: CompanySnapshot, now: Date): Promise<Freshness> {
  const standing = await syncStanding(snapshot);
  const agent = await agentStanding(snapshot);
  const running = await runningRun(snapshot);
  const readAt = lastReadAt(standing, agent);
  return {
    state: freshnessAt(readAt, now),
    readAt: readAt?.toISOString() ?? null,
    dataTo: standing?.dataTo ?? null,
    generation: Number(standing?.generation ?? 0n),
    tieOut: presentTieOut(standing),
    running: running ?? null,
    isChanging: await isChanging(snapshot),
    quarantined: await quarantinedCount(snapshot),
    trouble: presentTrouble(agent),
    agent: agent
      ? { machine: agent.machine, version: agent.version, seenAt: agent.seenAt.toISOString() }
      : null,
    tally: presentTally(agent),
    absent: await absentCount(snapshot),
    exceptions: Exceptions.safeParse(standing?.exceptions).data ?? [],
  };
}

/** The verdict of the last tie-out, and whether the books have moved on since. */
export function presentTieOut(standing: SyncStanding | undefined): Freshness["tieOut"] {
  const { generation, tieOutGeneration = null } = standing ?? { generation: 0n };
  return {
    state: standing?.tieOut ?? "unknown",
    differences: standing?.differences ?? 0,
    asOf: standing?.tieOutAsOf ?? null,
    isOlder: tieOutGeneration !== null && tieOutGeneration < generation,
    months: standing?.tieOutMonths ?? [],
    message: standing?.tieOutMessage ?? null,
  };
}

function presentTrouble(agent: AgentStanding | undefined): Freshness["trouble"] {
  const trouble = KeptTrouble.safeParse(agent?.trouble);
  if (!trouble.success) return null;
  return { ...trouble.data, nextTryAt: trouble.data.nextTryAt ?? null };
}

function presentTally(agent: AgentStanding | undefined): Freshness["tally"] {
  const tally = TallySelf.safeParse(agent?.tally);
  if (!tally.success) return null;
  const { product = null, release = null, isEducational = null } = tally.data;
  return { product, release, isEducational };
}
