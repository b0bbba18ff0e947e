import { inCompany, type CompanyTx } from "@cfa/db/company-scope";
import { holdCompany } from "@cfa/db/queries/insights/keep-learning";
import type { Enqueue, Jobs } from "@cfa/db/queue";

import { learnCompany, type LearnDeps } from "../learn/learn-company.ts";

type Learning = "learn-payments" | "learn-again" | "forecast-cash" | "propose-offers";

/**
 * The job that learns when bills will be paid and how parties pay. Safe to run twice: what was learned from already is left alone. First of
 * all it asks to be looked at again, so that its day moves on where nothing is synced, also after an attempt that fails. Last of all cash is
 * forecast from what was learned, or in its place, and offers are looked at.
 */
export async function learnPaymentsTask(
  deps: LearnDeps & { enqueue: Enqueue },
  { companyId }: Jobs["learn-payments"],
): Promise<void> {
  if (!(await queueOf(deps, "learn-again", companyId))) return;
  await learnCompany(deps, companyId);
  await queueOf(deps, "forecast-cash", companyId);
  await queueOf(deps, "propose-offers", companyId);
}

/** The job that has a company learned again, if there is anything new: another day, or other books. */
export async function learnAgainTask(
  deps: Pick<LearnDeps, "db"> & { enqueue: Enqueue },
  { companyId }: Jobs["learn-again"],
): Promise<void> {
  await queueOf(deps, "learn-payments", companyId);
}

/** Queues a job about a company; false: the company is gone. */
function queueOf(
  { db, enqueue }: Pick<LearnDeps, "db"> & { enqueue: Enqueue },
  name: Learning,
  companyId: string,
): Promise<boolean> {
  const work = async (tx: CompanyTx): Promise<boolean> => {
    const isThere = await holdCompany(tx);
    if (isThere) await enqueue(tx, name, { companyId });
    return isThere;
  };
  return inCompany(db, companyId, work, { role: "job" });
}
