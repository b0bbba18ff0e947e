import type { PairingPolled } from "@cfa/contract/pairing";
import type { Database } from "@cfa/db/client";
import { inCompany, type CompanyTx } from "@cfa/db/company-scope";
import { addAuditEntry } from "@cfa/db/queries/absences";
import { addKey, giveAnotherSecret } from "@cfa/db/queries/api-keys";
import { findPairing, lockPairing, movePairing, notePoll, type PairingRow } from "@cfa/db/queries/pairings";
import { pollWaiting } from "@cfa/db/queries/waiting-agents";

import { newKey } from "../auth/api-key.ts";
import { THE_AGENT } from "../keys/fetch-new-key.ts";
import { POLL_SECONDS } from "./codes.ts";
import { isOver } from "./present-pairing.ts";

/** An answer takes its way too: a little early is not too early. */
const SLACK_MILLIS = 1_000;

/** What an agent is told that asks by its claim; the key, once, when it was confirmed. */
export async function pollClaim(db: Database, claimHash: Uint8Array, now: Date): Promise<PairingPolled> {
  const known = await findPairing(db, { column: "claim_hash", hash: claimHash });
  if (known !== undefined) {
    return inCompany(db, known.companyId, async (tx) => {
      const row = await lockPairing(tx, known.pairingId);
      return row === undefined || isOver(row, now) ? told("expired") : standing(tx, row, now);
    });
  }
  const waiting = await pollWaiting(db, claimHash, now);
  if (waiting === null) return told("expired");
  return told(isTooSoon(waiting.lastAt, now) ? "slow-down" : "waiting");
}

async function standing(tx: CompanyTx, row: PairingRow, now: Date): Promise<PairingPolled> {
  if (row.state === "refused") return told("refused");
  if (row.state === "confirmed") return handOver(tx, row);
  if (row.state === "paired") return told("expired"); // another poll was first
  await notePoll(tx, row.pairingId, now);
  return told(isTooSoon(row.polledAt, now) ? "slow-down" : "waiting");
}

/** The key is made here, at the moment it is handed over, so that it lies nowhere. One that is there already gets a new secret. */
async function handOver(tx: CompanyTx, row: PairingRow): Promise<PairingPolled> {
  const { key, kept } = newKey();
  const machine = row.agent?.machine.trim().slice(0, 80) || "Agent";
  let { keyId } = row;
  if (keyId === null) {
    keyId = await addKey(tx, { ...kept, name: machine, by: row.openedByName, replaces: null });
  } else if (!(await giveAnotherSecret(tx, keyId, kept))) {
    await movePairing(tx, row.pairingId, { state: "refused" });
    return told("refused"); // used or revoked since: it was pasted somewhere
  }
  await movePairing(tx, row.pairingId, { state: "paired", keyId });
  await addAuditEntry(tx, { user: THE_AGENT, action: "key.paired", detail: { machine } });
  return { ...told("paired"), key, company: row.companyName };
}

function isTooSoon(lastAt: Date | null, now: Date): boolean {
  return lastAt !== null && now.getTime() - lastAt.getTime() < POLL_SECONDS * 1_000 - SLACK_MILLIS;
}

function told(state: PairingPolled["state"]): PairingPolled {
  return { state, intervalSeconds: state === "slow-down" ? 2 * POLL_SECONDS : POLL_SECONDS };
}
