import type { Paise } from "@cfa/values/money";

/** One month of a ledger: what moved here and both balances at its end, debit positive. */
export type LedgerMonth = {
  month: string;
  moved: Paise;
  ours: Paise;
  tally: Paise | null; // null: Tally was not asked
  arose: Paise | null; // of the difference, what arose in this month; null: not known
};

/** What a ledger's months are narrowed from. Months are "2026-04". */
export type LedgerInDoubt = {
  opening: Paise;
  months: readonly string[]; // all of them, in order
  moved: ReadonlyMap<string, Paise>;
  tally: ReadonlyMap<string, Paise>; // at the end of a month, or on the day of the tie-out for the last
  startsAtZero: ReadonlySet<string>; // months in which Tally begins the ledger's year at zero
};

/**
 * Ours and Tally's month by month. A difference arose in a month when it is another at its end than at the end of the month
 * before; at the beginning of the books, and of a year that starts at zero, there is none.
 */
export function narrowLedger(ledger: LedgerInDoubt): LedgerMonth[] {
  let ours = ledger.opening;
  let before: Paise | null = 0n;
  return ledger.months.map((month) => {
    if (ledger.startsAtZero.has(month)) [ours, before] = [0n, 0n];
    const moved = ledger.moved.get(month) ?? 0n;
    ours += moved;
    const tally = ledger.tally.get(month) ?? null;
    const difference = tally === null ? null : ours - tally;
    const arose = difference === null || before === null ? null : difference - before;
    before = difference;
    return { month, moved, ours, tally, arose };
  });
}
