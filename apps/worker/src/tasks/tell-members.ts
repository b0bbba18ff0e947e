import type { Jobs } from "@cfa/db/queue";

import type { TellingDeps } from "../alerts/telling.ts";
import { tellCompany } from "../alerts/tell-company.ts";
import { queueOf } from "./queue-of.ts";

/** The job that tells a company's members what is to be told now. Safe to run twice. */
export function tellMembersTask(deps: TellingDeps, { companyId }: Jobs["tell-members"]): Promise<void> {
  return tellCompany(deps, companyId);
}

/** The job that has a company's members told when the next moment has come. */
export async function tellMembersAgainTask(
  deps: Pick<TellingDeps, "db" | "enqueue">,
  { companyId }: Jobs["tell-members-again"],
): Promise<void> {
  await queueOf(deps, "tell-members", { companyId });
}
