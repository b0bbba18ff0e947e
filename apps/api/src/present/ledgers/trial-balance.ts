import { nameKey } from "@cfa/books/name-key";
import { groupTotals, trialBalance, type BalancedLedger, type TrialBalance } from "@cfa/books/trial-balance";
import type { LedgerBalance, TrialBalanceOfDay } from "@cfa/contract/ledgers";
import { periodMoves, type PeriodMovesRow } from "@cfa/db/queries/ledgers/period-moves";
import type { CompanySnapshot } from "@cfa/db/queries/snapshot";
import { idOut } from "@cfa/values/ids";
import { addDays, type LocalDate } from "@cfa/values/local-date";
import { paiseToJson } from "@cfa/values/money";
import { financialYearOf } from "@cfa/values/period";

import { pageOf } from "../../routes/cursor.ts";
import { readStock } from "./stock.ts";

type Row = PeriodMovesRow & { before: bigint; since: bigint };
type OnDay = TrialBalance<Row> & { yearFrom: LocalDate };

/** The trial balance of a day, by group. */
export async function readTrialBalance(
  snapshot: CompanySnapshot,
  asOf: LocalDate,
): Promise<TrialBalanceOfDay> {
  const found = await balancesOn(snapshot, asOf);
  return {
    ...presentDay(found, asOf),
    groups: groupTotals(found.ledgers).map(({ path, ledgers, debit, credit }) => ({
      path,
      ledgers,
      debit: paiseToJson(debit),
      credit: paiseToJson(credit),
    })),
  };
}

/** The totals of a day's trial balance, with its first ledgers by name, of so many that have a balance. */
export async function readTrialBalanceWithLedgers(
  snapshot: CompanySnapshot,
  { asOf, limit }: { asOf: LocalDate; limit: number },
): Promise<Omit<TrialBalanceOfDay, "groups"> & { ledgers: LedgerBalance[]; withBalance: number }> {
  const found = await balancesOn(snapshot, asOf);
  const rows = found.ledgers.filter(({ balance }) => balance !== 0n);
  const ledgers = rows.toSorted(byName).slice(0, limit).map(presentLedger);
  return { ...presentDay(found, asOf), ledgers, withBalance: rows.length };
}

function presentDay({ yearFrom, ...found }: OnDay, asOf: LocalDate): Omit<TrialBalanceOfDay, "groups"> {
  return {
    asOf,
    yearFrom,
    openingStock:
      found.openingStock === null
        ? null
        : { asOf: addDays(yearFrom, -1), amount: paiseToJson(found.openingStock) },
    openingDifference: paiseToJson(found.openingDifference),
    closedYears: paiseToJson(found.closedYears),
    debit: paiseToJson(found.debit),
    credit: paiseToJson(found.credit),
  };
}

export type BalancesWanted = {
  asOf: LocalDate;
  group: string | undefined;
  words: readonly string[];
  zero: boolean;
  limit: number;
  after: { nameKey: string; ledgerId: string } | null;
};

/** One page of a day's trial balance by ledger, by name. */
export async function readLedgerBalances(
  snapshot: CompanySnapshot,
  wanted: BalancesWanted,
): Promise<{ asOf: string; rows: LedgerBalance[]; nextCursor: string | null }> {
  const { after, words } = wanted;
  const group = wanted.group === undefined ? null : nameKey(wanted.group);
  const { ledgers } = await balancesOn(snapshot, wanted.asOf);
  const fitting = ledgers
    .filter((row) => wanted.zero || row.balance !== 0n)
    .filter((row) => group === null || row.groupPath.some((name) => nameKey(name) === group))
    .filter((row) => words.every((word) => row.nameKey.includes(word)))
    .toSorted(byName)
    .filter((row) => after === null || byName(row, after) > 0);
  const page = pageOf(fitting.slice(0, wanted.limit + 1), {
    limit: wanted.limit,
    placeOf: (row) => [row.nameKey, row.ledgerId],
  });
  return { asOf: wanted.asOf, ...page, rows: page.rows.map(presentLedger) };
}

async function balancesOn(snapshot: CompanySnapshot, asOf: LocalDate): Promise<OnDay> {
  const yearFrom = financialYearOf(asOf).from;
  const rows = await periodMoves(snapshot, { from: yearFrom, to: asOf });
  const { stock, booksFrom } = await readStock(snapshot);
  const found = trialBalance(
    rows.map((row) => ({ ...row, since: row.debit - row.credit })),
    {
      isFirstYear: booksFrom === null || yearFrom <= booksFrom,
      stock: {
        books: booksFrom === null ? null : stock(addDays(booksFrom, -1)),
        year: stock(addDays(yearFrom, -1)),
      },
    },
  );
  return { ...found, yearFrom };
}

function presentLedger(row: BalancedLedger<Row>): LedgerBalance {
  return {
    ledgerId: idOut("ledger", row.ledgerId),
    partyId: row.isParty ? idOut("party", row.ledgerId) : null,
    name: row.name,
    path: row.groupPath,
    balance: paiseToJson(row.balance),
    carried: paiseToJson(row.carried),
  };
}

function byName(a: { nameKey: string; ledgerId: string }, b: { nameKey: string; ledgerId: string }): number {
  if (a.nameKey !== b.nameKey) return a.nameKey < b.nameKey ? -1 : 1;
  if (a.ledgerId === b.ledgerId) return 0;
  return a.ledgerId < b.ledgerId ? -1 : 1;
}
