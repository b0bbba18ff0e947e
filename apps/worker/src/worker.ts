import type { Database } from "@cfa/db/client";
import { bossOn, type Jobs } from "@cfa/db/queue";
import type { JobWithMetadata } from "pg-boss";
import type { Logger } from "pino";

import { applyRunTask } from "./tasks/apply-run.ts";

export type WorkerDeps = {
  readonly db: Database;
  readonly log: Logger;
  /** How many companies' runs this process takes in at once; one company's go one after the other everywhere. */
  readonly runsAtOnce?: number;
};

const POLL_SECONDS = 0.5;
const STOP_MS = 30_000;

/** A working worker. `stop` lets running jobs end first; one that does not in time is taken up again elsewhere. */
export type RunningWorker = { stop(options?: { graceMs?: number }): Promise<void> };

/** Starts working the queue. */
export async function startWorker(deps: WorkerDeps): Promise<RunningWorker> {
  const log = deps.log.child({ part: "worker" });
  const boss = bossOn(deps.db, "cfa_job", { supervise: true });
  boss.on("error", (error) => log.warn({ reason: error.message }, "queue"));
  await boss.start();
  await boss.work(
    "apply-run",
    {
      includeMetadata: true,
      batchSize: 1,
      localConcurrency: deps.runsAtOnce ?? 2,
      groupConcurrency: 1,
      pollingIntervalSeconds: POLL_SECONDS,
      notifyPollingIntervalSeconds: POLL_SECONDS,
    },
    async (jobs: JobWithMetadata<Jobs["apply-run"]>[]) => {
      for (const job of jobs) {
        const attempt = { data: job.data, jobId: job.id, isLast: job.retryCount >= job.retryLimit };
        await applyRunTask({ db: deps.db, log }, attempt);
      }
    },
  );
  log.info("working");
  return {
    stop: ({ graceMs = STOP_MS } = {}) => boss.stop({ graceful: true, timeout: graceMs, close: false }),
  };
}
