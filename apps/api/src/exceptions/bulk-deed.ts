import { billKeyText } from "@cfa/books/corrections/correction";
import type { BulkAsked, BulkOutcome } from "@cfa/contract/bulk";
import type { CompanyTx } from "@cfa/db/company-scope";
import { lockCorrection, type CorrectionRow } from "@cfa/db/queries/corrections";

import type { Scope } from "../context.ts";
import { checkProposal, type Checked } from "../corrections/check.ts";
import { addChecked } from "../corrections/make.ts";
import { takeTally } from "../corrections/move.ts";
import { compareWith } from "../corrections/preview.ts";
import { ApiFailure } from "../errors.ts";
import { uuidOf } from "../uuid-of.ts";

export type Refused = { code: string; message: string };

/** What came of one item, and the correction it moved. */
export type Done = {
  readonly outcome: BulkOutcome;
  readonly row: CorrectionRow | null;
  readonly refusal: Refused | null;
  readonly seen: string;
};

/** One item of a deed on many. `seen`: of the preview; undefined while it is only looked at. */
export type ToDo = BulkAsked & { readonly seen?: string };

type By = { readonly scope: Scope; readonly reason: string; readonly bulkId: string };

const MOVED: Refused = { code: "moved", message: "The books have changed since you looked." };
const NO_CONFLICT: Refused = { code: "no-conflict", message: "It is no conflict any more." };
const NO_ROOM: Refused = {
  code: "no-room",
  message: "The bill has not so much open any more. Another receipt may have taken it.",
};

/** Does one item, or says why not: what cannot be done stops no other. */
export async function doOne(tx: CompanyTx, by: By, item: ToDo): Promise<Done> {
  try {
    return item.deed === "correct" ? await correct(tx, by, item) : await giveWay(tx, by, item.correctionId);
  } catch (error) {
    if (!(error instanceof ApiFailure)) throw error;
    return refused({ code: error.code, message: error.message });
  }
}

async function correct(tx: CompanyTx, by: By, item: ToDo & { deed: "correct" }): Promise<Done> {
  const { scope, reason, bulkId } = by;
  const checked = await checkProposal(tx, { proposal: item.proposal, replaces: null });
  const { seen, refusal } = checked;
  if (refusal !== null) return refused(refusal, seen);
  if (item.seen !== undefined && item.seen !== seen) return refused(MOVED, seen);
  if (!(await hasRoom(tx, checked, scope))) return refused(NO_ROOM, seen);
  const row = await addChecked(tx, { by: scope, checked, reason, untilDate: null, bulkId });
  return { outcome: row.state === "waiting" ? "waiting" : "done", row, refusal: null, seen };
}

/** Whether each bill takes what it is given: two receipts of one sum may both look as if they had paid the same bill. */
async function hasRoom(tx: CompanyTx, checked: Checked, scope: Scope): Promise<boolean> {
  if (checked.proposed.kind !== "rematch") return true;
  const { bills } = await compareWith(tx, checked, scope);
  const taken = new Map(
    bills.map(({ key, before, after }) => [billKeyText(key), (before?.open ?? 0n) - (after?.open ?? 0n)]),
  );
  return checked.proposed.value.parts.every(({ bill, amount }) => taken.get(billKeyText(bill)) === amount);
}

async function giveWay(tx: CompanyTx, { scope, bulkId }: By, correctionId: string): Promise<Done> {
  const row = await lockCorrection(tx, uuidOf("correction", correctionId));
  if (row === undefined) throw new ApiFailure("not-found");
  if (row.state !== "conflict") return refused(NO_CONFLICT);
  await takeTally(tx, row, scope, bulkId);
  return { outcome: "done", row, refusal: null, seen: "" };
}

function refused(refusal: Refused, seen = ""): Done {
  return { outcome: "refused", row: null, refusal, seen };
}
