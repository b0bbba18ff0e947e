import type { Jobs } from "@cfa/db/queue";

import { planCompany, type PlanDeps } from "../nudges/plan-company.ts";

/** The job that plans a company's nudges anew after its offers were looked at. Safe to run twice. */
export function planNudgesTask(deps: PlanDeps, { companyId }: Jobs["plan-nudges"]): Promise<void> {
  return planCompany(deps, companyId);
}
