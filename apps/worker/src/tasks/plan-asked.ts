import type { Jobs } from "@cfa/db/queue";

import { planAsked } from "../nudges/plan-asked.ts";

/** The job that plans what a person has asked to be sent to one customer. Safe to run twice. */
export const planAskedTask = (
  deps: Parameters<typeof planAsked>[0],
  { companyId, askId }: Jobs["plan-asked"],
): Promise<void> => planAsked(deps, { companyId, askId });
