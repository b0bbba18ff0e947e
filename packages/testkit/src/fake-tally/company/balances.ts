import { addDays, type LocalDate } from "@cfa/values/local-date";
import type { Paise } from "@cfa/values/money";
import { financialYearOf, type Period } from "@cfa/values/period";

import { isPosted, type Voucher } from "../../sample-company/tally-books.ts";
import type { TallySource } from "../../sample-company/tally-source.ts";
import { isRevenue, profitAndLoss } from "./groups.ts";
import type { CompanyState } from "./state.ts";
import { vouchersBetween } from "./vouchers.ts";

export type Balances = ReadonlyMap<number, Paise>;

const CACHED_DAYS = 12;
const sourceBalances = new WeakMap<TallySource, Map<LocalDate, Balances>>();

/** Every ledger's balance at the end of a day as if the books were one long year, by MasterId. */
export function balancesOn(state: CompanyState, date: LocalDate): Map<number, Paise> {
  const balances = new Map<number, Paise>();
  const base = sourceBalancesOn(state.source, date);
  const openings = new Map(state.source.ledgers.map((ledger) => [ledger.masterId, ledger.opening]));
  for (const { masterId, opening } of state.ledgers.values()) {
    balances.set(masterId, (base.get(masterId) ?? 0n) + opening - (openings.get(masterId) ?? 0n));
  }
  for (const { before, now } of state.edits.values()) {
    if (before !== null) post(balances, { voucher: before, sign: -1n, date });
    if (now !== null) post(balances, { voucher: now, sign: 1n, date });
  }
  return balances;
}

/**
 * Every ledger's opening balance of a period: revenue ledgers begin each financial year at zero, and Profit & Loss
 * A/c carries the results of the years before (stock aside).
 */
export function openingsOf(state: CompanyState, from: LocalDate): Map<number, Paise> {
  const openings = balancesOn(state, addDays(from, -1));
  const year = financialYearOf(from).from;
  if (year <= state.source.booksFrom) return openings;
  const carried = balancesOn(state, addDays(year, -1));
  let results = 0n;
  for (const ledger of state.ledgers.values()) {
    if (!isRevenue(state, ledger)) continue;
    const result = carried.get(ledger.masterId) ?? 0n;
    results += result;
    openings.set(ledger.masterId, (openings.get(ledger.masterId) ?? 0n) - result);
  }
  const own = profitAndLoss(state)?.masterId;
  if (own !== undefined) openings.set(own, (openings.get(own) ?? 0n) + results);
  return openings;
}

/** Every ledger's balance at the end of a period, foreign-currency ledgers at today's rate where one is known. */
export function closingsOf(state: CompanyState, period: Period): Map<number, Paise> {
  const before = balancesOn(state, addDays(period.from, -1));
  const openings = openingsOf(state, period.from);
  const closings = balancesOn(state, period.to);
  for (const [ledger, closing] of closings) {
    closings.set(ledger, closing + (openings.get(ledger) ?? 0n) - (before.get(ledger) ?? 0n));
  }
  for (const [ledger, value] of revalued(state, period.to)) closings.set(ledger, value);
  return closings;
}

function sourceBalancesOn(source: TallySource, date: LocalDate): Balances {
  const days = sourceBalances.get(source) ?? new Map<LocalDate, Balances>();
  sourceBalances.set(source, days);
  const known = days.get(date);
  if (known !== undefined) return known;
  const balances = source.balancesOn(date);
  const oldest = days.keys().next();
  if (days.size >= CACHED_DAYS && !oldest.done) days.delete(oldest.value);
  days.set(date, balances);
  return balances;
}

function post(balances: Map<number, Paise>, of: { voucher: Voucher; sign: bigint; date: LocalDate }): void {
  if (of.voucher.date > of.date || !isPosted(of.voucher)) return;
  for (const { ledger, amount } of of.voucher.entries) {
    balances.set(ledger, (balances.get(ledger) ?? 0n) + of.sign * amount);
  }
}

/** Balances of ledgers in a currency whose rate today is known: so many units at that rate. */
function revalued(state: CompanyState, date: LocalDate): Map<number, Paise> {
  const values = new Map<number, Paise>();
  if (state.rates.size === 0) return values;
  const rates = new Map<number, Paise>();
  for (const ledger of state.ledgers.values()) {
    const rate = state.rates.get(ledger.currency);
    if (rate !== undefined) rates.set(ledger.masterId, rate);
  }
  const units = new Map<number, bigint>(); // hundredths of the foreign currency
  for (const voucher of vouchersBetween(state, { from: state.source.booksFrom, to: date })) {
    if (!isPosted(voucher)) continue;
    for (const { ledger, foreign } of voucher.entries) {
      if (foreign !== undefined && rates.has(ledger))
        units.set(ledger, (units.get(ledger) ?? 0n) + unitsIn(foreign));
    }
  }
  for (const [ledger, sum] of units) {
    const opening = state.ledgers.get(ledger)?.opening ?? 0n;
    values.set(ledger, opening + (sum * (rates.get(ledger) ?? 0n)) / 100n);
  }
  return values;
}

/** "-$ 1000.00 @ 83.10/$ = …" is -100000 hundredths of a dollar. */
function unitsIn(foreign: string): bigint {
  const match = /^\s*(-?)\D*?(\d+)(?:\.(\d{1,2}))?/.exec(foreign);
  if (match === null) return 0n;
  const size = BigInt(match[2] ?? "0") * 100n + BigInt((match[3] ?? "").padEnd(2, "0"));
  return match[1] === "-" ? -size : size;
}
