import { tidyGstin } from "@cfa/contract/gstin";
import type { PairingView } from "@cfa/contract/pairing";
import type { PairingRow } from "@cfa/db/queries/pairings";
import { idOut } from "@cfa/values/ids";

/** A pairing as the person sees it who is to confirm it. */
export function presentPairing(row: PairingRow, now: Date): PairingView {
  const { agent } = row;
  return {
    pairingId: idOut("pairing", row.pairingId),
    state: isOver(row, now) ? "expired" : row.state,
    expiresAt: row.expiresAt.toISOString(),
    agent: agent && {
      machine: agent.machine,
      windowsUser: agent.windowsUser,
      tallyCompany: agent.tallyCompany,
      gstin: agent.gstin,
      address: agent.address,
    },
    books: agent && booksOf(row),
    isOtherGstin:
      agent !== null &&
      agent.gstin !== null &&
      row.companyGstin !== null &&
      tidyGstin(agent.gstin) !== row.companyGstin,
  };
}

/** Whether its time has run out before it came to an end. */
export function isOver(row: Pick<PairingRow, "state" | "expiresAt">, now: Date): boolean {
  return row.expiresAt <= now && row.state !== "paired" && row.state !== "refused";
}

/** Whether the agent's books are those of the company. */
export function booksOf({ agent, companyGuid }: PairingRow): "new" | "same" | "other" {
  if (companyGuid === null) return "new";
  return companyGuid === agent?.tallyGuid ? "same" : "other";
}
