import { counts, type Bill } from "@cfa/books/bill";
import { findTds, isTdsLedger, TDS_RULES, tdsRatesOf, type TaxVoucher, type TdsRate } from "@cfa/books/tds";
import { sideOfWord, tdsSaidByParty, yearSums, type TdsSaid } from "@cfa/books/tds-said";
import type { CompanyTx } from "@cfa/db/company-scope";
import type { DerivedParty } from "@cfa/db/queries/apply/party-books";
import { keepTds, ledgersLikeTds, taxVouchers, type FoundTds } from "@cfa/db/queries/apply/tds";
import { statutoryRules } from "@cfa/db/queries/settings/statutory-rules";
import { taxableSums } from "@cfa/db/queries/tds/habits";
import { standingTds } from "@cfa/db/queries/tds/said";
import type { Paise } from "@cfa/values/money";

/** The tax is learned from so many of a party's latest bills, and awaited on them. */
const LATEST_BILLS = 400;
/** More than this share of a bill, in percent, is no tax kept back. */
const MOST_PERCENT = 12;
const SIDES = ["receivable", "payable"] as const;

/**
 * What tells tax: the ids of the company's TDS ledgers, known by their names, the rates of the law, and what people say, by the ledger id of
 * the party.
 */
export type TdsSigns = {
  ledgers: readonly string[];
  rates: readonly TdsRate[];
  said: ReadonlyMap<string, readonly TdsSaid[]>;
};

/** Reads what tells tax, once for all parties. */
export async function readTdsSigns(tx: CompanyTx): Promise<TdsSigns> {
  const like = await ledgersLikeTds(tx);
  return {
    ledgers: like.filter(({ nameKey }) => isTdsLedger(nameKey)).map(({ ledgerId }) => ledgerId),
    rates: tdsRatesOf(await statutoryRules(tx, TDS_RULES)),
    said: tdsSaidByParty(await standingTds(tx)),
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
  const sides = parties.flatMap(({ ledgerId, partyKind, books }) => {
    const tax = byParty.get(ledgerId) ?? new Map<string, TaxVoucher>();
    return SIDES.map((side) => {
      const said = side === sideOfWord(partyKind) ? (signs.said.get(ledgerId) ?? []) : [];
      const most = said.reduce((max, { points }) => Math.max(max, points / 100 + 1), MOST_PERCENT);
      const all = books.bills.filter((bill) => bill.side === side);
      const bills = all.filter((bill) => couldBeShort(bill, { tax, most })).slice(-LATEST_BILLS);
      const sums = said.some(({ threshold }) => threshold !== null) ? yearSums(all) : new Map<Bill, Paise>();
      return { ledgerId, side, tax, bills, said, sums };
    });
  });
  const vouchers = sides.flatMap(({ bills }) => bills.flatMap(({ voucherId }) => voucherId ?? []));
  const taxable = new Map<string, Paise>();
  for (const row of await taxableSums(tx, vouchers)) taxable.set(row.voucherId, row.taxable);
  const found = sides.map(({ ledgerId, side, tax, bills, said, sums }): FoundTds => {
    const taxed = bills.map((bill) => ({
      bill,
      taxable: taxable.get(bill.voucherId ?? "") ?? null,
      yearSum: sums.get(bill) ?? 0n,
    }));
    return { ledgerId, side, ...findTds(taxed, { taxVouchers: tax, rates: signs.rates, said }) };
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
function couldBeShort(
  bill: Bill,
  { tax, most }: { tax: ReadonlyMap<string, TaxVoucher>; most: number },
): boolean {
  const percent = BigInt(Math.ceil(most));
  let left = bill.amount;
  for (const part of bill.settlements) {
    if (!counts(bill, part)) continue;
    if (tax.has(part.voucherId ?? "")) return true;
    left -= part.amount;
    if (left > 0n && left * 100n <= bill.amount * percent) return true;
  }
  return false;
}
