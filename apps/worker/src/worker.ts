import type { Database } from "@cfa/db/client";
import { bossOn, enqueueWith, type Enqueue, type Jobs } from "@cfa/db/queue";
import type { JobWithMetadata, PgBoss } from "pg-boss";
import type { Logger } from "pino";

import type { TellingSettings } from "./alerts/telling.ts";
import { workOnTelling } from "./alerts/work.ts";
import {
  FORECAST_LIMITS,
  openForecastThread,
  type ForecastLimits,
  type ForecastThread,
} from "./cash/forecast-company.ts";
import { LEARNING_LIMITS, type LearningLimits } from "./learn/learn-company.ts";
import { openLearningThread, type LearningThread } from "./learn/run-thread.ts";
import { workOnNudges, type NudgeSettings } from "./nudges/work.ts";
import { applyCorrectionsTask } from "./tasks/apply-corrections.ts";
import { applyRunTask } from "./tasks/apply-run.ts";
import { expireUploadTask } from "./tasks/expire-upload.ts";
import { expireExportTask, exportCompanyTask } from "./tasks/export-company.ts";
import { forecastCashTask } from "./tasks/forecast-cash.ts";
import { learnAgainTask, learnPaymentsTask } from "./tasks/learn-payments.ts";
import { proposeOffersTask } from "./tasks/propose-offers.ts";
import { tendGatewayAgainTask, tendGatewayTask, type GatewaySettings } from "./tasks/tend-gateway.ts";
import { readUploadTask } from "./tasks/read-upload.ts";
import { removeAbsentTask } from "./tasks/remove-absent.ts";
import { removeCompanyTask } from "./tasks/remove-company.ts";

export type WorkerDeps = {
  readonly db: Database;
  readonly log: Logger;
  /** How many companies' runs this process takes in at once; one company's go one after the other everywhere. */
  readonly runsAtOnce?: number;
  /** The clock; the system's when left out. */
  readonly now?: () => Date;
  /** What learning may take; null: this process leaves it to others, and so the forecast of cash. */
  readonly learning?: LearningLimits | null;
  /** How payment gateways are reached; left out: this process speaks with none. */
  readonly gateway?: GatewaySettings | null;
  /** How companies' customers are written to; left out: this process writes to nobody. */
  readonly nudges?: NudgeSettings | null;
  /** How members are told what is to be done; left out: this process tells nobody. */
  readonly telling?: TellingSettings | null;
  /** What a forecast of cash may take. */
  readonly forecasting?: ForecastLimits;
};

const POLL_SECONDS = 0.5;
/** What a person waits for once in a while. */
const PERSON_POLL_SECONDS = 2;
/** What a person waits for and then looks at. */
const CORRECTION_POLL_SECONDS = 1;
/** What nobody waits for, and what may wait longest beside a sync. */
const LEARNING_POLL_SECONDS = 2;
/** Where more companies than this wait to be learned, the next one is begun at once. */
const LEARNING_BACKLOG = 2;
const EXPIRY_POLL_SECONDS = 60;
const STOP_MS = 30_000;

/** One job at a time, looked for this often. */
const every = (seconds: number) =>
  ({
    includeMetadata: true,
    batchSize: 1,
    pollingIntervalSeconds: seconds,
    notifyPollingIntervalSeconds: seconds,
  }) as const;

/** A working worker. `stop` lets running jobs end first; one that does not in time is taken up again elsewhere. */
export type RunningWorker = { stop(options?: { graceMs?: number }): Promise<void> };

/** Starts working the queue. */
export async function startWorker(deps: WorkerDeps): Promise<RunningWorker> {
  const log = deps.log.child({ part: "worker" });
  const boss = bossOn(deps.db, "cfa_job", { supervise: true, listens: true });
  boss.on("error", (error) => log.warn({ reason: error.message }, "queue"));
  boss.on("warning", ({ message }) => log.warn({ reason: message }, "queue"));
  await boss.start();
  const enqueue = enqueueWith(boss);
  await boss.work(
    "apply-run",
    { ...every(POLL_SECONDS), localConcurrency: deps.runsAtOnce ?? 2, groupConcurrency: 1 },
    async (jobs: JobWithMetadata<Jobs["apply-run"]>[]) => {
      for (const job of jobs) {
        const attempt = { data: job.data, jobId: job.id, isLast: job.retryCount >= job.retryLimit };
        await applyRunTask({ db: deps.db, log, enqueue }, attempt);
      }
    },
  );
  await boss.work(
    "read-upload",
    { ...every(POLL_SECONDS), localConcurrency: 1, groupConcurrency: 1 },
    async (jobs: JobWithMetadata<Jobs["read-upload"]>[]) => {
      for (const { data, retryCount, retryLimit } of jobs) {
        await readUploadTask({ db: deps.db, log }, { data, isLast: retryCount >= retryLimit });
      }
    },
  );
  const rarely = every(EXPIRY_POLL_SECONDS);
  await boss.work("expire-upload", rarely, async (jobs: JobWithMetadata<Jobs["expire-upload"]>[]) => {
    for (const job of jobs) await expireUploadTask(deps.db, job.data);
  });
  await boss.work(
    "remove-absent",
    { ...every(PERSON_POLL_SECONDS), groupConcurrency: 1 },
    async (jobs: JobWithMetadata<Jobs["remove-absent"]>[]) => {
      for (const job of jobs)
        await removeAbsentTask({ db: deps.db, log, enqueue }, { data: job.data, jobId: job.id });
    },
  );
  await boss.work(
    "apply-corrections",
    { ...every(CORRECTION_POLL_SECONDS), groupConcurrency: 1 },
    async (jobs: JobWithMetadata<Jobs["apply-corrections"]>[]) => {
      for (const job of jobs) {
        await applyCorrectionsTask({ db: deps.db, log, enqueue }, { data: job.data, jobId: job.id });
      }
    },
  );
  await workOnCompanies(boss, { db: deps.db, log });
  await workOnGateways(boss, { ...deps, log, enqueue });
  const stopping = new AbortController();
  const { nudges = null, telling = null, now = () => new Date() } = deps;
  await workOnNudges(boss, { db: deps.db, log, enqueue, nudges, now, signal: stopping.signal });
  await workOnTelling(boss, { db: deps.db, log, enqueue, now, settings: telling });
  const thread = openLearningThread();
  const forecasts = openForecastThread();
  await learn(boss, { ...deps, log, enqueue, thread, forecasts, signal: stopping.signal });
  log.info("working");
  return {
    async stop({ graceMs = STOP_MS } = {}) {
      stopping.abort(); // what was being learned is learned again elsewhere
      await boss.stop({ graceful: true, timeout: graceMs, close: false });
      await thread.close();
      await forecasts.close();
    },
  };
}

/** What is learned from the books, and what cash will do, one company at a time. */
async function learn(
  boss: PgBoss,
  deps: WorkerDeps & {
    enqueue: Enqueue;
    thread: LearningThread;
    forecasts: ForecastThread;
    signal: AbortSignal;
  },
): Promise<void> {
  const {
    db,
    log,
    enqueue,
    signal,
    thread,
    forecasts,
    learning: limits = LEARNING_LIMITS,
    forecasting = FORECAST_LIMITS,
    now = () => new Date(),
  } = deps;
  if (limits === null) return;
  const patient = {
    ...every(LEARNING_POLL_SECONDS),
    groupConcurrency: 1,
    burstWhenReadyExceeds: LEARNING_BACKLOG,
  };
  await boss.work("learn-payments", patient, async (jobs: JobWithMetadata<Jobs["learn-payments"]>[]) => {
    for (const { data } of jobs) {
      await learnPaymentsTask({ db, log, enqueue, signal, thread, limits, now: now() }, data);
    }
  });
  await boss.work("forecast-cash", patient, async (jobs: JobWithMetadata<Jobs["forecast-cash"]>[]) => {
    for (const { data } of jobs) {
      const by = { db, log, signal, thread: forecasts, limits: forecasting, now: now() };
      await forecastCashTask(by, data);
    }
  });
  await boss.work("propose-offers", patient, async (jobs: JobWithMetadata<Jobs["propose-offers"]>[]) => {
    for (const { data } of jobs) await proposeOffersTask({ db, log, enqueue, now: now() }, data);
  });
  const rarely = every(EXPIRY_POLL_SECONDS);
  await boss.work("learn-again", rarely, async (jobs: JobWithMetadata<Jobs["learn-again"]>[]) => {
    for (const { data } of jobs) await learnAgainTask({ db, enqueue }, data);
  });
}

/** What is done at companies' payment gateways. */
async function workOnGateways(boss: PgBoss, deps: WorkerDeps & { enqueue: Enqueue }): Promise<void> {
  const { db, log, enqueue, gateway, now = () => new Date() } = deps;
  if (gateway === undefined || gateway === null) return;
  const patient = { ...every(PERSON_POLL_SECONDS), groupConcurrency: 1 };
  await boss.work("tend-gateway", patient, async (jobs: JobWithMetadata<Jobs["tend-gateway"]>[]) => {
    for (const { data } of jobs) await tendGatewayTask({ db, log, enqueue, now: now(), gateway }, data);
  });
  await boss.work(
    "tend-gateway-again",
    patient,
    async (jobs: JobWithMetadata<Jobs["tend-gateway-again"]>[]) => {
      for (const { data } of jobs) await tendGatewayAgainTask({ db, enqueue }, data);
    },
  );
}

/** What is done with a company as a whole: its file of everything, and its end. */
async function workOnCompanies(boss: PgBoss, deps: { db: Database; log: Logger }): Promise<void> {
  const patient = every(PERSON_POLL_SECONDS);
  const rarely = every(EXPIRY_POLL_SECONDS);
  await boss.work("export-company", patient, async (jobs: JobWithMetadata<Jobs["export-company"]>[]) => {
    for (const { data, retryCount, retryLimit } of jobs) {
      await exportCompanyTask(deps, { data, isLast: retryCount >= retryLimit });
    }
  });
  await boss.work("expire-export", rarely, async (jobs: JobWithMetadata<Jobs["expire-export"]>[]) => {
    for (const { data } of jobs) await expireExportTask(deps.db, data);
  });
  await boss.work("remove-company", patient, async (jobs: JobWithMetadata<Jobs["remove-company"]>[]) => {
    for (const { data } of jobs) await removeCompanyTask(deps, data);
  });
}
