import { balancesInTally } from "@cfa/books/balances-in-tally";
import { reconcile } from "@cfa/books/reconcile";
import type { TrialBalanceRow } from "@cfa/contract/reads";
import { syncStanding } from "@cfa/db/queries/freshness";
import type { CompanySnapshot } from "@cfa/db/queries/snapshot";
import { booksBegin, movesOn, tallyBalances } from "@cfa/db/queries/trial-balance";
import { parseLocalDate, type LocalDate } from "@cfa/values/local-date";
import { paiseToJson } from "@cfa/values/money";
import { financialYearOf } from "@cfa/values/period";

const FOR_EVER = "9999-12-31" as LocalDate;

/**
 * Our ledger balances beside Tally's, on the day Tally stated them, the largest differences first. Before Tally has stated any,
 * ours over all that is posted.
 */
export async function presentTrialBalance(
  snapshot: CompanySnapshot,
): Promise<{ asOf: string | null; rows: TrialBalanceRow[] }> {
  const asOf = (await syncStanding(snapshot))?.tieOutAsOf ?? null;
  const day = parseLocalDate(asOf ?? "");
  const yearFrom = day.ok ? financialYearOf(day.value).from : FOR_EVER;
  const moves = await movesOn(snapshot, { asOf: asOf ?? FOR_EVER, yearFrom });
  const theirs = await tallyBalances(snapshot);
  const tally = theirs.map(({ name, closing }) => ({ ledger: name, closing }));
  const booksFrom = await booksBegin(snapshot);
  const isFirstYear = asOf === null || booksFrom === null || yearFrom <= booksFrom;
  const { rows } = reconcile(
    balancesInTally(moves, { isFirstYear, tally }),
    tally.map(({ ledger, closing }) => ({ ledger, closing: paiseToJson(-closing) })),
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
