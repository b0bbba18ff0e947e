import { inCompany } from "@cfa/db/company-scope";
import { holdCompany } from "@cfa/db/queries/insights/keep-learning";
import type { Jobs } from "@cfa/db/queue";

import { takeChannelEvents, type TakeEventsDeps } from "../nudges-in/take-events.ts";

/** The job that looks at what providers have told of a company's messages, and what customers wrote. Safe to run twice. */
export function takeChannelEventsTask(
  deps: TakeEventsDeps,
  { companyId }: Jobs["take-channel-events"],
): Promise<void> {
  return takeChannelEvents(deps, companyId);
}

/** The job that has it looked again at what was of no known message. */
export async function takeChannelEventsAgainTask(
  { db, enqueue }: Pick<TakeEventsDeps, "db" | "enqueue">,
  { companyId }: Jobs["take-channel-events-again"],
): Promise<void> {
  await inCompany(
    db,
    companyId,
    async (tx) => {
      if (await holdCompany(tx)) await enqueue(tx, "take-channel-events", { companyId });
    },
    { role: "job" },
  );
}
