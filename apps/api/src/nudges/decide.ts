import type { NudgeDecision, NudgesDecided } from "@cfa/contract/nudges";
import type { CompanyTx } from "@cfa/db/company-scope";
import { addAuditEntry } from "@cfa/db/queries/absences";
import { approveNudge, lockNudgeRow, takeNudgeBack, type NudgeRow } from "@cfa/db/queries/nudges/log";
import { nudgeSetting } from "@cfa/db/queries/nudges/settings";
import { paiseToJson } from "@cfa/values/money";

import type { Scope } from "../context.ts";
import { uuidOf } from "../uuid-of.ts";
import { mayApprove } from "./may-approve.ts";

type Refusal = NonNullable<NudgesDecided["items"][number]["refusal"]>;

/**
 * Takes decisions on messages, each by itself: one that cannot be taken keeps no other back. What is approved is what was seen, and is judged
 * again when it is sent. The caller holds the lock of nudges. Answers whether anything may go out now.
 */
export async function decideNudges(
  tx: CompanyTx,
  decisions: readonly NudgeDecision[],
  scope: Scope,
): Promise<NudgesDecided & { isAnyApproved: boolean }> {
  const { accountantApproves } = await nudgeSetting(tx);
  let isAnyApproved = false;
  // In one order, so that two who decide many at once never wait for each other.
  const inOrder = decisions.toSorted((a, b) => (a.nudgeId < b.nudgeId ? -1 : 1));
  const refusals = new Map<string, Refusal | null>();
  for (const decision of inOrder) {
    const refusal = await decideOne(tx, decision, { scope, accountantApproves });
    refusals.set(decision.nudgeId, refusal);
    isAnyApproved ||= refusal === null && decision.decide === "approve";
  }
  const items = decisions.map(({ nudgeId }): NudgesDecided["items"][number] => {
    const refusal = refusals.get(nudgeId) ?? null;
    return { nudgeId, outcome: refusal === null ? "done" : "refused", refusal };
  });
  return { items, isAnyApproved };
}

async function decideOne(
  tx: CompanyTx,
  decision: NudgeDecision,
  { scope, accountantApproves }: { scope: Scope; accountantApproves: boolean },
): Promise<Refusal | null> {
  const row = await lockNudgeRow(tx, uuidOf("nudge", decision.nudgeId));
  if (row === undefined) return "not-there";
  if (decision.decide === "take-back") {
    if (row.state !== "proposed" && row.state !== "queued") return "decided";
    await takeNudgeBack(tx, row.nudgeId, { at: scope.now, by: scope.user.name });
    await note(tx, "change-nudge-taken-back", row, scope);
    return null;
  }
  const refusal = refusalOf(row, decision.seen, { scope, accountantApproves });
  if (refusal !== null) return refusal;
  await approveNudge(tx, row.nudgeId, { at: scope.now, by: scope.user });
  await note(tx, "change-nudge-approved", row, scope);
  return null;
}

function refusalOf(
  row: NudgeRow,
  seen: string,
  { scope, accountantApproves }: { scope: Scope; accountantApproves: boolean },
): Refusal | null {
  if (!mayApprove(row.kind, { role: scope.role, accountantApproves })) return "not-allowed";
  if (row.state !== "proposed") return "decided";
  if (row.notAfter <= scope.now) return "too-late";
  return row.seen === seen ? null : "changed";
}

async function note(tx: CompanyTx, action: string, row: NudgeRow, { user }: Scope): Promise<void> {
  const on = row.name === null ? {} : { on: row.name };
  const after = { amount: paiseToJson(row.amount), date: row.day };
  await addAuditEntry(tx, { user, action, detail: { ...on, stage: row.stage, after } });
}
