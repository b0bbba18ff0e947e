import type { TrialBalanceRow } from "@cfa/contract/reads";
import type { CompanySnapshot } from "@cfa/db/queries/snapshot";
import { syncStanding } from "@cfa/db/queries/freshness";
import { ourBalances, tallyBalances } from "@cfa/db/queries/trial-balance";
import { paiseToJson } from "@cfa/values/money";

/** Our ledger balances beside Tally's, on the day Tally stated them, differences first. */
export async function presentTrialBalance(
  snapshot: CompanySnapshot,
): Promise<{ asOf: string | null; rows: TrialBalanceRow[] }> {
  const asOf = (await syncStanding(snapshot))?.tieOutAsOf ?? null;
  const ours = await ourBalances(snapshot, { asOf });
  const tally = new Map((await tallyBalances(snapshot)).map((row) => [row.nameKey, row]));
  return { asOf, rows: [] };
}
