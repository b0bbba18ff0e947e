import { inCompany } from "@cfa/db/company-scope";
import { holdCompany } from "@cfa/db/queries/insights/keep-learning";
import type { Jobs } from "@cfa/db/queue";

import { sendCompany, type SendDeps } from "../nudges/send-company.ts";

/** The job that sends what a company has queued and whose moment has come. Safe to run twice. */
export async function sendNudgesTask(deps: SendDeps, { companyId }: Jobs["send-nudges"]): Promise<void> {
  await sendCompany(deps, companyId);
}

/** The job that has a company's messages sent when the next one's moment has come. */
export async function sendNudgesAgainTask(
  { db, enqueue }: Pick<SendDeps, "db" | "enqueue">,
  { companyId }: Jobs["send-nudges-again"],
): Promise<void> {
  await inCompany(
    db,
    companyId,
    async (tx) => {
      if (await holdCompany(tx)) await enqueue(tx, "send-nudges", { companyId });
    },
    { role: "job" },
  );
}
