import type { Database } from "@cfa/db/client";
import { inCompany, type CompanyTx } from "@cfa/db/company-scope";
import { isDatabaseUnavailable } from "@cfa/db/failure";
import { failRun } from "@cfa/db/queries/apply/run";
import { billsLearnedFrom } from "@cfa/db/queries/insights/learned";
import type { Enqueue, Jobs } from "@cfa/db/queue";
import { ImpossibleError } from "@cfa/values/assert";
import type { Logger } from "pino";

import { applyRun, type Applied } from "../apply/apply-run.ts";

/**
 * A company whose bills take long to be learned from is not learned anew after each of its syncs: it waits a second for so many of them, so
 * that learning takes a small part of the time.
 */
const BILLS_A_SECOND = 500;

type Attempt = { data: Jobs["apply-run"]; isLast: boolean; jobId: string };

/**
 * The job that takes a run in: all of it in one transaction of its company. Safe to run twice: the second time finds the
 * run applied. What can be learned from it is a job after it. After the last attempt the run is marked failed, its batches stay and the books remain as they were.
 */
export async function applyRunTask(
  { db, log, enqueue }: { db: Database; log: Logger; enqueue: Enqueue },
  { data, isLast, jobId }: Attempt,
): Promise<void> {
  const { companyId, runId } = data;
  const jobLog = log.child({ jobId, companyId, runId });
  const begun = performance.now();
  try {
    const apply = async (tx: CompanyTx): Promise<Applied | null> => {
      const done = await applyRun(tx, runId);
      if (done !== null) {
        const afterSeconds = Math.floor((await billsLearnedFrom(tx)) / BILLS_A_SECOND);
        await enqueue(tx, "learn-payments", { companyId }, { afterSeconds });
      }
      return done;
    };
    const applied = await inCompany(db, companyId, apply, { role: "job" });
    if (applied !== null && applied.rollupFaults > 0) jobLog.error(applied, "rollups were made anew");
    jobLog.info(
      { ...applied, millis: Math.round(performance.now() - begun) },
      applied === null ? "run was taken in before" : "run taken in",
    );
  } catch (error) {
    jobLog.error({ isLast, error: describe(error) }, "run could not be taken in");
    if (isLast) {
      await inCompany(db, companyId, (tx) => failRun(tx, runId, reasonFor(error)), { role: "job" });
    }
    throw error;
  }
}

/** For people: what happened and what to do. */
function reasonFor(error: unknown): string {
  if (isDatabaseUnavailable(error)) {
    return "The database could not be used for a while. What was sent is kept; the next sync tries again.";
  }
  if (error instanceof ImpossibleError) {
    return "The books could not be worked out from what Tally sent. What was sent is kept and the earlier figures stay; please report it with the run's id.";
  }
  return "The run could not be taken in. What was sent is kept and the earlier figures stay; please report it with the run's id.";
}

/** An error for the log. A database error's text can quote values of the books: only its code and place are kept. */
function describe(error: unknown): object {
  if (!(error instanceof Error)) return { type: typeof error };
  const { code, constraint, table, routine } = error as { [field: string]: unknown } & Error;
  const where = error.stack
    ?.split("\n")
    .filter((line) => line.startsWith("    at "))
    .slice(0, 8);
  if (typeof code === "string") return { type: error.name, code, constraint, table, routine, where };
  return { type: error.name, message: error.message, where };
}
