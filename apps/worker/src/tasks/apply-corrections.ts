import type { Database } from "@cfa/db/client";
import { inCompany, type CompanyTx } from "@cfa/db/company-scope";
import type { Enqueue, Jobs } from "@cfa/db/queue";
import type { Logger } from "pino";

import { applyCorrections } from "../apply/apply-corrections.ts";

/**
 * The job that brings a change of what people say into the books, in one transaction of the company. Safe to run twice: the
 * second time the books come out the same.
 */
export async function applyCorrectionsTask(
  { db, log, enqueue }: { db: Database; log: Logger; enqueue: Enqueue },
  { data, jobId }: { data: Jobs["apply-corrections"]; jobId: string },
): Promise<void> {
  const { companyId, ledgerIds } = data;
  const apply = async (tx: CompanyTx): Promise<{ parties: number }> => {
    await enqueue(tx, "learn-payments", { companyId });
    return applyCorrections(tx, ledgerIds);
  };
  const applied = await inCompany(db, companyId, apply, { role: "job" });
  log.info({ jobId, companyId, ...applied }, "corrections were brought into the books");
}
