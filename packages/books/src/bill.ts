import type { DueSource } from "@cfa/contract/reads";
import type { LocalDate } from "@cfa/values/local-date";
import type { Paise } from "@cfa/values/money";

/** Which way the money goes: receivable is owed to us, payable is owed by us. */
export type Side = "receivable" | "payable";

/** `stated`: a bill allocation in Tally says so. `inferred`: we found it by first in, first out. */
export type Basis = "stated" | "inferred";

/** So much of one voucher line cleared so much of a bill, on the later of their two days. */
export type Settlement = {
  date: LocalDate;
  amount: Paise; // always positive
  basis: Basis;
  voucherId: string | null; // null: an opening balance
  lineNo: number | null;
};

/**
 * A sum owed under one name since one day. A name that is used again, or added to, is another occurrence,
 * because `amount` never changes after `date`: that is what makes past as-of dates right.
 */
export type Bill = {
  side: Side;
  name: string; // empty: made from a balance or from a voucher without a number
  nameKey: string;
  occurrence: number; // from 1, by day, within (side, nameKey)
  basis: Basis;
  isOpening: boolean;
  date: LocalDate; // the day from which it counts
  dueDate: LocalDate;
  dueSource: DueSource;
  amount: Paise; // always positive
  open: Paise; // after every settlement that counts, whenever it is dated
  lastSettled: LocalDate | null; // day of the last settlement that counts
  voucherId: string | null; // null: an opening balance
  lineNo: number | null;
  settlements: Settlement[];
};

/** Why money stands unapplied: see docs/algorithms/settlement.md. */
export type UnappliedKind = "on-account" | "advance" | "excess" | "opening";

/**
 * Money that no bill has taken: what came is positive, what was taken later is negative, each on its day.
 * A row that takes names the voucher whose money it takes, so that rows of one voucher add up to what is left of it.
 */
export type Unapplied = {
  side: Side;
  kind: UnappliedKind;
  name: string; // the reference; empty on account
  date: LocalDate;
  amount: Paise;
  voucherId: string | null; // null: an opening balance
};

/** A settlement takes from `open` when its basis is its bill's; an inferred one on a stated bill only says what is likely. */
export function counts(bill: { basis: Basis }, settlement: { basis: Basis }): boolean {
  return bill.basis === settlement.basis;
}

/** The other side. */
export function oppositeSide(side: Side): Side {
  return side === "receivable" ? "payable" : "receivable";
}

/** A debit-positive sum as seen from a side: positive raises what is owed there, negative settles it. */
export function onSide(side: Side, debitPositive: Paise): Paise {
  return side === "receivable" ? debitPositive : -debitPositive;
}
