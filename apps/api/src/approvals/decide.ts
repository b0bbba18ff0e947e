import type { Decided, Decision } from "@cfa/contract/approvals";
import type { CompanyTx } from "@cfa/db/company-scope";
import {
  lockCompanyCorrections,
  lockCorrection,
  moveCorrection,
  type CorrectionRow,
} from "@cfa/db/queries/corrections";

import type { Scope, Services } from "../context.ts";
import { checkProposal } from "../corrections/check.ts";
import { addChecked } from "../corrections/make.ts";
import { decidedBy, decideWaiting } from "../corrections/move.ts";
import { namesFor } from "../corrections/names.ts";
import { note, wakeWorker } from "../corrections/note.ts";
import { billOf } from "../corrections/present.ts";
import { proposalOf } from "../corrections/proposal-of.ts";
import { ApiFailure } from "../errors.ts";
import { uuidOf } from "../uuid-of.ts";
import { CHANGED } from "./present.ts";

type By = { readonly scope: Scope; readonly enqueue: Services["enqueue"] };
type Item = Decided["items"][number];
type Change = NonNullable<Extract<Decision, { decide: "approve" }>["change"]>;

const DECIDED = { code: "decided", message: "Somebody has decided it already, or it was taken back." };

/**
 * An owner's word on what waits, in one transaction: each is decided or says why not. Said again, it is as it was; what somebody has
 * decided otherwise meanwhile stays so.
 */
export async function decideMany(
  tx: CompanyTx,
  by: By,
  decisions: readonly Decision[],
): Promise<Decided["items"]> {
  await lockCompanyCorrections(tx);
  const items = new Map<string, Item>();
  // In one order, or two people who do this at once wait for one another.
  for (const decision of decisions.toSorted((a, b) => (a.approvalId < b.approvalId ? -1 : 1))) {
    if (!items.has(decision.approvalId)) items.set(decision.approvalId, await decideOne(tx, by, decision));
  }
  return decisions.flatMap(({ approvalId }) => items.get(approvalId) ?? []);
}

async function decideOne(tx: CompanyTx, by: By, decision: Decision): Promise<Item> {
  const { approvalId } = decision;
  const correctionId = uuidOf("correction", approvalId);
  try {
    if (decision.decide === "approve" && decision.change !== null) {
      await approveChanged(tx, by, { correctionId, change: decision.change, why: decision.why });
    } else {
      const approve = decision.decide === "approve";
      await decideWaiting(tx, by, { correctionId, approve, why: decision.why });
    }
    return { approvalId, outcome: "done", refusal: null };
  } catch (error) {
    if (!(error instanceof ApiFailure)) throw error;
    const refusal =
      error.code === "conflict" ? DECIDED : { code: error.field ?? error.code, message: error.message };
    return { approvalId, outcome: "refused", refusal };
  }
}

/** What was asked for gives way to the owner's own word on the same bill: what somebody said is never changed. */
async function approveChanged(
  tx: CompanyTx,
  { scope, enqueue }: By,
  { correctionId, change, why }: { correctionId: string; change: Change; why: string | null },
): Promise<void> {
  const row = await lockCorrection(tx, correctionId);
  if (row === undefined) throw new ApiFailure("not-found");
  if (row.endedWhy === CHANGED && row.decidedBy === scope.user.id) return;
  if (row.state !== "waiting") throw new ApiFailure("conflict");
  const proposal = await changedProposal(tx, row, change);
  const checked = await checkProposal(tx, { proposal, replaces: correctionId });
  if (checked.refusal !== null) {
    const { code, message } = checked.refusal;
    throw new ApiFailure("bad-input", { field: code, message });
  }
  await moveCorrection(tx, correctionId, {
    ...decidedBy(scope),
    decided_why: why,
    state: "undone",
    ended_at: scope.now,
    ended_why: CHANGED,
  });
  const made = await addChecked(tx, { by: scope, checked, reason: row.reason, untilDate: row.untilDate });
  const step = { by: scope, action: "approved", before: row.value, after: made.value };
  await note(tx, row, { ...step, ...(why === null ? {} : { why }) });
  await wakeWorker(tx, enqueue, [row, made]);
}

async function changedProposal(tx: CompanyTx, row: CorrectionRow, { amount, day }: Change) {
  const names = await namesFor(tx, [{ ...row, bill: billOf(row) }]);
  const said = proposalOf(row, names);
  if (said?.kind !== "write-off") throw new ApiFailure("not-found");
  return { ...said, amount, date: day };
}
