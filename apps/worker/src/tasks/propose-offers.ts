import { inCompany } from "@cfa/db/company-scope";
import { holdCompany } from "@cfa/db/queries/insights/keep-learning";
import type { Jobs } from "@cfa/db/queue";

import { proposeCompany, type ProposeDeps } from "../offers/propose-company.ts";

/** The job that looks at a company's offers after it was learned from; its nudges are planned after that. Safe to run twice. */
export async function proposeOffersTask(
  deps: ProposeDeps,
  { companyId }: Jobs["propose-offers"],
): Promise<void> {
  await proposeCompany(deps, companyId);
  await inCompany(
    deps.db,
    companyId,
    async (tx) => {
      if (await holdCompany(tx)) await deps.enqueue(tx, "plan-nudges", { companyId });
    },
    { role: "job" },
  );
}
