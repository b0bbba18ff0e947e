import type { Jobs } from "@cfa/db/queue";
import type { JobWithMetadata, PgBoss } from "pg-boss";

import { tellMembersAgainTask, tellMembersTask } from "../tasks/tell-members.ts";
import { openTelling, type TellingDeps, type TellingSettings } from "./telling.ts";

const EVERY_TWO_SECONDS = {
  includeMetadata: true,
  batchSize: 1,
  pollingIntervalSeconds: 2,
  notifyPollingIntervalSeconds: 2,
  groupConcurrency: 1,
} as const;

/** Tells members of companies what they want to be told, one company at a time. */
export async function workOnTelling(
  boss: PgBoss,
  { settings, ...work }: Omit<TellingDeps, "telling"> & { settings: TellingSettings | null },
): Promise<void> {
  if (settings === null) return;
  const telling = openTelling(settings);
  await boss.work(
    "tell-members",
    { ...EVERY_TWO_SECONDS, localConcurrency: 2 },
    async (jobs: JobWithMetadata<Jobs["tell-members"]>[]) => {
      for (const { data } of jobs) await tellMembersTask({ ...work, telling }, data);
    },
  );
  await boss.work(
    "tell-members-again",
    EVERY_TWO_SECONDS,
    async (jobs: JobWithMetadata<Jobs["tell-members-again"]>[]) => {
      for (const { data } of jobs) await tellMembersAgainTask(work, data);
    },
  );
}
