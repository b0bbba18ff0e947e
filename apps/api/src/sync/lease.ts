import type { CompanyTx } from "@cfa/db/company-scope";
import { currentLease, type RunRow } from "@cfa/db/queries/sync-runs";

import { ApiFailure } from "../errors.ts";

/** Refuses whoever does not hold the run's lease, or holds one that a newer run has ended. */
export async function requireLease(tx: CompanyTx, run: RunRow, lease: number): Promise<void> {
  const current = await currentLease(tx);
  if (run.lease === BigInt(lease) && run.lease === current) return;
  throw new ApiFailure("stale-lease", {
    message: "Another run was opened for this company after this one. Begin a new run.",
  });
}
