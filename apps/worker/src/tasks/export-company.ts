import type { Database } from "@cfa/db/client";
import { inCompany } from "@cfa/db/company-scope";
import { dropExport, endExport } from "@cfa/db/queries/company-export";
import type { Jobs } from "@cfa/db/queue";
import type { Logger } from "pino";

import { writeExport } from "../export/write-export.ts";

/** The job that makes the file of everything. After the last attempt it is marked failed. */
export async function exportCompanyTask(
  { db, log }: { db: Database; log: Logger },
  { data, isLast }: { data: Jobs["export-company"]; isLast: boolean },
): Promise<void> {
  const { companyId, exportId } = data;
  const begun = performance.now();
  try {
    const written = await writeExport(db, data);
    const millis = Math.round(performance.now() - begun);
    log.info({ event: "export-made", companyId, ...written, millis }, "company");
  } catch (error) {
    if (isLast) {
      const ended = { exportId, state: "failed", bytes: 0, rows: 0 } as const;
      await inCompany(db, companyId, (tx) => endExport(tx, ended), { role: "job" });
    }
    throw error;
  }
}

/** The job that lets the file go after its day. */
export async function expireExportTask(db: Database, data: Jobs["expire-export"]): Promise<void> {
  await inCompany(db, data.companyId, (tx) => dropExport(tx, data.exportId), { role: "job" });
}
