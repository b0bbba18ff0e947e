import { fail, ok, type Result } from "@cfa/values/result";

import { OutboxDamaged } from "./outbox/seal.ts";
import type { SyncFailure, SyncOptions, SyncOutcome } from "./outcome.ts";
import { WAITING } from "./schedule/back-off.ts";
import { step, type StepFailure } from "./step.ts";
import { agentSelf } from "./upload/upload.ts";

/** People may go on typing in Tally while it is read; after so many rounds the rest waits for the next sync. */
const MAX_ROUNDS = 8;
/** A run that was overtaken or lost is begun anew so often. */
const MAX_ANEW = 2;
const PATIENCE_MS = 60_000;

type Synced = Extract<SyncOutcome, { kind: "synced" }>;

/**
 * Brings the server level with Tally once: goes on with an unfinished run or, when Tally's change counters differ
 * from the server's marks or the server wants something, reads it and sends it. Everything is in the outbox before it is
 * sent; killed at any moment, the next call goes on where this one stopped. What is wrong on Tally's side is told to the server.
 */
export async function syncOnce(options: SyncOptions): Promise<Result<SyncOutcome, SyncFailure>> {
  const result = await rounds(options);
  if (result.ok) options.outbox.forget("trouble");
  else if (result.error.side === "tally") await tellTrouble(result.error, options);
  return result;
}

async function rounds(options: SyncOptions): Promise<Result<SyncOutcome, SyncFailure>> {
  const all = { waiting: WAITING, patienceMs: PATIENCE_MS, attempts: 6, ...options };
  let outcome: SyncOutcome = { kind: "unchanged" };
  let anew = 0;
  for (let round = 1; round <= MAX_ROUNDS; round++) {
    const went = await guarded(() => step(all), options);
    if (!went.ok) {
      if (went.error.isAnew !== true || ++anew > MAX_ANEW) return went;
      options.say(`${went.error.message}: the run is begun anew.`);
      continue;
    }
    if (went.value.kind === "unchanged") break;
    outcome = outcome.kind === "synced" ? together(outcome, went.value) : went.value;
    if (outcome.run.state === "failed") {
      const message = outcome.run.message ?? "the server could not take the run in";
      return fail({ code: "run-failed", message, side: "server" });
    }
    if (options.ending?.aborted === true) break;
  }
  return ok(outcome);
}

const BY_WEIGHT = ["sweep", "changes", "full"] as const;

/** A later run of the same sync; records that the first one brought are still news. */
function together(before: Synced, after: Synced): Synced {
  const kinds = [before.taken.kind, after.taken.kind];
  const taken = {
    kind: BY_WEIGHT.findLast((kind) => kinds.includes(kind)) ?? after.taken.kind,
    records: before.taken.records + after.taken.records,
    quarantined: before.taken.quarantined + after.taken.quarantined,
  };
  return { ...after, taken };
}

/** One step; a run that is not what was written is dropped and read from Tally again. */
async function guarded<T>(
  work: () => Promise<Result<T, StepFailure>>,
  { outbox }: SyncOptions,
): Promise<Result<T, StepFailure>> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof OutboxDamaged) || error.runId === undefined) throw error;
    outbox.endRun(error.runId);
    // Where even that did not help, the file itself is damaged: its owner puts it aside.
    if (outbox.currentRun() !== undefined) throw error;
    return fail({ code: "outbox-damaged", message: error.message, side: "agent", isAnew: true });
  }
}

/** Shown to owner and accountant; whether the server takes it or not changes nothing here. */
async function tellTrouble(failure: SyncFailure, options: SyncOptions): Promise<void> {
  const { outbox, link, companyGuid, now } = options;
  const { code, message, fix = "" } = failure;
  const before = outbox.recall("trouble");
  const since = before?.code === code ? before.since : now();
  outbox.remember("trouble", { code, message, fix, since });
  const nextTryAt = options.nextTryAt?.(code);
  await link.trouble({
    companyGuid,
    code,
    message,
    fix,
    since,
    ...(nextTryAt === undefined ? {} : { nextTryAt }),
    agent: agentSelf(options.agentId),
  });
}
