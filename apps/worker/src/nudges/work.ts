import type { Database } from "@cfa/db/client";
import type { Enqueue, Jobs } from "@cfa/db/queue";
import { judgeSend } from "@cfa/nudges/gate";
import { planNudges } from "@cfa/nudges/plan-nudges";
import type { JobWithMetadata, PgBoss } from "pg-boss";
import type { Logger } from "pino";

import { askAttemptsTask } from "../tasks/ask-attempts.ts";
import { planAskedTask } from "../tasks/plan-asked.ts";
import { planNudgesTask } from "../tasks/plan-nudges.ts";
import { pruneNudgesTask } from "../tasks/prune-nudges.ts";
import { sendNudgesAgainTask, sendNudgesTask } from "../tasks/send-nudges.ts";
import { sendTestTask } from "../tasks/send-test.ts";
import { takeChannelEventsAgainTask, takeChannelEventsTask } from "../tasks/take-channel-events.ts";
import { openChannels, type ChannelSettings, type OpenChannels } from "./open-channel.ts";

/** What is needed to write to companies' customers: where their pages are, and how providers are reached; without that, letters alone. */
export type NudgeSettings = { readonly publicUrl: string; readonly channels: ChannelSettings | null };

export type NudgeWork = {
  readonly db: Database;
  readonly log: Logger;
  readonly enqueue: Enqueue;
  readonly nudges: NudgeSettings | null;
  readonly now: () => Date;
  readonly signal: AbortSignal;
};

const POLL_SECONDS = 2;
const RARE_POLL_SECONDS = 15;
/** Where more companies than this have messages to ask about, as after a carrier's bad hour, the next one is begun at once. */
const ASKING_BACKLOG = 2;

const every = (seconds: number) =>
  ({
    includeMetadata: true,
    batchSize: 1,
    pollingIntervalSeconds: seconds,
    notifyPollingIntervalSeconds: seconds,
    groupConcurrency: 1,
  }) as const;

/** Plans and sends nudges, one company at a time, so that a large one does not keep others waiting. */
export async function workOnNudges(boss: PgBoss, work: NudgeWork): Promise<void> {
  const { nudges, db, log, enqueue, now } = work;
  if (nudges === null) return;
  const { publicUrl, channels } = nudges;
  await boss.work(
    "plan-nudges",
    every(POLL_SECONDS),
    async (jobs: JobWithMetadata<Jobs["plan-nudges"]>[]) => {
      for (const { data } of jobs) {
        await planNudgesTask({ db, log, enqueue, now: now(), planner: planNudges, publicUrl }, data);
      }
    },
  );
  await boss.work("plan-asked", every(POLL_SECONDS), async (jobs: JobWithMetadata<Jobs["plan-asked"]>[]) => {
    for (const { data } of jobs) await planAskedTask({ db, log, enqueue, now: now(), publicUrl }, data);
  });
  const open: OpenChannels = (tx) => openChannels(tx, channels);
  const sending = { judge: judgeSend, publicUrl, open };
  await boss.work(
    "send-nudges",
    { ...every(POLL_SECONDS), localConcurrency: 2 },
    async (jobs: JobWithMetadata<Jobs["send-nudges"]>[]) => {
      for (const { data } of jobs) await sendNudgesTask({ ...work, sending }, data);
    },
  );
  await boss.work("send-test", every(POLL_SECONDS), async (jobs: JobWithMetadata<Jobs["send-test"]>[]) => {
    for (const { data } of jobs) await sendTestTask({ db, log, now, open, publicUrl }, data);
  });
  await boss.work(
    "send-nudges-again",
    every(POLL_SECONDS),
    async (jobs: JobWithMetadata<Jobs["send-nudges-again"]>[]) => {
      for (const { data } of jobs) await sendNudgesAgainTask(work, data);
    },
  );
  await boss.work(
    "ask-attempts",
    { ...every(POLL_SECONDS), burstWhenReadyExceeds: ASKING_BACKLOG },
    async (jobs: JobWithMetadata<Jobs["ask-attempts"]>[]) => {
      for (const { data } of jobs) await askAttemptsTask({ db, log, enqueue, now, open }, data);
    },
  );
  await boss.work(
    "take-channel-events",
    every(POLL_SECONDS),
    async (jobs: JobWithMetadata<Jobs["take-channel-events"]>[]) => {
      for (const { data } of jobs) await takeChannelEventsTask(work, data);
    },
  );
  await boss.work(
    "take-channel-events-again",
    every(RARE_POLL_SECONDS),
    async (jobs: JobWithMetadata<Jobs["take-channel-events-again"]>[]) => {
      for (const { data } of jobs) await takeChannelEventsAgainTask(work, data);
    },
  );
  await boss.work(
    "prune-nudges",
    every(RARE_POLL_SECONDS),
    async (jobs: JobWithMetadata<Jobs["prune-nudges"]>[]) => {
      for (const { data } of jobs) await pruneNudgesTask({ db, now: now() }, data);
    },
  );
}
