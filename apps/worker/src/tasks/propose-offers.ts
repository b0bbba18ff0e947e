import type { Jobs } from "@cfa/db/queue";

import { proposeCompany, type ProposeDeps } from "../offers/propose-company.ts";
import { queueOf } from "./queue-of.ts";

/** The job that looks at a company's offers after it was learned from; its nudges are planned and its members told after that. Safe to run twice. */
export async function proposeOffersTask(
  deps: ProposeDeps,
  { companyId }: Jobs["propose-offers"],
): Promise<void> {
  await proposeCompany(deps, companyId);
  await queueOf(deps, "plan-nudges", { companyId });
  await queueOf(deps, "tell-members", { companyId });
}
