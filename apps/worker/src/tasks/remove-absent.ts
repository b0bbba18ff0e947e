import type { Database } from "@cfa/db/client";
import { inCompany, type CompanyTx } from "@cfa/db/company-scope";
import type { Enqueue, Jobs } from "@cfa/db/queue";
import type { Logger } from "pino";

import { removeAbsent, type Removed } from "../apply/remove-absent.ts";

/**
 * The job that takes out what a person has confirmed to be gone from Tally, in one transaction of the company. Safe to run
 * twice: the second time finds nothing left.
 */
export async function removeAbsentTask(
  { db, log, enqueue }: { db: Database; log: Logger; enqueue: Enqueue },
  { data, jobId }: { data: Jobs["remove-absent"]; jobId: string },
): Promise<void> {
  const { companyId, confirmId } = data;
  const remove = async (tx: CompanyTx): Promise<Removed> => {
    await enqueue(tx, "learn-payments", { companyId });
    return removeAbsent(tx, confirmId);
  };
  const removed = await inCompany(db, companyId, remove, { role: "job" });
  log.info({ jobId, companyId, confirmId, ...removed }, "what was confirmed to be gone was taken out");
}
