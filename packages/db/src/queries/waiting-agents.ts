import type { Database } from "../client.ts";
import { asAuthn } from "../company-scope.ts";

/** What an agent says of itself, and where it asked from. */
export type OfferedAgent = {
  machine: string;
  windowsUser: string;
  tallyCompany: string;
  tallyGuid: string;
  gstin: string | null;
  address: string;
};

/** The same as values, in this order: machine, windows_user, tally_company, tally_guid, gstin, address. */
export function offeredBy(agent: OfferedAgent): (string | null)[] {
  const { machine, windowsUser, tallyCompany, tallyGuid, gstin, address } = agent;
  return [machine, windowsUser, tallyCompany, tallyGuid, gstin, address];
}

/** Keeps an agent that shows a code; what has waited too long goes. False when another one shows the same code. */
export function addWaitingAgent(
  db: Database,
  agent: OfferedAgent & { claimHash: Uint8Array; codeHash: Uint8Array; now: Date; expiresAt: Date },
): Promise<boolean> {
  return asAuthn(db, async (tx) => {
    await tx.run("delete from waiting_agent where expires_at <= $1", [agent.now]);
    const rows = await tx.run(
      `insert into waiting_agent
         (claim_hash, code_hash, expires_at, machine, windows_user, tally_company, tally_guid, gstin, address)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict do nothing returning true`,
      [Buffer.from(agent.claimHash), Buffer.from(agent.codeHash), agent.expiresAt, ...offeredBy(agent)],
    );
    return rows.length > 0;
  });
}

/** The agent that shows a code now. */
export async function waitingByCode(
  db: Database,
  codeHash: Uint8Array,
  now: Date,
): Promise<(OfferedAgent & { claimHash: Buffer }) | undefined> {
  const rows = await asAuthn(db, (tx) =>
    tx.run<OfferedAgent & { claimHash: Buffer }>(
      `select claim_hash as "claimHash", machine, windows_user as "windowsUser", tally_company as "tallyCompany",
         tally_guid as "tallyGuid", gstin, address
       from waiting_agent where code_hash = $1 and expires_at > $2`,
      [Buffer.from(codeHash), now],
    ),
  );
  return rows[0];
}

/** Ends an agent's waiting; of several who try at once one is answered true. */
export async function endWaiting(db: Database, claimHash: Uint8Array): Promise<boolean> {
  const rows = await asAuthn(db, (tx) =>
    tx.run("delete from waiting_agent where claim_hash = $1 returning true", [Buffer.from(claimHash)]),
  );
  return rows.length > 0;
}

/** Notes that a waiting agent asked; null when none waits by this claim, else when it asked last. */
export async function pollWaiting(
  db: Database,
  claimHash: Uint8Array,
  now: Date,
): Promise<{ lastAt: Date | null } | null> {
  const rows = await asAuthn(db, (tx) =>
    tx.run<{ lastAt: Date | null }>(
      `with before as (select claim_hash, polled_at from waiting_agent
                       where claim_hash = $1 and expires_at > $2 for update)
       update waiting_agent w set polled_at = $2 from before b where w.claim_hash = b.claim_hash
       returning b.polled_at as "lastAt"`,
      [Buffer.from(claimHash), now],
    ),
  );
  return rows[0] ?? null;
}
