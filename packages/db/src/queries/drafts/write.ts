import { sql, type Insertable, type Updateable } from "kysely";

import type { CompanyTx } from "../../company-scope.ts";
import type { TallyDraftTable } from "../../tables/drafts.ts";

/** Makes a draft. The marker belongs to its id. */
export async function addDraft(
  tx: CompanyTx,
  draft: Omit<Insertable<TallyDraftTable>, "company_id">,
): Promise<void> {
  await tx.query
    .insertInto("tally_draft")
    .values({ ...draft, company_id: tx.companyId })
    .execute();
}

/** Whoever moves a draft on holds it until the end of the transaction: two steps at once come one after the other. */
export async function lockDraft(tx: CompanyTx, draftId: string): Promise<void> {
  await sql`select 1 from tally_draft where company_id = ${tx.companyId} and draft_id = ${draftId}
            for update`.execute(tx.query);
}

/** Two drafts for one bill are accepted one after the other, so that the second sees what the first is about to take. */
export async function lockBill(tx: CompanyTx, billId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`draft ${tx.companyId} ${billId}`}, 0))`.execute(
    tx.query,
  );
}

/** Moves a draft on. */
export async function moveDraft(
  tx: CompanyTx,
  draftId: string,
  change: Updateable<TallyDraftTable>,
): Promise<void> {
  await tx.query
    .updateTable("tally_draft")
    .set(change)
    .where("company_id", "=", tx.companyId)
    .where("draft_id", "=", draftId)
    .execute();
}

/** Writes down who did what with a draft. Entries are never changed or deleted. */
export async function noteDraftStep(
  tx: CompanyTx,
  step: { draftId: string; action: string; userId: string; userName: string; detail: object },
): Promise<void> {
  await tx.query
    .insertInto("audit_entry")
    .values({
      company_id: tx.companyId,
      user_id: step.userId,
      user_name: step.userName,
      action: `draft.${step.action}`,
      detail: JSON.stringify({ draftId: step.draftId, ...step.detail }),
    })
    .execute();
}
