import { Heartbeat, Trouble, Wants, type HeartbeatTaken } from "@cfa/contract/sync";
import type { CompanyTx } from "@cfa/db/company-scope";
import {
  doNotWaitForDisk,
  heartbeatGround,
  noteAgent,
  noteTrouble,
  type AgentSeen,
} from "@cfa/db/queries/agent-heartbeat";

import { ApiFailure } from "../errors.ts";
import { readShape } from "../read-shape.ts";
import { readMoment } from "./finish-run.ts";

/** Reads a heartbeat. */
export function readHeartbeat(json: unknown): Heartbeat {
  const beat = readShape(Heartbeat, json);
  readMoment(beat.readAt, "readAt");
  return beat;
}

/** Reads what an agent could not do. */
export function readTrouble(json: unknown): Trouble {
  const trouble = readShape(Trouble, json);
  readMoment(trouble.since, "since");
  if (trouble.nextTryAt !== undefined) readMoment(trouble.nextTryAt, "nextTryAt");
  return trouble;
}

/**
 * Tally was looked at. When its counters are the ones we know, the books are as fresh as this look. Either way this writes the
 * company's one heartbeat row and nothing else: a thousand quiet companies must cost next to nothing.
 */
export async function takeHeartbeat(
  tx: CompanyTx,
  beat: Heartbeat,
  keyId: string,
): Promise<Omit<HeartbeatTaken, "serverTime">> {
  const ground = await heartbeatGround(tx);
  requireBooks(ground.guid, beat.companyGuid);
  const known = knownOf(ground);
  const current =
    known !== null && known.masters === beat.marks.masters && known.vouchers === beat.marks.vouchers;
  await doNotWaitForDisk(tx);
  await noteAgent(tx, seenOf(beat, keyId), current ? beat.readAt : null);
  const wants = openWants(ground.wants);
  return { current, known, ...(wants === undefined ? {} : { wants }) };
}

/** Tally could not be read: kept, to be shown, until a heartbeat or a run says that it can. */
export async function takeTrouble(tx: CompanyTx, trouble: Trouble, keyId: string): Promise<void> {
  const ground = await heartbeatGround(tx);
  requireBooks(ground.guid, trouble.companyGuid);
  const { code, message, fix, since, nextTryAt } = trouble;
  await doNotWaitForDisk(tx);
  await noteTrouble(tx, seenOf(trouble, keyId), { code, message, fix, since, nextTryAt });
}

/** What is wanted of the agent now; undefined when nothing is. */
export function openWants(kept: unknown): Wants | undefined {
  const wants = Wants.safeParse(kept);
  if (!wants.success) return undefined;
  const { full, months, days, totals } = wants.data;
  return full || totals || months.length + days.length > 0 ? wants.data : undefined;
}

/** Who an agent says it is. */
export function seenOf(said: Pick<Heartbeat, "agent" | "tally">, keyId: string): AgentSeen {
  const { agent, tally } = said;
  return { keyId, agentId: agent?.id, version: agent?.version, machine: agent?.machine, tally };
}

function requireBooks(bound: string | null, guid: string): void {
  if (bound !== null && bound !== guid) throw new ApiFailure("wrong-company");
}

function knownOf(ground: { masters: bigint | null; vouchers: bigint | null }): HeartbeatTaken["known"] {
  if (ground.masters === null || ground.vouchers === null) return null;
  return { masters: Number(ground.masters), vouchers: Number(ground.vouchers) };
}
