import type { Database } from "@cfa/db/client";
import { inCompany } from "@cfa/db/company-scope";
import { holdCompany } from "@cfa/db/queries/insights/keep-learning";
import {
  advanceAttempt,
  attemptsToAsk,
  giveUpCalls,
  nextToFindOut,
  noteAsked,
  type UnknownAttempt,
} from "@cfa/db/queries/nudges/attempts";
import { noteRefusal } from "@cfa/db/queries/nudges/refused";
import { lockCompany } from "@cfa/db/queries/locks";
import type { Enqueue } from "@cfa/db/queue";
import type { Logger } from "pino";

import type { Channel, Told } from "../channels/channel.ts";
import type { OpenChannels } from "./open-channel.ts";

export type AskDeps = {
  readonly db: Database;
  readonly log: Logger;
  readonly enqueue: Enqueue;
  readonly now: () => Date;
  readonly open: OpenChannels;
};

/** A call that nobody has heard of for so long is of a worker that died. */
export const CALL_MILLIS = 120_000;
/** How soon it is looked whether there is something to find out. */
export const ASK_SECONDS = 60;
const ASK_MILLIS = 15_000;
/** One after the other, and none may answer: all of that has to be over before the job's own time is. */
const AT_ONCE = 15;

/**
 * Finds out what became of messages of which nobody can say whether they went out: their providers are asked, where they can be, a few times. Nothing is ever
 * sent again by it. Looks again while anything is open. Safe to run twice.
 */
export async function askCompany(deps: AskDeps, companyId: string): Promise<void> {
  const { db, log, enqueue, now } = deps;
  const begun = await inCompany(
    db,
    companyId,
    async (tx) => {
      if (!(await holdCompany(tx))) return null;
      const before = new Date(now().getTime() - CALL_MILLIS);
      const lost = await giveUpCalls(tx, { before, at: now() });
      const asked = await attemptsToAsk(tx, { now: now(), limit: AT_ONCE });
      return { lost, asked, channels: await deps.open(tx) };
    },
    { role: "job" },
  );
  if (begun === null) return;
  const { lost, asked, channels } = begun;
  for (const attempt of asked) {
    const told = await askOne(channels.get(attempt.way), attempt);
    await keepTold(deps, companyId, { attempt, told });
  }
  if (lost + asked.length > 0)
    log.info({ companyId, lost, asked: asked.length }, "messages were asked about");
  await inCompany(
    db,
    companyId,
    async (tx) => {
      if (!(await holdCompany(tx)) || (await nextToFindOut(tx, CALL_MILLIS)) === null) return;
      await enqueue(tx, "ask-attempts", { companyId }, { afterSeconds: ASK_SECONDS });
    },
    { role: "job" },
  );
}

type Answer = Told | "not-there" | "cannot-say" | "later";

async function askOne(channel: Channel | undefined, { to, ...attempt }: UnknownAttempt): Promise<Answer> {
  if (channel === undefined || to === null) return "cannot-say";
  return channel.ask({ ...attempt, to }, AbortSignal.timeout(ASK_MILLIS)).catch(() => "later" as const);
}

async function keepTold(
  { db, now }: AskDeps,
  companyId: string,
  { attempt: { attemptId }, told }: { attempt: UnknownAttempt; told: Answer },
): Promise<void> {
  await inCompany(
    db,
    companyId,
    async (tx) => {
      if (typeof told === "string") return noteAsked(tx, attemptId, now());
      const { state, providerId, failure, cost } = told;
      if (failure !== null) await lockCompany(tx, "nudge");
      const stands = await advanceAttempt(tx, attemptId, { state, at: now(), providerId, failure, cost });
      if (stands === "failed" && failure !== null) await noteRefusal(tx, { attemptId, failure, at: now() });
    },
    { role: "job" },
  );
}
