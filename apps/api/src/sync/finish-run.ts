import { FinishRun, type RunState } from "@cfa/contract/sync";
import type { CompanyTx } from "@cfa/db/company-scope";
import type { Enqueue } from "@cfa/db/queue";
import { missingBatches, quarantinedByRun } from "@cfa/db/queries/sync-batches";
import { findRun, queueRun, type RunRow } from "@cfa/db/queries/sync-runs";
import { parseLocalDate } from "@cfa/values/local-date";

import { ApiFailure } from "../errors.ts";
import { readShape } from "../read-shape.ts";
import { requireLease } from "./lease.ts";

const RUN_ID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** Reads the request that finishes a run. */
export function readFinishRun(json: unknown): FinishRun {
  const finish = readShape(FinishRun, json);
  readMoment(finish.readAt, "readAt");
  if (finish.totals !== undefined && !parseLocalDate(finish.totals.asOf).ok) {
    throw new ApiFailure("bad-input", {
      field: "totals.asOf",
      message: `There is no day ${finish.totals.asOf}.`,
    });
  }
  return finish;
}

/** Refuses what is no moment. */
export function readMoment(text: string, field: string): void {
  if (
    /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/.test(text) &&
    !Number.isNaN(Date.parse(text))
  )
    return;
  throw new ApiFailure("bad-input", { field, message: `"${text.slice(0, 50)}" is no moment.` });
}

/**
 * Closes a run: when every batch is there it is queued, with its job, in one transaction. Finishing again changes
 * nothing, except that a run that failed is tried once more.
 */
export async function finishRun(
  tx: CompanyTx,
  runId: string,
  { finish, enqueue }: { finish: FinishRun; enqueue: Enqueue },
): Promise<RunState> {
  const run = await requireRun(tx, runId, { lock: "update" });
  if (run.state === "queued" || run.state === "applied") return stateOf(tx, run);
  await requireLease(tx, run, finish.lease);
  const { missing, beyond } = await missingBatches(tx, { runId, last: finish.batches });
  if (missing.length > 0) {
    throw new ApiFailure("incomplete", { message: `Batches are missing: ${missing.join(", ")}.` });
  }
  if (beyond > 0) {
    throw new ApiFailure("conflict", {
      message: `More batches were received than the ${finish.batches} stated.`,
    });
  }
  await queueRun(tx, {
    runId,
    batches: finish.batches,
    marks: finish.marks,
    readAt: finish.readAt,
    totals: finish.totals,
    swept: finish.swept,
  });
  await enqueue(tx, "apply-run", { companyId: tx.companyId, runId });
  return stateOf(tx, { ...run, state: "queued", batches: finish.batches, message: null });
}

/** How far a run is. */
export async function runState(tx: CompanyTx, runId: string): Promise<RunState> {
  return stateOf(tx, await requireRun(tx, runId, {}));
}

async function requireRun(tx: CompanyTx, runId: string, options: { lock?: "update" }): Promise<RunRow> {
  const run = RUN_ID.test(runId) ? await findRun(tx, runId, options) : undefined;
  if (run === undefined)
    throw new ApiFailure("not-found", { message: "There is no such run. Open it first." });
  return run;
}

async function stateOf(tx: CompanyTx, run: RunRow): Promise<RunState> {
  const { missing, received, records, refused } = await missingBatches(tx, {
    runId: run.runId,
    last: run.batches,
  });
  return {
    runId: run.runId,
    state: run.state,
    received,
    missing,
    records,
    quarantined: run.state === "applied" ? await quarantinedByRun(tx, run.runId) : refused,
    tieOut: run.tieOut,
    message: run.message,
  };
}
