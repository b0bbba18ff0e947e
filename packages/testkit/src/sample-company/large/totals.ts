import type { Paise } from "@cfa/values/money";

import { makeMonthCounter } from "../books-source.ts";
import { isPosted, type Ledger, type Voucher } from "../tally-books.ts";
import type { MonthCount } from "../tally-source.ts";

/** What needs every voucher once. Balances are kept for each month's end, so that a day is at most a month away. */
export type Totals = {
  readonly byMonth: readonly MonthCount[];
  /** Balances of all ledgers before a month, by place in the list of ledgers; behind the last month those of the end. */
  readonly before: readonly BigInt64Array[];
};

/** Goes through all vouchers, month by month from the first. */
export function totalsOf(
  ledgers: readonly Ledger[],
  months: number,
  vouchersIn: (month: number) => Iterable<Voucher>,
): Totals {
  const places = new Map(ledgers.map(({ masterId }, place) => [masterId, place]));
  const running = BigInt64Array.from(ledgers, (ledger) => ledger.opening);
  const before = [running.slice()];
  const counter = makeMonthCounter();
  for (let month = 0; month < months; month++) {
    for (const voucher of vouchersIn(month)) {
      counter.add(voucher);
      if (!isPosted(voucher)) continue;
      for (const { ledger, amount } of voucher.entries) {
        const place = places.get(ledger);
        if (place !== undefined) running[place] = (running[place] ?? 0n) + amount;
      }
    }
    before.push(running.slice());
  }
  return { byMonth: counter.counts(), before };
}

/** Balances at the end of a day, from those before its month and the month's vouchers up to the day. */
export function balancesAfter(
  ledgers: readonly Ledger[],
  before: BigInt64Array | undefined,
  vouchers: Iterable<Voucher>,
): Map<number, Paise> {
  const balances = new Map(
    ledgers.map(({ masterId, opening }, place) => [masterId, before?.[place] ?? opening]),
  );
  for (const voucher of vouchers) {
    if (!isPosted(voucher)) continue;
    for (const { ledger, amount } of voucher.entries)
      balances.set(ledger, (balances.get(ledger) ?? 0n) + amount);
  }
  return balances;
}
