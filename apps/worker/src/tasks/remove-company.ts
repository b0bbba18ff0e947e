import type { Database } from "@cfa/db/client";
import { inCompany } from "@cfa/db/company-scope";
import { forgetJobs, removeCompany, waitForRuns } from "@cfa/db/queries/company-removal";
import type { Jobs } from "@cfa/db/queue";
import type { Logger } from "pino";

/**
 * The job that removes a company: all its rows in one transaction, once nothing is being taken in. Its people and keys were gone before
 * this began. Then what began before and ended after (a table without a foreign key holds no one back), its jobs, this one among them:
 * nothing is left that names it.
 */
export async function removeCompanyTask(
  { db, log }: { db: Database; log: Logger },
  { companyId }: Jobs["remove-company"],
): Promise<void> {
  const begun = performance.now();
  await inCompany(
    db,
    companyId,
    async (tx) => {
      await waitForRuns(tx);
      await removeCompany(tx);
    },
    { role: "job" },
  );
  await inCompany(db, companyId, removeCompany, { role: "job" });
  const jobs = await forgetJobs(db, companyId);
  log.info({ event: "company-removed", jobs, millis: Math.round(performance.now() - begun) }, "company");
}
