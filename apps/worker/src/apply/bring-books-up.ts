import { nameKey } from "@cfa/books/name-key";
import type { TallyTotals } from "@cfa/contract/sync";
import type { CompanyTx } from "@cfa/db/company-scope";
import {
  deleteUnusedLedgers,
  inferredOnes,
  markBillWiseByUse,
  touchOpenings,
} from "@cfa/db/queries/apply/ledgers";
import { resolveQuarantine } from "@cfa/db/queries/apply/quarantine";
import { closingStockOn, tallyBalanceOf } from "@cfa/db/queries/apply/tie-out";
import { firstDay, replaceVouchers, sumMonths } from "@cfa/db/queries/apply/vouchers";
import { addDays, parseLocalDate, type LocalDate } from "@cfa/values/local-date";
import { paiseFromJson } from "@cfa/values/money";
import { financialYearOf } from "@cfa/values/period";

import { deriveParties } from "./derive-parties.ts";
import { inferLedgers } from "./infer-ledgers.ts";
import { settleOpenings } from "./settle-openings.ts";
import type { MastersTaken } from "./take-master-facts.ts";
import type { MasterGround } from "./take-masters.ts";

export type BooksUp = {
  taken: number;
  gone: number;
  parties: number;
  hasChanged: boolean;
  /** First day of the books; null while nothing tells it. */
  first: LocalDate | null;
  booksFrom: LocalDate;
};

const OPENING_STOCK = nameKey("Opening Stock");
/** Before all books, while nothing tells when they begin. */
export const NO_BOOKS_YET = "1900-04-01" as LocalDate;

/** What is being brought in, as far as the books ask. */
export type Bringing = {
  /** The run, or the confirmation, that brings it. */
  runId: string;
  /** First day of the books: as Tally says it now, and as it was known. */
  booksFrom: { stated: LocalDate | null; before: LocalDate | null };
  /** First day of Tally's current period; null: that of the books. */
  periodFrom: LocalDate | null;
  totals: TallyTotals | null;
  changedMasters: MastersTaken["changed"];
  /** Masters were taken out, or may have been. */
  areMastersSwept: boolean;
  /** Everything was shown: what was not met again need not wait in quarantine. */
  isFullSweep: boolean;
};

/**
 * Brings the books up to what was staged: vouchers in the place of their earlier versions, ledgers, months, openings, and the
 * books of every party that was touched.
 */
export async function bringBooksUp(
  tx: CompanyTx,
  ground: MasterGround,
  bringing: Bringing,
): Promise<BooksUp> {
  const { runId, changedMasters, areMastersSwept, isFullSweep } = bringing;
  const { taken, gone } = await replaceVouchers(tx);
  const hasChanged = taken + gone + changedMasters.group + changedMasters.ledger > 0 || areMastersSwept;
  if (hasChanged && (await inferredOnes(tx)).length > 0) await inferLedgers(tx, ground);
  await sumMonths(tx);
  if (hasChanged) await deleteUnusedLedgers(tx, areMastersSwept ? "all" : "touched");
  await markBillWiseByUse(tx);
  const first = await firstDayOfBooks(tx, bringing.booksFrom);
  if (first !== bringing.booksFrom.before) await touchOpenings(tx);
  const booksFrom = first ?? NO_BOOKS_YET;
  const stock = await openingStock(tx, { booksFrom, totals: bringing.totals });
  await settleOpenings(tx, { booksFrom, periodFrom: bringing.periodFrom }, stock);
  const parties = await deriveParties(tx, booksFrom);
  await resolveQuarantine(tx, { runId, isFullSweep });
  return { taken, gone, parties, hasChanged, first, booksFrom };
}

/**
 * The day the books begin. Tally says it; files do not, then it is the first day of the financial year of the earliest
 * voucher. Null while there is neither.
 */
async function firstDayOfBooks(
  tx: CompanyTx,
  { stated, before }: Bringing["booksFrom"],
): Promise<LocalDate | null> {
  if (stated !== null) return stated;
  const first = localDay(await firstDay(tx));
  const guessed = first === null ? null : financialYearOf(first).from;
  if (before === null || guessed === null) return before ?? guessed;
  return guessed < before ? guessed : before;
}

/**
 * The stock the books began with, debit positive: as Tally valued it the day before, else as its trial balance shows it, this
 * run's or the last one seen.
 */
async function openingStock(
  tx: CompanyTx,
  { booksFrom, totals }: { booksFrom: LocalDate; totals: TallyTotals | null },
): Promise<bigint> {
  const valued = await closingStockOn(tx, addDays(booksFrom, -1));
  if (valued !== null) return valued;
  if (totals === null) return (await tallyBalanceOf(tx, OPENING_STOCK)) ?? 0n;
  const row = totals.trialBalance.find(({ ledger }) => nameKey(ledger) === OPENING_STOCK);
  return row === undefined ? 0n : -paiseFromJson(row.closing);
}

/** A day that is one; null for anything else. */
export function localDay(text: string | null | undefined): LocalDate | null {
  const read = parseLocalDate(text ?? "");
  return read.ok ? read.value : null;
}
