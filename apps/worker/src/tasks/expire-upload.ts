import type { Database } from "@cfa/db/client";
import { inCompany } from "@cfa/db/company-scope";
import { openUploads } from "@cfa/db/queries/uploads/handing-in";
import type { Jobs } from "@cfa/db/queue";

/** The job that lets an upload go that was not committed in its day. */
export async function expireUploadTask(db: Database, { companyId }: Jobs["expire-upload"]): Promise<void> {
  await inCompany(db, companyId, openUploads, { role: "job" });
}
