import type { Jobs } from "@cfa/db/queue";

import { proposeCompany, type ProposeDeps } from "../offers/propose-company.ts";

/** The job that looks at a company's offers after it was learned from. Safe to run twice. */
export function proposeOffersTask(deps: ProposeDeps, { companyId }: Jobs["propose-offers"]): Promise<void> {
  return proposeCompany(deps, companyId);
}
