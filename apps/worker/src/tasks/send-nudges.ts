import type { Jobs } from "@cfa/db/queue";

import { sendCompany, type SendDeps } from "../nudges/send-company.ts";
import { queueOf } from "./queue-of.ts";

/** The job that sends what a company has queued and whose moment has come. Safe to run twice. */
export async function sendNudgesTask(deps: SendDeps, { companyId }: Jobs["send-nudges"]): Promise<void> {
  await sendCompany(deps, companyId);
}

/** The job that has a company's messages sent when the next one's moment has come. */
export async function sendNudgesAgainTask(
  deps: Pick<SendDeps, "db" | "enqueue">,
  { companyId }: Jobs["send-nudges-again"],
): Promise<void> {
  await queueOf(deps, "send-nudges", { companyId });
}
