import type { CompanyTx } from "@cfa/db/company-scope";
import { lockCorrection, moveCorrection, type CorrectionRow } from "@cfa/db/queries/corrections";

import type { Scope, Services } from "../context.ts";
import { ApiFailure } from "../errors.ts";
import { note, wakeWorker } from "./note.ts";

type By = { readonly scope: Scope; readonly enqueue: Services["enqueue"] };

/** Undoes a correction that stands. Said twice, the second changes nothing. */
export async function undoCorrection(tx: CompanyTx, by: By, correctionId: string): Promise<void> {
  const row = await held(tx, correctionId);
  if (row.state === "undone") return;
  if (row.state === "retired" || row.state === "rejected") throw new ApiFailure("conflict");
  await endCorrection(tx, row, { by: by.scope, why: "undone by a person" });
  await wakeWorker(tx, by.enqueue, [row]);
}

/** Decides a conflict: what a person said is held against what stands now, or gives way to Tally. */
export async function resolveConflict(
  tx: CompanyTx,
  by: By,
  decision: { correctionId: string; take: "mine" | "tally" },
): Promise<void> {
  const row = await held(tx, decision.correctionId);
  const isMine = decision.take === "mine";
  if (isMine && row.state === "active" && row.decidedAt !== null) return;
  if (!isMine && row.state === "undone") return;
  if (row.state !== "conflict") throw new ApiFailure("conflict");
  if (isMine) await keepMine(tx, row, by.scope);
  else await takeTally(tx, row, by.scope);
  await wakeWorker(tx, by.enqueue, [row]);
}

/** Takes Tally's side in many conflicts; those decided meanwhile are left out. Answers how many gave way. */
export async function acceptTally(tx: CompanyTx, by: By, correctionIds: readonly string[]): Promise<number> {
  const gone: CorrectionRow[] = [];
  // In one order, or two people who do this at once wait for one another.
  for (const correctionId of [...new Set(correctionIds)].toSorted()) {
    const row = await held(tx, correctionId);
    if (row.state !== "conflict") continue;
    await takeTally(tx, row, by.scope);
    gone.push(row);
  }
  if (gone.length > 0) await wakeWorker(tx, by.enqueue, gone);
  return gone.length;
}

/** The owner's word about what waits for it. */
export async function decideWaiting(
  tx: CompanyTx,
  by: By,
  decision: { correctionId: string; approve: boolean; why: string | null },
): Promise<void> {
  const { scope } = by;
  const { why } = decision;
  const row = await held(tx, decision.correctionId);
  const decided = decision.approve ? "active" : "rejected";
  if (row.state === decided && row.decidedAt !== null) return;
  if (row.state !== "waiting") throw new ApiFailure("conflict");
  await moveCorrection(tx, row.correctionId, {
    ...decidedBy(scope),
    state: decided,
    decided_why: why,
    ...(decision.approve ? {} : { ended_at: scope.now, ended_why: "rejected by the owner" }),
  });
  const action = decision.approve ? "approved" : "rejected";
  await note(tx, row, {
    by: scope,
    action,
    before: row.base,
    after: decision.approve ? row.value : row.base,
    ...(why === null ? {} : { why }),
  });
  await wakeWorker(tx, by.enqueue, [row]);
}

/** Ends a correction by a person's word: what Tally says stands again. */
export async function endCorrection(
  tx: CompanyTx,
  row: CorrectionRow,
  end: { by: Scope; why: string; bulkId?: string },
): Promise<void> {
  await moveCorrection(tx, row.correctionId, { state: "undone", ended_at: end.by.now, ended_why: end.why });
  const { by, bulkId } = end;
  await note(tx, row, { by, action: "undone", before: row.value, after: row.now ?? row.base, bulkId });
}

async function keepMine(tx: CompanyTx, row: CorrectionRow, scope: Scope): Promise<void> {
  await moveCorrection(tx, row.correctionId, {
    ...decidedBy(scope),
    state: "active",
    base: JSON.stringify(row.now),
    now: null,
  });
  await note(tx, row, { by: scope, action: "kept", before: row.now, after: row.value });
}

/** Lets a correction that is in conflict give way to Tally. */
export async function takeTally(
  tx: CompanyTx,
  row: CorrectionRow,
  scope: Scope,
  bulkId?: string,
): Promise<void> {
  await moveCorrection(tx, row.correctionId, {
    ...decidedBy(scope),
    state: "undone",
    ended_at: scope.now,
    ended_why: "Tally's value was taken",
  });
  await note(tx, row, { by: scope, action: "took-tally", before: row.value, after: row.now, bulkId });
}

/** Who decides, and when. */
export function decidedBy({ now, user }: Scope): {
  decided_at: Date;
  decided_by: string;
  decided_name: string;
} {
  return { decided_at: now, decided_by: user.id, decided_name: user.name };
}

async function held(tx: CompanyTx, correctionId: string): Promise<CorrectionRow> {
  const row = await lockCorrection(tx, correctionId);
  if (row === undefined) throw new ApiFailure("not-found");
  return row;
}
