import { reconcile } from "@cfa/books/reconcile";
import type { TrialBalanceRow } from "@cfa/contract/reads";
import { syncStanding } from "@cfa/db/queries/freshness";
import type { CompanySnapshot } from "@cfa/db/queries/snapshot";
import { ourBalances, tallyBalances } from "@cfa/db/queries/trial-balance";
import { paiseToJson } from "@cfa/values/money";

/** Our ledger balances beside Tally's, on the day Tally stated them, the largest differences first. */
export async function presentTrialBalance(
  snapshot: CompanySnapshot,
): Promise<{ asOf: string | null; rows: TrialBalanceRow[] }> {
  const asOf = (await syncStanding(snapshot))?.tieOutAsOf ?? null;
  const ours = await ourBalances(snapshot, { asOf });
  const tally = await tallyBalances(snapshot);
  const { rows } = reconcile(
    ours.map((row) => ({ ...row, isForeign: false })), // it changes the finding only, which is not shown here
    tally.map(({ name, closing }) => ({ ledger: name, closing: paiseToJson(-closing) })),
  );
  return {
    asOf,
    rows: rows.map((row) => ({
      ledger: row.ledger,
      group: row.group,
      ours: paiseToJson(row.ours),
      tally: row.tally === null ? null : paiseToJson(row.tally),
      difference: paiseToJson(row.difference),
    })),
  };
}
