import type { DueSource } from "@cfa/contract/reads";
import type { LocalDate } from "@cfa/values/local-date";
import type { Paise } from "@cfa/values/money";

import type { Due } from "./due-date.ts";

/** Which way the money goes: receivable is owed to us, payable is owed by us. */
export type Side = "receivable" | "payable";

/** `stated`: a bill allocation in Tally says so. `inferred`: we found it by first in, first out. */
export type Basis = "stated" | "inferred";

/** `corrected`: a person says so, beside Tally (docs/algorithms/corrections.md). */
export type SettlementBasis = Basis | "corrected";

/** So much of one voucher line cleared so much of a bill, on the later of their two days. */
export type Settlement = {
  date: LocalDate;
  amount: Paise; // positive; a corrected one below zero takes back what Tally has here
  basis: SettlementBasis;
  voucherId: string | null; // null: an opening balance, or written off
  lineNo: number | null;
  correctionId?: string; // of a corrected one
};

/** The ledger on which a merged party's bill or money stands in Tally. */
export type Origin = { ledgerId: string; guid: string };

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
  sourceDue?: Pick<Due, "dueDate" | "dueSource">; // as without the correction; there is none: not corrected
  amount: Paise; // always positive
  open: Paise; // after every settlement that counts, whenever it is dated
  lastSettled: LocalDate | null; // day of the last settlement that counts
  voucherId: string | null; // null: an opening balance
  lineNo: number | null;
  settlements: Settlement[];
  disputed?: Paise; // of the open sum, what the party disputes
  origin?: Origin; // none: the party's own ledger
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
  isCorrected?: true; // moved by a correction: no part of what Tally states
  origin?: Origin; // none: the party's own ledger
};

/**
 * A settlement takes from `open` when its basis is its bill's, or when a person says so; an inferred one on a stated bill only
 * says what is likely.
 */
export function counts(bill: { basis: Basis }, settlement: { basis: SettlementBasis }): boolean {
  return settlement.basis === "corrected" || bill.basis === settlement.basis;
}

/** Whether a settlement is a sum that a person has written off. */
export function isWriteOff(settlement: { basis: SettlementBasis; voucherId: string | null }): boolean {
  return settlement.basis === "corrected" && settlement.voucherId === null;
}

/** Whether a settlement says what is likely and takes nothing. */
export function isLikely(bill: { basis: Basis }, settlement: { basis: SettlementBasis }): boolean {
  return !counts(bill, settlement) && settlement.basis === "inferred";
}

/** The other side. */
export function oppositeSide(side: Side): Side {
  return side === "receivable" ? "payable" : "receivable";
}

/** A debit-positive sum as seen from a side: positive raises what is owed there, negative settles it. */
export function onSide(side: Side, debitPositive: Paise): Paise {
  return side === "receivable" ? debitPositive : -debitPositive;
}
