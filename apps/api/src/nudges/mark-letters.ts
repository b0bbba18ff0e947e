import type { LETTER_MARK_REFUSALS } from "@cfa/contract/nudge-kinds";
import type { CompanyTx } from "@cfa/db/company-scope";
import { addAuditEntry } from "@cfa/db/queries/absences";
import { markLetter, type LetterMark } from "@cfa/db/queries/nudges/letters";
import { lockNudgeRow } from "@cfa/db/queries/nudges/log";
import { paiseToJson } from "@cfa/values/money";

import type { Scope } from "../context.ts";
import { uuidOf } from "../uuid-of.ts";

type Refusal = (typeof LETTER_MARK_REFUSALS)[number];
type Marked = { nudgeId: string; outcome: "done" | "refused"; refusal: Refusal | null };

/** Takes a person's word on letters, of each by itself: one that cannot be taken keeps no other back. The caller holds the lock of nudges. */
export async function markLetters(
  tx: CompanyTx,
  { mark, nudgeIds }: { mark: LetterMark; nudgeIds: readonly string[] },
  scope: Scope,
): Promise<Marked[]> {
  const refusals = new Map<string, Refusal | null>();
  // In one order, so that two who mark many at once never wait for each other.
  for (const nudgeId of nudgeIds.toSorted())
    refusals.set(nudgeId, await markOne(tx, { mark, nudgeId }, scope));
  return nudgeIds.map((nudgeId) => {
    const refusal = refusals.get(nudgeId) ?? null;
    return { nudgeId, outcome: refusal === null ? "done" : "refused", refusal };
  });
}

async function markOne(
  tx: CompanyTx,
  { mark, nudgeId }: { mark: LetterMark; nudgeId: string },
  { user, now }: Scope,
): Promise<Refusal | null> {
  const row = await lockNudgeRow(tx, uuidOf("nudge", nudgeId));
  if (row === undefined) return "not-there";
  if (!(await markLetter(tx, row.nudgeId, { mark, at: now, by: user }))) return "marked";
  const on = row.name === null ? {} : { on: row.name };
  const after = { amount: paiseToJson(row.amount), date: row.day };
  await addAuditEntry(tx, {
    user,
    action: `change-letter-${mark}`,
    detail: { ...on, stage: row.stage, after },
  });
  return null;
}
