import type { CompanyTx } from "@cfa/db/company-scope";
import { endCorrections, touchLedgers } from "@cfa/db/queries/apply/corrections";
import { companyDays, createWorkTables } from "@cfa/db/queries/apply/run";
import { lockCompany } from "@cfa/db/queries/locks";
import { lockSyncState } from "@cfa/db/queries/sync-runs";

import { localDay, NO_BOOKS_YET } from "./bring-books-up.ts";
import { deriveParties } from "./derive-parties.ts";

/**
 * Derives the books of some ledgers, and of all that are merged with them, anew: what people say of them has changed. That is one
 * more generation; a second time it comes to the same.
 */
export async function applyCorrections(
  tx: CompanyTx,
  ledgerIds: readonly string[],
): Promise<{ parties: number }> {
  await lockCompany(tx, "books");
  await lockSyncState(tx);
  await createWorkTables(tx);
  await touchLedgers(tx, ledgerIds);
  const { booksFrom } = await companyDays(tx);
  const parties = await deriveParties(tx, localDay(booksFrom) ?? NO_BOOKS_YET);
  await endCorrections(tx);
  return { parties };
}
