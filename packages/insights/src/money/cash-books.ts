import type { StatutoryClass } from "@cfa/books/cash/cash-class";
import type { DepositDay } from "@cfa/books/cash/deposit-days";
import type { LocalDate } from "@cfa/values/local-date";

import type { Direction, Stream } from "../forecast/flows.ts";
import type { IsOpen, Rhythm } from "../forecast/recurring/rhythm.ts";
import type { BillForecast, PaymentBill } from "../payment-insight.ts";

/*
 * What the books say of one company's money as of the end of a day; the forecast's first day is the next one. Sums are paise as numbers, in
 * positive and out negative where they are flows; days are counted from 1970-01-01.
 */
export type CashBooks = {
  readonly asOf: LocalDate;
  readonly seed: number;
  /** The first day of which the flows tell. */
  readonly first: number;
  /** What may be spent: in the money accounts that count, and what may still be overdrawn. */
  readonly available: number;
  /** The sum below which that should not fall; null: not said. */
  readonly floor: number | null;
  /**
   * All that moved on the money accounts that count up to asOf, by what it was for. The flows of parties are of class `customer` or
   * `supplier`, one stream for each party.
   */
  readonly streams: readonly Stream[];
  readonly sides: Readonly<Record<PartyClass, PartySide>>;
  /** Vouchers of days ahead that touch a money account: theirs is the day and the sum. */
  readonly postDated: readonly KnownFlow[];
  readonly deposits: readonly DepositBooks[];
  /** What people said of recurring items. */
  readonly said: readonly SaidItem[];
  /** Whether banks are open on a day. */
  readonly isOpen: IsOpen;
};

export type PartyClass = "customer" | "supplier";

/** Bills of one side of up to three years with what settled them, and what was learned of the open ones; no forecasts: nothing was. */
export type PartySide = {
  readonly bills: readonly PaymentBill[];
  readonly forecasts: readonly BillForecast[];
};

/** A sum that will move on a day. */
export type KnownFlow = {
  readonly day: number;
  readonly amount: number;
  readonly class: string;
  readonly ledger: string;
  readonly party: string | null;
};

/**
 * One class of what the state wants: the days by which it does, past and ahead, what its ledgers owe at the end of asOf, and what is set off
 * against what is owed later.
 */
export type DepositBooks = {
  readonly class: StatutoryClass;
  readonly owed: number;
  readonly credit: number;
  readonly days: readonly DepositDay[];
};

/** Names a recurring item: what is said of one holds for the item found with the same key. */
export type ItemKey = {
  readonly class: string;
  readonly ledger: string;
  readonly party: string | null;
  readonly direction: Direction;
  /** Told apart from others of the same ledger by its rhythm, such as "months/1" or "days/7". */
  readonly every: string;
};

/** What a person said of an item: it goes on as found, goes on otherwise, or has ended. */
export type SaidItem = {
  readonly key: ItemKey;
  readonly said: "confirmed" | "ended" | { readonly rhythm: Rhythm; readonly size: number };
};
