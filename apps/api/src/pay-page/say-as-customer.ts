import type { Proposal } from "@cfa/contract/corrections";
import type { CompanyTx } from "@cfa/db/company-scope";
import type { CorrectionRow } from "@cfa/db/queries/corrections";

import { checkProposal } from "../corrections/check.ts";
import { addChecked } from "../corrections/make.ts";

/** As who a customer's own words are on record, on whatever page they were said. */
export const CUSTOMER = "customer";

/**
 * Writes down what a customer says of the books, by the name that the company's people read; null where it cannot be said as they stand. The
 * caller holds the company's corrections, and wakes the worker.
 */
export async function sayAsCustomer(
  tx: CompanyTx,
  { proposal, reason, name }: { proposal: Proposal; reason: string; name: string },
): Promise<CorrectionRow | null> {
  const checked = await checkProposal(tx, { proposal, replaces: null });
  if (checked.refusal !== null) return null;
  const by = { user: { id: CUSTOMER, name }, role: CUSTOMER } as const;
  return addChecked(tx, { by, checked, reason, untilDate: null });
}
