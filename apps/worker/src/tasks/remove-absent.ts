import type { Database } from "@cfa/db/client";
import { inCompany } from "@cfa/db/company-scope";
import type { Jobs } from "@cfa/db/queue";
import type { Logger } from "pino";

import { removeAbsent } from "../apply/remove-absent.ts";

/**
 * The job that takes out what a person has confirmed to be gone from Tally, in one transaction of the company. Safe to run
 * twice: the second time finds nothing left.
 */
export async function removeAbsentTask(
  { db, log }: { db: Database; log: Logger },
  { data, jobId }: { data: Jobs["remove-absent"]; jobId: string },
): Promise<void> {
  const { companyId, confirmId } = data;
  const removed = await inCompany(db, companyId, (tx) => removeAbsent(tx, confirmId), { role: "job" });
  log.info({ jobId, companyId, confirmId, ...removed }, "what was confirmed to be gone was taken out");
}
