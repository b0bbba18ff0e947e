import type { Enqueue, Jobs } from "@cfa/db/queue";

import { learnCompany, type LearnDeps } from "../learn/learn-company.ts";
import { queueOf } from "./queue-of.ts";

/**
 * The job that learns when bills will be paid and how parties pay. Safe to run twice: what was learned from already is left alone. First of
 * all it asks to be looked at again, so that its day moves on where nothing is synced, also after an attempt that fails. Last of all cash is
 * forecast from what was learned, or in its place, and offers are looked at.
 */
export async function learnPaymentsTask(
  deps: LearnDeps & { enqueue: Enqueue },
  { companyId }: Jobs["learn-payments"],
): Promise<void> {
  if (!(await queueOf(deps, "learn-again", { companyId }))) return;
  await learnCompany(deps, companyId);
  await queueOf(deps, "forecast-cash", { companyId });
  await queueOf(deps, "propose-offers", { companyId });
}

/** The job that has a company learned again, if there is anything new: another day, or other books. */
export async function learnAgainTask(
  deps: Pick<LearnDeps, "db"> & { enqueue: Enqueue },
  { companyId }: Jobs["learn-again"],
): Promise<void> {
  await queueOf(deps, "learn-payments", { companyId });
}
