import type { LocalDate } from "@cfa/values/local-date";
import type { Paise } from "@cfa/values/money";

import { isPosted, type Books } from "./tally-books.ts";

/**
 * Every ledger's balance at the end of a day by MasterId, opening balance included, in Tally's sign (debit
 * negative). Post-dated vouchers count from their date on. Foreign-currency ledgers stand at booked value.
 */
export function closingBalances(books: Books, asOf: LocalDate): Map<number, Paise> {
  const balances = new Map<number, Paise>();
  for (const ledger of books.ledgers) balances.set(ledger.masterId, ledger.opening);
  for (const voucher of books.vouchers) {
    if (voucher.date > asOf || !isPosted(voucher)) continue;
    for (const { ledger, amount } of voucher.entries) {
      balances.set(ledger, (balances.get(ledger) ?? 0n) + amount);
    }
  }
  return balances;
}

/** A line of the ledger-wise trial balance. */
export type TrialBalanceLine = {
  readonly ledger: string;
  readonly masterId: number | null;
  readonly balance: Paise;
};

/**
 * The ledger-wise trial balance: every ledger that is not zero, then the stock the books opened with, which
 * Tally lists as "Opening Stock" although it is no ledger. The lines add up to zero.
 */
export function trialBalance(books: Books, asOf: LocalDate): TrialBalanceLine[] {
  const balances = closingBalances(books, asOf);
  const lines: TrialBalanceLine[] = [];
  for (const { name, masterId } of books.ledgers) {
    const balance = balances.get(masterId) ?? 0n;
    if (balance !== 0n) lines.push({ ledger: name, masterId, balance });
  }
  if (books.openingStock !== 0n) {
    lines.push({ ledger: "Opening Stock", masterId: null, balance: books.openingStock });
  }
  return lines;
}
