import type { Jobs } from "@cfa/db/queue";

import { planCompany, type PlanDeps } from "../nudges/plan-company.ts";
import { queueOf } from "./queue-of.ts";

/** The job that plans a company's nudges anew after its offers were looked at, and has what is old forgotten within a day. Safe to run twice. */
export async function planNudgesTask(deps: PlanDeps, { companyId }: Jobs["plan-nudges"]): Promise<void> {
  if (!(await queueOf(deps, "prune-nudges", { companyId }))) return;
  await planCompany(deps, companyId);
}
