import type { Jobs } from "@cfa/db/queue";
import type { JobWithMetadata, PgBoss } from "pg-boss";

import { tellMembersAgainTask, tellMembersTask } from "../tasks/tell-members.ts";
import { openTelling, type TellingDeps, type TellingSettings } from "./telling.ts";

/** At nine most companies are due at once: as long as a batch comes full the next one is fetched without a pause. */
const IN_BATCHES = {
  includeMetadata: true,
  batchSize: 5,
  burstWhenBatchFull: true,
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
    { ...IN_BATCHES, localConcurrency: 2 },
    (jobs: JobWithMetadata<Jobs["tell-members"]>[]) =>
      oneByOne(jobs, ({ data }) => tellMembersTask({ ...work, telling }, data)),
  );
  await boss.work("tell-members-again", IN_BATCHES, (jobs: JobWithMetadata<Jobs["tell-members-again"]>[]) =>
    oneByOne(jobs, ({ data }) => tellMembersAgainTask(work, data)),
  );
}

/** Does all of a batch. What fails keeps none of the others waiting; then the batch is done again, which tells nobody anything twice. */
async function oneByOne<Job>(jobs: readonly Job[], work: (job: Job) => Promise<void>): Promise<void> {
  const failed: unknown[] = [];
  for (const job of jobs) await work(job).catch((error: unknown) => failed.push(error));
  if (failed.length > 0) {
    throw new Error(`${failed.length} of ${jobs.length} companies could not be told`, { cause: failed[0] });
  }
}
