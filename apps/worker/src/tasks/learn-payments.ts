import { inCompany } from "@cfa/db/company-scope";
import { holdCompany } from "@cfa/db/queries/insights/keep-learning";
import type { Enqueue, Jobs } from "@cfa/db/queue";

import { learnCompany, type LearnDeps } from "../learn/learn-company.ts";

/**
 * The job that learns when bills will be paid and how parties pay. Safe to run twice: what was learned from already is left alone. It
 * asks to be looked at again, so that its day moves on where nothing is synced.
 */
export async function learnPaymentsTask(
  deps: LearnDeps & { enqueue: Enqueue },
  { companyId }: Jobs["learn-payments"],
): Promise<void> {
  if (await learnCompany(deps, companyId)) await learnAgainLater(deps, companyId);
}

/** The job that has a company learned again, if there is anything new: another day, or other books. */
export async function learnAgainTask(
  { db, enqueue }: Pick<LearnDeps, "db"> & { enqueue: Enqueue },
  { companyId }: Jobs["learn-again"],
): Promise<void> {
  await inCompany(db, companyId, (tx) => enqueue(tx, "learn-payments", { companyId }), { role: "job" });
}

async function learnAgainLater(
  { db, enqueue }: Pick<LearnDeps, "db"> & { enqueue: Enqueue },
  companyId: string,
): Promise<void> {
  const work = async (tx: Parameters<typeof holdCompany>[0]): Promise<void> => {
    if (await holdCompany(tx)) await enqueue(tx, "learn-again", { companyId });
  };
  await inCompany(db, companyId, work, { role: "job" });
}
