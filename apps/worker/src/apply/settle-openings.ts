import type { OpeningBill } from "@cfa/books/chart";
import { openingAtBooks } from "@cfa/books/openings";
import type { CompanyTx } from "@cfa/db/company-scope";
import {
  allocatedBefore,
  keepOpenings,
  openAsStated,
  openResult,
  statedLedgers,
  type StatedLedger,
} from "@cfa/db/queries/apply/openings";
import type { LocalDate } from "@cfa/values/local-date";
import { paiseFromJson } from "@cfa/values/money";

const PAGE = 1_000;

export type OpeningDays = {
  booksFrom: LocalDate;
  /** First day of Tally's current period; null: that of the books. */
  periodFrom: LocalDate | null;
};

/**
 * Works out what the books open with, for the ledgers this run has brought: what Tally stated as of its current period less
 * what is posted before that. Done when the run's vouchers are in the books; later corrections of old years then move the
 * books and not the opening.
 */
export async function settleOpenings(
  tx: CompanyTx,
  { booksFrom, periodFrom }: OpeningDays,
  openingStock: bigint,
): Promise<void> {
  if (periodFrom === null || periodFrom <= booksFrom) {
    await openAsStated(tx);
    return openResult(tx, openingStock);
  }
  for await (const page of statedLedgers(tx, { from: periodFrom, pageSize: PAGE })) {
    const names = await namesBefore(tx, page, periodFrom);
    const rows = page.map((ledger) => openingOf(ledger, names.get(ledger.ledgerId) ?? [], booksFrom));
    await keepOpenings(tx, rows, periodFrom);
  }
  await openResult(tx, openingStock);
}

type Named = { name: string; amount: bigint };

/** Only a list that may be of the period's first day needs to know what was moved under each name. */
async function namesBefore(
  tx: CompanyTx,
  page: readonly StatedLedger[],
  from: LocalDate,
): Promise<Map<string, Named[]>> {
  const ledgerIds = page
    .filter((ledger) => ledger.homeSide !== null && ledger.isBillWise && ledger.statedBills.length > 0)
    .map((ledger) => ledger.ledgerId);
  const rows = ledgerIds.length === 0 ? [] : await allocatedBefore(tx, { from, ledgerIds });
  return Map.groupBy(rows, (row) => row.ledgerId);
}

function openingOf(
  ledger: StatedLedger,
  names: readonly Named[],
  booksFrom: LocalDate,
): { ledgerId: string; opening: bigint; openingBills: string } {
  const { opening, bills } = openingAtBooks({
    booksFrom,
    homeSide: ledger.homeSide,
    isBillWise: ledger.isBillWise,
    isRevenue: ledger.isRevenue,
    stated: ledger.stated,
    statedBills: (ledger.statedBills as (Omit<OpeningBill, "amount"> & { amount: string })[]).map((bill) => ({
      ...bill,
      amount: paiseFromJson(bill.amount),
    })),
    before: ledger.before,
    allocatedBefore: names,
  });
  const openingBills = bills.map((bill) => ({ ...bill, amount: bill.amount.toString() }));
  return { ledgerId: ledger.ledgerId, opening, openingBills: JSON.stringify(openingBills) };
}
