import { sum, type Paise } from "@cfa/values/money";

import { nameKey } from "./name-key.ts";
import type { OurBalance } from "./reconcile.ts";

/** A ledger's opening and moves up to a day, debit positive. */
export type LedgerMoves = {
  ledger: string;
  group: string;
  root: string;
  isForeign: boolean;
  isRevenue: boolean;
  carriesResult: boolean; // Profit & Loss A/c
  opening: Paise; // on the first day of the books
  before: Paise; // moved before the financial year that holds the day
  since: Paise; // moved from its first day on
};

/** Rows of Tally's trial balance that stand beside the ledgers. */
const BESIDE = new Set(["Opening Stock", "Difference in Opening Balances"].map(nameKey));

/**
 * Our balances as Tally's trial balance of the day's financial year shows them: revenue ledgers hold that year alone, and
 * Profit & Loss A/c what the years before and the stock have left, so that everything adds up to zero. In the first year of the
 * books each ledger simply holds its opening and its moves.
 */
export function balancesInTally(
  ledgers: readonly LedgerMoves[],
  { isFirstYear, tally }: { isFirstYear: boolean; tally: readonly { ledger: string; closing: Paise }[] },
): OurBalance[] {
  const rows = ledgers.map((row) => ({
    ledger: row.ledger,
    group: row.group,
    root: row.root,
    isForeign: row.isForeign,
    carriesResult: row.carriesResult,
    balance: row.isRevenue && !isFirstYear ? row.since : row.opening + row.before + row.since,
  }));
  if (!isFirstYear) {
    const others = sum(rows.filter((row) => !row.carriesResult).map((row) => row.balance));
    const beside = sum(tally.filter((row) => BESIDE.has(nameKey(row.ledger))).map((row) => row.closing));
    for (const row of rows) if (row.carriesResult) row.balance = -others - beside;
  }
  return rows;
}
