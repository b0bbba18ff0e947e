import type { Jobs } from "@cfa/db/queue";

import { askCompany, type AskDeps } from "../nudges/ask-company.ts";

/** The job that finds out what became of messages of which nobody can say whether they went out. Safe to run twice. */
export function askAttemptsTask(deps: AskDeps, { companyId }: Jobs["ask-attempts"]): Promise<void> {
  return askCompany(deps, companyId);
}
