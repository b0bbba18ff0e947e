import type { Database } from "@cfa/db/client";
import { inCompany } from "@cfa/db/company-scope";
import type { Jobs } from "@cfa/db/queue";
import type { Logger } from "pino";

import { applyCorrections } from "../apply/apply-corrections.ts";

/**
 * The job that brings a change of what people say into the books, in one transaction of the company. Safe to run twice: the
 * second time the books come out the same.
 */
export async function applyCorrectionsTask(
  { db, log }: { db: Database; log: Logger },
  { data, jobId }: { data: Jobs["apply-corrections"]; jobId: string },
): Promise<void> {
  const { companyId, ledgerIds } = data;
  const applied = await inCompany(db, companyId, (tx) => applyCorrections(tx, ledgerIds), { role: "job" });
  log.info({ jobId, companyId, ...applied }, "corrections were brought into the books");
}
