import { abs, type Paise } from "@cfa/values/money";

import type { Side } from "./bill.ts";
import type { PartyBooks } from "./party-books.ts";
import { findTds, isTdsLedger, type TaxedBill, type TaxVoucher, type TdsFindings } from "./tds.ts";
import type { Derived } from "./test-sample-books.ts";
import { TDS_RATES } from "./test-tds-rates.ts";

/* What is kept back as tax in a sample company's books, as the worker learns it from them. For tests and benchmarks. */

/** What each voucher charges before tax, and which book TDS. */
export type Taxes = { taxable: Map<string, Paise>; taxVouchers: Map<string, TaxVoucher> };

/** Reads them from all vouchers of a company. */
export function taxesOf({ chart, vouchers }: Derived): Taxes {
  const taxes: Taxes = { taxable: new Map(), taxVouchers: new Map() };
  for (const { guid, entries } of vouchers) {
    let [revenue, tax, moved] = [0n, 0n, 0n];
    for (const { ledger, amount } of entries) {
      const known = chart.ledgerNamed(ledger);
      if (known?.homeSide) moved += amount;
      else if (isTdsLedger(ledger)) tax += amount;
      else if (known?.nature === "income" || known?.nature === "expense") revenue += amount;
    }
    taxes.taxable.set(guid, abs(revenue));
    if (tax !== 0n && moved !== 0n) taxes.taxVouchers.set(guid, { tax: abs(tax), moved: abs(moved) });
  }
  return taxes;
}

/** What one side of a party keeps back, and which of its bills are open for that alone. */
export function tdsFoundOf(
  { taxable, taxVouchers }: Taxes,
  books: PartyBooks,
  side: Side = "receivable",
): TdsFindings {
  const bills = books.bills
    .filter((bill) => bill.side === side)
    .map((bill): TaxedBill => ({ bill, taxable: taxable.get(bill.voucherId ?? "") ?? null }));
  return findTds(bills, { taxVouchers, rates: TDS_RATES });
}
