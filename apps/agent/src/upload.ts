import { hostname } from "node:os";
import { setTimeout as sleep } from "node:timers/promises";

import { PROTOCOL, type RunState } from "@cfa/contract/sync";
import { assert } from "@cfa/values/assert";
import { ok, type Result } from "@cfa/values/result";

import type { Outbox, OutboxRun } from "./outbox/outbox.ts";
import type { LinkFailure, ServerLink } from "./server-link.ts";
import { AGENT_VERSION } from "./version.ts";

export type UploadOptions = {
  readonly outbox: Outbox;
  readonly link: ServerLink;
  readonly say: (line: string) => void;
  /** How often a call that failed in passing is tried in all. */
  readonly attempts: number;
};

/**
 * Opens the run at the server and answers its lease. Safe to repeat: the same run keeps its lease. Batches that the
 * server has and we do not remember sending are harmless, those it misses are sent again.
 */
export async function openRun(run: OutboxRun, options: UploadOptions): Promise<Result<number, LinkFailure>> {
  const opened = await persist(options, () =>
    options.link.openRun({
      protocol: PROTOCOL,
      runId: run.runId,
      kind: run.kind,
      source: run.source,
      agent: { version: AGENT_VERSION, machine: hostname().slice(0, 200) },
      company: run.company,
    }),
  );
  if (!opened.ok) return opened;
  const { batches } = options.outbox.progress(run.runId);
  // A server restored from a backup may have lost batches it once acknowledged.
  for (let sequence = opened.value.nextExpected; sequence <= batches; sequence++) {
    options.outbox.sendAgain(run.runId, sequence);
  }
  return ok(opened.value.lease);
}

/** Sends every batch that the server has not acknowledged, in order. */
export async function sendBatches(
  run: OutboxRun,
  lease: number,
  options: UploadOptions,
): Promise<Result<void, LinkFailure>> {
  for (;;) {
    const batch = options.outbox.nextBatch(run.runId);
    if (batch === undefined) return ok(undefined);
    const taken = await persist(options, () => options.link.sendBatch(batch, lease));
    if (!taken.ok) return taken;
    options.outbox.acknowledge(run.runId, batch.sequence);
  }
}

/**
 * Tells the server that all of the run has been sent, then waits until it has been taken in. Batches that the server
 * names as missing are sent again.
 */
export async function finishRun(
  run: OutboxRun,
  lease: number,
  options: UploadOptions,
): Promise<Result<RunState, LinkFailure>> {
  assert(run.extracted, "a run is finished only when all of it has been read");
  const finish = {
    lease,
    batches: options.outbox.progress(run.runId).batches,
    marks: run.marks,
    readAt: run.readAt,
    ...(run.totals === undefined ? {} : { totals: run.totals }),
  };
  for (let round = 1; ; round++) {
    const sent = await sendBatches(run, lease, options);
    if (!sent.ok) return sent;
    const finished = await persist(options, () => options.link.finishRun(run.runId, finish));
    if (finished.ok) break;
    if (finished.error.code !== "incomplete" || round === 3) return finished;
    const state = await persist(options, () => options.link.readRun(run.runId));
    if (!state.ok) return state;
    for (const sequence of state.value.missing) options.outbox.sendAgain(run.runId, sequence);
  }
  options.say("All sent. The server is working the books out…");
  for (;;) {
    const state = await persist(options, () => options.link.readRun(run.runId));
    if (!state.ok || state.value.state === "applied" || state.value.state === "failed") return state;
    await sleep(250);
  }
}

/** Repeats a call that failed in passing, waiting longer each time, with jitter so that many agents do not march in step. */
async function persist<T>(
  options: UploadOptions,
  call: () => Promise<Result<T, LinkFailure>>,
): Promise<Result<T, LinkFailure>> {
  for (let attempt = 1; ; attempt++) {
    const result = await call();
    if (result.ok || result.error.retry === "refused" || attempt >= options.attempts) return result;
    const backOff = Math.min(500 * 2 ** (attempt - 1), 60_000);
    const wait = Math.max(result.error.waitMillis ?? 0, backOff * (0.5 + Math.random()));
    options.say(`${result.error.message}; trying again in ${Math.ceil(wait / 1000)} s`);
    await sleep(wait);
  }
}
