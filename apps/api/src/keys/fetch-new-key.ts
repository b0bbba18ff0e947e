import type { CompanyTx } from "@cfa/db/company-scope";
import { addAuditEntry } from "@cfa/db/queries/absences";
import { giveAnotherSecret, lockSuccessor } from "@cfa/db/queries/api-keys";

import { newKey } from "../auth/api-key.ts";
import { ApiFailure } from "../errors.ts";

/** Whom the audit log names where no person did it. */
export const THE_AGENT = { id: "agent", name: "Agent" };

/**
 * Hands the agent the key that takes the place of the one it asks with. Only its hash is kept, so it is made anew here, and what a
 * person was shown of it no longer opens anything. An answer that is lost costs nothing: until it is used, it can be fetched again.
 */
export async function fetchNewKey(tx: CompanyTx, keyId: string): Promise<{ keyId: string; key: string }> {
  const successor = await lockSuccessor(tx, keyId);
  const { key, kept } = newKey();
  if (successor === undefined || !(await giveAnotherSecret(tx, successor.keyId, kept))) {
    throw new ApiFailure("not-found", { message: "No other key waits for this agent." });
  }
  const detail = { key: successor.name };
  await addAuditEntry(tx, { user: THE_AGENT, action: "key.fetched", detail });
  return { keyId: successor.keyId, key };
}
