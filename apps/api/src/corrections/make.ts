import type { CreateCorrection } from "@cfa/contract/corrections";
import type { CompanyTx } from "@cfa/db/company-scope";
import {
  addCorrection,
  correctionRow,
  lockCompanyCorrections,
  lockCorrection,
} from "@cfa/db/queries/corrections";
import { jsonWithPaise } from "@cfa/values/money";

import type { Scope, Services } from "../context.ts";
import { ApiFailure } from "../errors.ts";
import { checkProposal } from "./check.ts";
import { endCorrection } from "./move.ts";
import { note, wakeWorker } from "./note.ts";
import { uuidOf } from "../uuid-of.ts";
import { dayIn } from "./propose.ts";

/**
 * Makes a correction and answers its id: the row, its audit entry and the job that lays it over the books, all or none. The request's
 * id is the correction's, so that the same request again makes no second one.
 */
export async function makeCorrection(
  tx: CompanyTx,
  by: { scope: Scope; enqueue: Services["enqueue"] },
  input: CreateCorrection,
): Promise<string> {
  const { scope } = by;
  const correctionId = input.requestId;
  const untilDate = input.untilDate === null ? null : dayIn(input.untilDate, "untilDate");
  await lockCompanyCorrections(tx);
  const made = await correctionRow(tx, correctionId);
  if (made !== undefined) return made.correctionId;
  const replaces = input.replaces === null ? null : uuidOf("correction", input.replaces);
  const checked = await checkProposal(tx, { proposal: input.proposal, replaces });
  const { proposed, refusal, base, seen, replaced } = checked;
  if (replaces !== null && replaced === null) throw moved();
  if (refusal !== null) throw new ApiFailure("bad-input", { field: refusal.code, message: refusal.message });
  if (seen !== input.seen) throw moved();
  if (replaced !== null) {
    await lockCorrection(tx, replaced.correctionId);
    await endCorrection(tx, replaced, { by: scope, why: "replaced by another correction" });
  }
  const state = proposed.kind === "write-off" && scope.role !== "owner" ? "waiting" : "active";
  const { ledgerGuid, line, bill, fromDate } = proposed;
  const value = jsonWithPaise(proposed.value);
  await addCorrection(tx, {
    correctionId,
    kind: proposed.kind,
    state,
    ledgerGuid,
    line,
    bill,
    value,
    base: jsonWithPaise(base),
    reason: input.reason,
    fromDate,
    untilDate,
    by: scope.user,
  });
  const row = await correctionRow(tx, correctionId);
  if (row === undefined) throw new Error("a correction that was just made is not there");
  await note(tx, row, { by: scope, action: "created", before: row.base, after: row.value });
  await wakeWorker(tx, by.enqueue, [row]);
  return correctionId;
}

/** What was looked at is no longer so. */
export function moved(): ApiFailure {
  return new ApiFailure("conflict", {
    message: "The books have changed since you looked. Look once more at what it changes.",
  });
}
