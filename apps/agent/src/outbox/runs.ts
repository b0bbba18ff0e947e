import { randomUUID } from "node:crypto";
import type { DatabaseSync } from "node:sqlite";

import type { CompanyRecord } from "@cfa/contract/records";
import type { Marks, NarrowWants, OpenRun, TallyTotals } from "@cfa/contract/sync";
import { assert } from "@cfa/values/assert";
import type { Period } from "@cfa/values/period";

import type { Piece } from "../extract/piece.ts";
import { OutboxDamaged, seal, unseal } from "./seal.ts";

/** What a run is to read, decided when it is begun. */
export type RunPlan = {
  /** Marks above which changes are read; null when everything is. */
  readonly known: Marks | null;
  /** Days to be read in full. */
  readonly days: readonly Period[];
  /** Months to be swept, "2026-04". */
  readonly months: readonly string[];
  /** What Tally did not survive a day ago and is asked for once more. */
  readonly again?: readonly Piece[];
  /** A part, or the last part, of the agent's own daily sweep; a sweep that the server asked for is neither. */
  readonly own?: "part" | "last";
  /** Whether Tally's totals are read with it. */
  readonly totals: "with" | "without" | "only";
  /** What the server asked for to narrow a difference, brought with the totals. */
  readonly narrow?: NarrowWants;
};

/** A run that has been begun and not yet finished on the server. */
export type OutboxRun = {
  readonly runId: string;
  readonly kind: OpenRun["kind"];
  readonly source: OpenRun["source"];
  readonly company: CompanyRecord;
  readonly marks: Marks;
  readonly plan: RunPlan;
  readonly extracted: boolean;
  readonly totals: TallyTotals | undefined;
  /** In a sweep: whether Tally stood still while it was read. */
  readonly isStill: boolean;
  readonly readAt: string;
};

export type NewRun = Pick<OutboxRun, "kind" | "source" | "company" | "marks" | "readAt"> & {
  readonly plan?: RunPlan;
};

/** What is known of a run once all of it has been read. */
export type Extracted = { readonly totals?: TallyTotals | undefined; readonly isStill?: boolean };

const NO_PLAN: RunPlan = { known: null, days: [], months: [], totals: "without" };

/** The one unfinished run, sealed so that a changed bit in it is noticed. */
export function runs(db: DatabaseSync) {
  const select = db.prepare("select run_id, body, extracted from run limit 1");
  const insert = db.prepare("insert into run (run_id, body) values (?, ?)");
  const setExtracted = db.prepare("update run set extracted = ? where run_id = ?");
  const setCursor = db.prepare("update run set cursor = ? where run_id = ?");
  const selectCursor = db.prepare("select cursor from run where run_id = ?");
  const remove = db.prepare("delete from run where run_id = ?");
  return {
    /** The unfinished run, if there is one. Throws OutboxDamaged when it is not what was written. */
    currentRun(): OutboxRun | undefined {
      const row = select.get();
      if (!row) return undefined;
      const runId = row["run_id"] as string;
      const body = open(row["body"], runId) as NewRun & { runId: string };
      if (body.runId !== runId) throw new OutboxDamaged("the run", runId);
      const extracted = row["extracted"] === null ? undefined : (open(row["extracted"], runId) as Extracted);
      return {
        ...body,
        plan: body.plan ?? NO_PLAN,
        extracted: extracted !== undefined,
        totals: extracted?.totals,
        isStill: extracted?.isStill === true,
      };
    },
    /** Begins a run; there may be only one at a time. `readAt` is the moment Tally was first asked. */
    beginRun(run: NewRun): void {
      assert(select.get() === undefined, "a run is open already");
      const runId = randomUUID();
      insert.run(runId, seal({ ...run, runId }));
    },
    /** All of the run has been read. */
    markExtracted(runId: string, extracted: Extracted = {}): void {
      setExtracted.run(seal(extracted), runId);
    },
    /** Where reading stands, to go on from after a kill; undefined before anything was read. */
    cursor(runId: string): unknown {
      const row = selectCursor.get(runId);
      return row === undefined || row["cursor"] === null ? undefined : open(row["cursor"], runId);
    },
    /** Moves the cursor: in the same write as what was read up to it. */
    saveCursor(runId: string, cursor: unknown): void {
      setCursor.run(seal(cursor), runId);
    },
    /** The server has the whole run, or the run is given up: nothing of it is kept. */
    endRun(runId: string): void {
      remove.run(runId);
    },
  };
}

function open(text: unknown, runId: string): unknown {
  const opened = typeof text === "string" ? unseal(text) : undefined;
  if (opened === undefined) throw new OutboxDamaged("the run", runId);
  return opened.value;
}
