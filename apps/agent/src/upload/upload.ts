import { hostname } from "node:os";

import type { FinishRun, OpenRun, RunState, TallySelf } from "@cfa/contract/sync";
import { assert } from "@cfa/values/assert";
import { fail, ok, type Result } from "@cfa/values/result";

import type { OutboxBatch } from "../outbox/batches.ts";
import type { Outbox } from "../outbox/outbox.ts";
import type { OutboxRun } from "../outbox/runs.ts";
import type { RunProgress } from "../outcome.ts";
import type { LinkFailure, ServerLink } from "../server-link.ts";
import { AGENT_VERSION } from "../version.ts";
import { persist, type Persistence } from "./persist.ts";
import { makeBatchesSmaller, splitPoison, type Poison } from "./poison.ts";

export type UploadOptions = Persistence & {
  readonly outbox: Outbox;
  readonly link: ServerLink;
  readonly now: () => string;
  /** This installation's id; it tells two agents of one company apart. */
  readonly agentId?: string | undefined;
  /** How long the server is waited for while it works the books out; an hour when left out. */
  readonly serverPatienceMs?: number | undefined;
  /** What the agent knows of its Tally, to be shown. */
  readonly self?: TallySelf | undefined;
  /** Told after each batch, and when the server begins to work the books out. */
  readonly progress?: ((progress: RunProgress) => void) | undefined;
};

/** Why sending stopped: the server failed, or refuses one batch as it is. */
export type SendFailure = { readonly link: LinkFailure; readonly poison?: Poison };

/** The run on the server is not the run in the outbox: it is of no use and is to be begun anew. */
export const LOST_STEP: LinkFailure = {
  retry: "refused",
  code: "batch-changed",
  message: "the server holds other batches of this run than the outbox",
};

const SERVER_PATIENCE_MS = 3_600_000;

/** Who this agent is. */
export function agentSelf(id: string | undefined): OpenRun["agent"] {
  const machine = hostname().slice(0, 200);
  return { version: AGENT_VERSION, machine, ...(id === undefined ? {} : { id }) };
}

/**
 * Opens the run at the server and answers its lease. Safe to repeat: the same run keeps its lease. Batches that the
 * server has and we do not remember sending are harmless, those it misses are sent again.
 */
export async function openRun(run: OutboxRun, options: UploadOptions): Promise<Result<number, LinkFailure>> {
  const { outbox, link, self } = options;
  const opened = await persist(options, () =>
    link.openRun({
      protocol: link.protocol(),
      runId: run.runId,
      kind: run.kind,
      source: run.source,
      agent: agentSelf(options.agentId),
      company: run.company,
      ...(self === undefined ? {} : { tally: self }),
    }),
  );
  if (!opened.ok) return opened;
  const { batches } = outbox.progress(run.runId);
  // An outbox that lost its last writes would give their numbers to other content.
  if (opened.value.nextExpected > batches + 1) return fail(LOST_STEP);
  // A server restored from a backup may have lost batches it once acknowledged.
  for (let sequence = opened.value.nextExpected; sequence <= batches; sequence++) {
    outbox.sendAgain(run.runId, sequence);
  }
  return ok(opened.value.lease);
}

/** Sends every batch that the server has not acknowledged, in order, up to one that it refuses as it is. */
export async function sendBatches(
  run: OutboxRun,
  lease: number,
  options: UploadOptions,
): Promise<Result<void, SendFailure>> {
  for (;;) {
    const batch = options.outbox.nextBatch(run.runId);
    if (batch === undefined) return ok(undefined);
    const sent = await persist(options, () => options.link.sendBatch(batch, lease));
    if (!sent.ok) return fail(await judgeSending(run, batch, { failure: sent.error, options }));
    options.outbox.acknowledge(run.runId, batch.sequence);
    if (run.extracted) tellProgress(run, "sending", options);
  }
}

/**
 * Tells the server that all of the run has been sent, then waits until it has been taken in. Batches that the server
 * names as missing are sent again; those that it refuses are cut up.
 */
export async function finishRun(
  run: OutboxRun,
  lease: number,
  options: UploadOptions,
): Promise<Result<RunState, LinkFailure>> {
  assert(run.extracted, "a run is finished only when all of it has been read");
  const { outbox, link } = options;
  for (let round = 1; ; round++) {
    const sent = await sendAll(run, lease, options);
    if (!sent.ok) return sent;
    const finished = await persist(options, () => link.finishRun(run.runId, finishOf(run, lease, outbox)));
    if (finished.ok) break;
    if (finished.error.code !== "incomplete") return finished;
    const state = await persist(options, () => link.readRun(run.runId));
    if (!state.ok) return state;
    const { batches } = outbox.progress(run.runId);
    if (round === 3 || state.value.missing.some((sequence) => sequence > batches)) return fail(LOST_STEP);
    for (const sequence of state.value.missing) outbox.sendAgain(run.runId, sequence);
  }
  tellProgress(run, "server", options);
  if (run.plan.totals !== "only") options.say("All sent. The server is working the books out…");
  return untilTakenIn(run, options);
}

/** While Tally is still being read, the reading tells of both. */
function tellProgress(
  run: OutboxRun,
  phase: RunProgress["phase"],
  { outbox, progress }: UploadOptions,
): void {
  if (progress === undefined) return;
  const { batches, acknowledged } = outbox.progress(run.runId);
  const sent = { batchesSent: acknowledged, batches };
  progress({ phase, windowsDone: 0, windows: 0, month: null, records: 0, ...sent });
}

/** The server holds everything durably by now: a slow one keeps nobody waiting for longer than is of use. */
async function untilTakenIn(run: OutboxRun, options: UploadOptions): Promise<Result<RunState, LinkFailure>> {
  let waited = 0;
  for (let turn = 1; waited <= (options.serverPatienceMs ?? SERVER_PATIENCE_MS); turn++) {
    const state = await persist(options, () => options.link.readRun(run.runId));
    if (!state.ok || state.value.state === "applied" || state.value.state === "failed") return state;
    if (options.ending?.aborted === true) break;
    const wait = Math.min(100 * turn, 2_000);
    await options.waiting.sleep(wait);
    waited += wait;
  }
  return fail({
    retry: "transient",
    code: "server-working",
    message: "The server is still working the books out; everything has been sent.",
  });
}

/** Sends everything, cutting up what the server refuses as a whole. */
async function sendAll(
  run: OutboxRun,
  lease: number,
  options: UploadOptions,
): Promise<Result<void, LinkFailure>> {
  for (;;) {
    const sent = await sendBatches(run, lease, options);
    if (sent.ok) return sent;
    if (sent.error.poison === undefined) return fail(sent.error.link);
    options.say(await splitPoison(sent.error.poison, { ...options, run }));
  }
}

const TOO_LARGE = new Set(["too-large", "http-413"]);
const FOR_ITS_CONTENT = new Set(["bad-input", "bad-request", "http-400", "http-422", ...TOO_LARGE]);
const BROKEN = new Set(["internal", "http-500"]);
/** A server that breaks so often on a batch, and is well otherwise, breaks because of it. */
const BREAKS = 3;

/** Whether a batch is refused for what it holds. A server that breaks on it is given three tries. */
async function judgeSending(
  run: OutboxRun,
  batch: OutboxBatch,
  { failure, options }: { failure: LinkFailure; options: UploadOptions },
): Promise<SendFailure> {
  if (TOO_LARGE.has(failure.code) || failure.isSlow === true) makeBatchesSmaller(options.outbox);
  const poison: Poison = { batch, reason: failure.message };
  if (FOR_ITS_CONTENT.has(failure.code)) return { link: failure, poison };
  if (!BROKEN.has(failure.code) || options.attempts < BREAKS) return { link: failure };
  const { company, marks, readAt } = run;
  const beat = await options.link.heartbeat({ companyGuid: company.guid, marks, readAt });
  return beat.ok ? { link: failure, poison } : { link: failure };
}

function finishOf(run: OutboxRun, lease: number, outbox: Outbox): FinishRun {
  const { runId, marks, readAt, totals, kind, plan, isStill } = run;
  return {
    lease,
    batches: outbox.progress(runId).batches,
    marks,
    readAt,
    ...(totals === undefined ? {} : { totals }),
    ...(kind === "sweep" ? { swept: { months: [...plan.months], isStill } } : {}),
  };
}
