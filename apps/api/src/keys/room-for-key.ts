import type { CompanyTx } from "@cfa/db/company-scope";
import { countLiveKeys } from "@cfa/db/queries/api-keys";

import { ApiFailure } from "../errors.ts";

/** How many keys of one company may be in force. */
const MOST_LIVE_KEYS = 20;

/** Refuses one key too many. */
export async function refuseOneTooMany(tx: CompanyTx, now: Date): Promise<void> {
  if ((await countLiveKeys(tx, now)) < MOST_LIVE_KEYS) return;
  throw new ApiFailure("conflict", {
    message: `There are ${MOST_LIVE_KEYS} keys in force already. Revoke one that is no longer used.`,
  });
}
