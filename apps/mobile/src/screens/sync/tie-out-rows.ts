import type { TrialBalanceRow } from "@cfa/contract/reads";
import { abs, paiseFromJson } from "@cfa/values/money";

export type Shown = "differences" | "all";

/** The ledgers to show: those that differ from Tally's, the largest difference first, or all in their order. */
export function rowsToShow(rows: readonly TrialBalanceRow[], shown: Shown): TrialBalanceRow[] {
  if (shown === "all") return [...rows];
  return rows
    .filter((row) => row.difference !== "0")
    .toSorted((a, b) => {
      const [first, second] = [abs(paiseFromJson(a.difference)), abs(paiseFromJson(b.difference))];
      return first === second ? a.ledger.localeCompare(b.ledger) : first > second ? -1 : 1;
    });
}
