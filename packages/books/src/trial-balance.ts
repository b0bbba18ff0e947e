import { assert } from "@cfa/values/assert";
import { sum, type Paise } from "@cfa/values/money";

/** A ledger and its moves up to the day, debit positive. */
export type LedgerToDay = {
  name: string;
  groupPath: readonly string[];
  isRevenue: boolean;
  carriesResult: boolean; // Profit & Loss A/c
  opening: Paise; // on the first day of the books
  before: Paise; // moved before the financial year that holds the day
  since: Paise; // moved from its first day on
};

/** A ledger with its balance; `carried` of it are results of closed years, which stand in none of its lines. */
export type BalancedLedger<L> = L & { balance: Paise; carried: Paise };

/** A group, with what stands in it and below. */
export type GroupTotal = { path: string[]; ledgers: number; debit: Paise; credit: Paise };

export type TrialBalance<L> = {
  ledgers: BalancedLedger<L>[];
  openingStock: Paise | null; // null: not stated for the year
  openingDifference: Paise; // of all openings, with the stock where that is not stated
  closedYears: Paise; // results that no ledger carries
  debit: Paise; // equals credit
  credit: Paise;
};

/**
 * The trial balance of a day as Tally shows it: income and expenses hold the financial year alone, Profit & Loss A/c what the
 * closed years and the change of the stock over them have left. Stock: what the books and the year began with; a year whose
 * stock is not stated is shown with no line of stock, and then the results carried are without it.
 */
export function trialBalance<L extends LedgerToDay>(
  ledgers: readonly L[],
  { isFirstYear, stock }: { isFirstYear: boolean; stock: { books: Paise | null; year: Paise | null } },
): TrialBalance<L> {
  const opened = stock.books ?? 0n;
  const openingStock = isFirstYear ? stock.books : stock.year;
  const earned = sum(ledgers.filter((row) => row.isRevenue).map((row) => row.opening + row.before));
  const carried = isFirstYear ? 0n : earned - ((openingStock ?? opened) - opened);
  const carrier = ledgers.findIndex((row) => row.carriesResult);
  const rows = ledgers.map((row, index): BalancedLedger<L> => {
    const held = index === carrier ? carried : 0n;
    const own = row.isRevenue && !isFirstYear ? row.since : row.opening + row.before + row.since;
    return { ...row, balance: own + held, carried: held };
  });
  const openingDifference = -sum(ledgers.map((row) => row.opening)) - (openingStock === null ? 0n : opened);
  const closedYears = carrier === -1 ? carried : 0n;
  const lines = [...rows.map((row) => row.balance), openingStock ?? 0n, openingDifference, closedYears];
  const debit = sum(lines.filter((amount) => amount > 0n));
  const credit = -sum(lines.filter((amount) => amount < 0n));
  assert(debit === credit, "every voucher balances, so the trial balance does");
  return { ledgers: rows, openingStock, openingDifference, closedYears, debit, credit };
}

/** Totals of every group that has a balance in it or below, each before the groups below it. A ledger without a group stands as one. */
export function groupTotals(
  ledgers: readonly { name: string; groupPath: readonly string[]; balance: Paise }[],
): GroupTotal[] {
  const groups = new Map<string, GroupTotal>();
  for (const { name, groupPath, balance } of ledgers) {
    if (balance === 0n) continue;
    const path = groupPath.length === 0 ? [name] : groupPath;
    for (let depth = 1; depth <= path.length; depth++) {
      const part = path.slice(0, depth);
      const key = part.join("\0");
      const total = groups.get(key) ?? { path: [...part], ledgers: 0, debit: 0n, credit: 0n };
      groups.set(key, total);
      total.ledgers++;
      if (balance > 0n) total.debit += balance;
      else total.credit -= balance;
    }
  }
  return [...groups].toSorted(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)).map(([, total]) => total);
}
