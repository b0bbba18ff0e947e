import type { LocalDate } from "@cfa/values/local-date";
import type { Paise } from "@cfa/values/money";

import type { StatedBill } from "./stated-bills.ts";
import type { Currency, Group, Ledger, Voucher, VoucherType } from "./tally-books.ts";

/*
 * What a Tally has to be able to answer about one company, whether its vouchers are held in memory (`sourceOf`) or
 * made again whenever they are asked for (`makeLargeCompany`). Masters are few enough to be held; vouchers are not.
 * The questions work the same way twice: an answer never changes and never depends on what was asked before.
 */

export type TallySource = {
  readonly guid: string;
  readonly name: string;
  readonly state: string;
  readonly gstin: string;
  /** First day of the financial year the books begin in; `booksFrom` may be later. */
  readonly startingFrom: LocalDate;
  readonly booksFrom: LocalDate;
  /** The last day the books are kept up to; only post-dated vouchers are later. */
  readonly through: LocalDate;
  /** The latest day any voucher carries. `booksFrom` when there is none. */
  readonly lastVoucherDate: LocalDate;
  /** AltMstId and AltVchId: at least the highest AlterId in use. */
  readonly masterMark: number;
  readonly voucherMark: number;
  readonly groups: readonly Group[];
  readonly ledgers: readonly Ledger[];
  readonly voucherTypes: readonly VoucherType[];
  readonly currencies: readonly Currency[];
  /** Stock at the start of the books, a debit. It is in Tally's trial balance and in no ledger. */
  readonly openingStock: Paise;
  /** All vouchers, cancelled, optional and memorandum ones among them. */
  voucherCount(): number;
  /** Vouchers of these days (both inside) in order of date, one at a time: nothing is kept of what has been read. */
  vouchersBetween(from: LocalDate, to: LocalDate, alterIds?: AlterIdRange): Iterable<Voucher>;
  voucherByGuid(guid: string): Voucher | null;
  /** How many vouchers carry each day, in order of date; days without any are left out. */
  countsByDate(): readonly DateCount[];
  /** The same by month and voucher type, with what they move. */
  countsByMonth(): readonly MonthCount[];
  /** Balance of every ledger at the end of a day by MasterId, opening balance included, debit negative. */
  balancesOn(date: LocalDate): ReadonlyMap<number, Paise>;
  /** Bills Receivable (debit) or Bills Payable (credit) at the end of a day, oldest first. */
  pendingBillsOn(side: "receivable" | "payable", date: LocalDate): Iterable<StatedBill>;
};

/** Above `after` and up to `through`; what is left out is no bound. */
export type AlterIdRange = { readonly after?: number; readonly through?: number };

export type DateCount = { readonly date: LocalDate; readonly count: number };

export type MonthCount = {
  /** The month's first day. */
  readonly month: LocalDate;
  /** Name of the voucher type. */
  readonly type: string;
  /** All of them, and how many of them are cancelled or optional. */
  readonly count: number;
  readonly cancelled: number;
  readonly optional: number;
  /** Sum of the debits of those that are neither (≥ 0); their credits are the same. */
  readonly debits: Paise;
};
