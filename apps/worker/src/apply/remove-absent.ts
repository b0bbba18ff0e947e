import type { CompanyTx } from "@cfa/db/company-scope";
import { addAuditEntry, auditEntry } from "@cfa/db/queries/absences";
import { deleteAbsent, findConfirmed } from "@cfa/db/queries/apply/absent";
import { companyDays, createWorkTables, endRemoval } from "@cfa/db/queries/apply/run";
import { lockCompany } from "@cfa/db/queries/locks";
import { lockSyncState } from "@cfa/db/queries/sync-runs";
import { assert } from "@cfa/values/assert";

import { bringBooksUp, localDay } from "./bring-books-up.ts";
import { takeMasters } from "./take-masters.ts";

export type Removed = { objects: number; vouchers: number; parties: number };

/**
 * Takes out exactly what a person has confirmed and what is absent still: a run that has shown something since has taken it
 * off the list. That is one more generation, and an audit entry of whoever confirmed it.
 */
export async function removeAbsent(tx: CompanyTx, confirmId: string): Promise<Removed> {
  await lockCompany(tx, "books");
  await lockSyncState(tx);
  await createWorkTables(tx);
  const objects = await findConfirmed(tx, confirmId);
  if (objects === 0) return { objects, vouchers: 0, parties: 0 };
  for (const kind of ["voucher", "ledger", "group", "voucher-type"] as const) await deleteAbsent(tx, kind);
  // A group that went may have held ledgers: all of them are placed anew.
  const changedMasters = { group: 1, ledger: 0, "voucher-type": 0 };
  const ground = await takeMasters(tx, changedMasters);
  const days = await companyDays(tx);
  const books = await bringBooksUp(tx, ground, {
    runId: confirmId,
    booksFrom: { stated: localDay(days.booksFrom), before: localDay(days.booksFrom) },
    periodFrom: localDay(days.periodFrom),
    totals: null,
    changedMasters,
    areMastersSwept: true,
    isFullSweep: false,
  });
  const user = await auditEntry(tx, confirmId);
  assert(user !== undefined, "a confirmation has its audit entry");
  await addAuditEntry(tx, {
    user,
    action: "absent-removed",
    detail: { confirmId, objects, vouchers: books.gone },
  });
  await endRemoval(tx);
  return { objects, vouchers: books.gone, parties: books.parties };
}
