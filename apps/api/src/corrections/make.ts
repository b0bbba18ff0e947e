import type { CreateCorrection } from "@cfa/contract/corrections";
import type { CompanyTx } from "@cfa/db/company-scope";
import {
  addCorrection,
  correctionRow,
  lockCompanyCorrections,
  lockCorrection,
  type CorrectionRow,
} from "@cfa/db/queries/corrections";
import { jsonWithPaise } from "@cfa/values/money";

import type { Scope, Services } from "../context.ts";
import { ApiFailure } from "../errors.ts";
import { checkProposal, type Checked } from "./check.ts";
import { endCorrection } from "./move.ts";
import { note, wakeWorker, type Sayer } from "./note.ts";
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
  const { refusal, seen, replaced } = checked;
  if (replaces !== null && replaced === null) throw moved();
  if (refusal !== null) throw new ApiFailure("bad-input", { field: refusal.code, message: refusal.message });
  if (seen !== input.seen) throw moved();
  if (replaced !== null) {
    await lockCorrection(tx, replaced.correctionId);
    await endCorrection(tx, replaced, { by: scope, why: "replaced by another correction" });
  }
  const { reason } = input;
  const row = await addChecked(tx, { by: scope, checked, correctionId, reason, untilDate });
  await wakeWorker(tx, by.enqueue, [row]);
  return correctionId;
}

/** Whether what a person says waits for the owner's word. */
export function waitsForOwner(kind: CorrectionRow["kind"], role: Sayer["role"]): boolean {
  return kind === "write-off" && role !== "owner";
}

/** Writes down what was looked at and holds, and who said it; the books follow once the worker is woken. */
export async function addChecked(
  tx: CompanyTx,
  made: {
    by: Sayer;
    checked: Checked;
    correctionId?: string;
    reason: string;
    untilDate: string | null;
    bulkId?: string;
  },
): Promise<CorrectionRow> {
  const { by, checked, bulkId } = made;
  const { kind, ledgerGuid, line, bill, fromDate, value } = checked.proposed;
  const correctionId = await addCorrection(tx, {
    ...(made.correctionId === undefined ? {} : { correctionId: made.correctionId }),
    kind,
    state: waitsForOwner(kind, by.role) ? "waiting" : "active",
    ledgerGuid,
    line,
    bill,
    value: jsonWithPaise(value),
    base: jsonWithPaise(checked.base),
    reason: made.reason,
    fromDate,
    untilDate: made.untilDate,
    by: by.user,
  });
  const row = await correctionRow(tx, correctionId);
  if (row === undefined) throw new Error("a correction that was just made is not there");
  await note(tx, row, { by, action: "created", before: row.base, after: row.value, bulkId });
  return row;
}

/** What was looked at is no longer so. */
export function moved(): ApiFailure {
  return new ApiFailure("conflict", {
    message: "The books have changed since you looked. Look once more at what it changes.",
  });
}
