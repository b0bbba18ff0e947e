import { daysBetween, type LocalDate } from "@cfa/values/local-date";
import { toRupees, type Paise } from "@cfa/values/money";

import type { Desk } from "./desk.ts";
import type { TradingParty } from "./parties.ts";
import type { Allocation, Entry } from "./tally-books.ts";

/** A party's line; without bill-wise detail it carries no allocations. */
export function partyEntry(
  party: Pick<TradingParty, "ledger">,
  amount: Paise,
  bills: readonly Allocation[],
): Entry {
  const entry = { ledger: party.ledger.masterId, amount, isParty: true };
  return party.ledger.isBillWise ? { ...entry, bills } : entry;
}

/** A sum in dollars at a rate, as Tally writes it: "-$ 1000.00 @ 83.10/$ = -Rs 83100.00". */
export function foreignText(dollars: number, options: { rate: number; base: Paise }): string {
  const sign = options.base < 0n ? "-" : "";
  const base = options.base < 0n ? -options.base : options.base;
  return `${sign}$ ${dollars}.00 @ ${toRupees(BigInt(options.rate))}/$ = ${sign}Rs ${toRupees(base)}`;
}

/** Paise for a dollar on a day: a slow fall of the rupee with a little noise. */
export function dollarRate(desk: Desk, date: LocalDate): number {
  return 8_290 + Math.round(daysBetween(desk.booksFrom, date) * 0.35) + desk.random.int(-45, 45);
}
