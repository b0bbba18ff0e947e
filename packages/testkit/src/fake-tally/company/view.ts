import type { LocalDate } from "@cfa/values/local-date";
import type { Paise } from "@cfa/values/money";
import type { Period } from "@cfa/values/period";

import { closingsOf, openingsOf } from "./balances.ts";
import { pendingBillsOn } from "./pending-bills.ts";
import type { CompanyState, GroupNow, LedgerNow, VoucherTypeNow } from "./state.ts";

/** A company as one request sees it: what objects need to show what they refer to. Worked out when first asked for. */
export type View = {
  readonly state: CompanyState;
  readonly guid: string;
  /** The period the request is answered for. */
  readonly period: Period;
  ledger(masterId: number): LedgerNow | undefined;
  ledgerName(masterId: number): string;
  opening(masterId: number): Paise;
  closing(masterId: number): Paise;
  /** What a bill-wise ledger's balance holds beyond its bills; 0 for others. */
  onAccount(masterId: number): Paise;
  voucherType(name: string): VoucherTypeNow | undefined;
  group(name: string): GroupNow | undefined;
};

/** A view of a company for a period. */
export function viewOf(state: CompanyState, period: Period): View {
  const { ledgers } = state;
  const openings = lazily(() => openingsOf(state, balanceStart(state, period)));
  const closings = lazily(() => closingsOf(state, { from: balanceStart(state, period), to: period.to }));
  const inBills = lazily(() => pendingByLedger(state, period.to));
  const types = lazily(() => byName(state.voucherTypes.values()));
  const groups = lazily(() => byName(state.groups.values()));
  return {
    state,
    guid: state.guid,
    period,
    ledger: (masterId) => ledgers.get(masterId),
    ledgerName: (masterId) => ledgers.get(masterId)?.name ?? "",
    opening: (masterId) => openings().get(masterId) ?? 0n,
    closing: (masterId) => closings().get(masterId) ?? 0n,
    onAccount: (masterId) =>
      ledgers.get(masterId)?.isBillWise === true
        ? (closings().get(masterId) ?? 0n) - (inBills().get(masterId) ?? 0n)
        : 0n,
    voucherType: (name) => types().get(name.toLowerCase()),
    group: (name) => groups().get(name.toLowerCase()),
  };
}

/** A period that begins before the books has their beginning. */
function balanceStart(state: CompanyState, period: Period): LocalDate {
  return period.from < state.source.startingFrom ? state.source.startingFrom : period.from;
}

function pendingByLedger(state: CompanyState, date: LocalDate): Map<number, Paise> {
  const sums = new Map<number, Paise>();
  for (const side of ["receivable", "payable"] as const) {
    for (const { ledger, balance } of pendingBillsOn(state, side, date))
      sums.set(ledger, (sums.get(ledger) ?? 0n) + balance);
  }
  return sums;
}

function byName<T extends { name: string }>(masters: Iterable<T>): Map<string, T> {
  return new Map([...masters].map((master) => [master.name.toLowerCase(), master]));
}

function lazily<T>(make: () => T): () => T {
  let made: { value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}
