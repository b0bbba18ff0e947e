import type { CompanyTx } from "@cfa/db/company-scope";
import { countAbsent, deleteAbsent } from "@cfa/db/queries/apply/facts";
import type { FactKind } from "@cfa/db/schema";

import type { FactsTaken } from "./take-facts.ts";

/** Up to so many may be gone at once without a question. */
const FEW = 20;
/** Above `FEW`, up to one in so many. */
const ONE_IN = 20;

const WORDS: Record<FactKind, string> = {
  voucher: "vouchers",
  ledger: "ledgers",
  group: "groups",
  "voucher-type": "voucher types",
};

/**
 * After a full run: what it has not shown is gone from Tally and goes here too. Not when the run shows nothing of a kind or
 * held things that could not be told, and never more than 5 % and more than 20 at once: a half-read Tally must
 * not empty the books. Answers what was kept, for the run's message.
 */
export async function sweep(tx: CompanyTx, taken: FactsTaken): Promise<string[]> {
  const kept: string[] = [];
  for (const kind of ["voucher", "ledger", "group", "voucher-type"] as const) {
    const { stored, absent } = await countAbsent(tx, kind);
    if (absent === 0) continue;
    const isTooMany = absent > FEW && absent * ONE_IN > stored;
    if (absent < stored && !isTooMany && taken.unreadable === 0) {
      await deleteAbsent(tx, kind);
      continue;
    }
    const why = taken.unreadable > 0 ? "some of what Tally sent could not be read" : "that is unusually many";
    kept.push(`${absent} of ${stored} ${WORDS[kind]} are no longer in Tally but were kept: ${why}.`);
  }
  return kept;
}
