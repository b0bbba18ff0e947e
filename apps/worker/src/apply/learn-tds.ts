import { counts, type Bill } from "@cfa/books/bill";
import { findTds, isTdsLedger, TDS_RULES, tdsRatesOf, type TaxVoucher, type TdsRate } from "@cfa/books/tds";
import type { CompanyTx } from "@cfa/db/company-scope";
import type { DerivedParty } from "@cfa/db/queries/apply/party-books";
import { keepTds, ledgersLikeTds, taxableSums, taxVouchers, type FoundTds } from "@cfa/db/queries/apply/tds";
import { statutoryRules } from "@cfa/db/queries/settings/statutory-rules";
import type { Paise } from "@cfa/values/money";

/** The tax is learned from so many of a party's latest bills, and awaited on them. */
const LATEST_BILLS = 400;
/** More than this share of a bill, in percent, is no tax kept back. */
const MOST_PERCENT = 12n;
const SIDES = ["receivable", "payable"] as const;

/** What tells tax: the ids of the company's TDS ledgers, known by their names, and the rates of the law. */
export type TdsSigns = { ledgers: readonly string[]; rates: readonly TdsRate[] };

/** Reads what tells tax, once for all parties. */
export async function readTdsSigns(tx: CompanyTx): Promise<TdsSigns> {
  const like = await ledgersLikeTds(tx);
  return {
    ledgers: like.filter(({ nameKey }) => isTdsLedger(nameKey)).map(({ ledgerId }) => ledgerId),
    rates: tdsRatesOf(await statutoryRules(tx, TDS_RULES)),
  };
}

/**
 * Learns what parties keep back as tax, from the books just derived, and keeps it. The charge before tax is looked up for the few
 * bills that could be short by it alone.
 */
export async function learnTds(
  tx: CompanyTx,
  { parties, signs }: { parties: readonly DerivedParty[]; signs: TdsSigns },
): Promise<void> {
  const ledgerIds = parties.map((party) => party.ledgerId);
  const byParty = await taxByParty(tx, { ledgerIds, ledgers: signs.ledgers });
  const sides = parties.flatMap(({ ledgerId, books }) => {
    const tax = byParty.get(ledgerId) ?? new Map<string, TaxVoucher>();
    return SIDES.map((side) => {
      const bills = books.bills.filter((bill) => bill.side === side && couldBeShort(bill, tax));
      return { ledgerId, side, tax, bills: bills.slice(-LATEST_BILLS) };
    });
  });
  const vouchers = sides.flatMap(({ bills }) => bills.flatMap(({ voucherId }) => voucherId ?? []));
  const taxable = new Map<string, Paise>();
  if (vouchers.length > 0) {
    for (const row of await taxableSums(tx, vouchers)) taxable.set(row.voucherId, row.taxable);
  }
  const found = sides.map(({ ledgerId, side, tax, bills }): FoundTds => {
    const taxed = bills.map((bill) => ({ bill, taxable: taxable.get(bill.voucherId ?? "") ?? null }));
    return { ledgerId, side, ...findTds(taxed, { taxVouchers: tax, rates: signs.rates }) };
  });
  await keepTds(tx, { ledgerIds, found });
}

async function taxByParty(
  tx: CompanyTx,
  { ledgerIds, ledgers }: { ledgerIds: readonly string[]; ledgers: readonly string[] },
): Promise<Map<string, Map<string, TaxVoucher>>> {
  const byParty = new Map<string, Map<string, TaxVoucher>>();
  if (ledgers.length === 0) return byParty;
  for (const row of await taxVouchers(tx, { ledgerIds, tdsLedgerIds: ledgers })) {
    const vouchers = byParty.get(row.ledgerId) ?? new Map<string, TaxVoucher>();
    vouchers.set(row.voucherId, { tax: row.tax, moved: row.moved });
    byParty.set(row.ledgerId, vouchers);
  }
  return byParty;
}

/** Whether a voucher that books tax settled it, or little enough was left of it once. */
function couldBeShort(bill: Bill, tax: ReadonlyMap<string, TaxVoucher>): boolean {
  let left = bill.amount;
  for (const part of bill.settlements) {
    if (!counts(bill, part)) continue;
    if (tax.has(part.voucherId ?? "")) return true;
    left -= part.amount;
    if (left > 0n && left * 100n <= bill.amount * MOST_PERCENT) return true;
  }
  return false;
}
