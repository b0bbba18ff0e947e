import type { Database } from "@cfa/db/client";
import { inCompany } from "@cfa/db/company-scope";
import { endReading } from "@cfa/db/queries/uploads/reading";
import type { Jobs } from "@cfa/db/queue";
import type { Logger } from "pino";

import { readUpload } from "../upload/read-upload.ts";
import { UploadGone } from "../upload/upload-place.ts";

const FAILED = {
  code: "failed",
  message:
    "These files could not be read because of a fault on our side; it has been noted. Try again, or send them later.",
};

/** The job that reads an upload for its preview. One that was cancelled meanwhile is no failure. */
export async function readUploadTask(
  { db, log }: { db: Database; log: Logger },
  { data, isLast }: { data: Jobs["read-upload"]; isLast: boolean },
): Promise<void> {
  const jobLog = log.child(data);
  const begun = performance.now();
  try {
    const read = await readUpload({ db, ...data });
    jobLog.info({ ...read, millis: Math.round(performance.now() - begun) }, "upload read");
  } catch (error) {
    if (error instanceof UploadGone) return jobLog.info("upload was cancelled while it was read");
    jobLog.error(
      { isLast, reason: error instanceof Error ? error.name : typeof error },
      "upload could not be read",
    );
    if (isLast) {
      await inCompany(db, data.companyId, (tx) =>
        endReading(tx, data.uploadId, { state: "failed", warnings: [], refusal: FAILED }),
      );
    }
    throw error;
  }
}
