import type { CreditPeriodText } from "@cfa/contract/records";
import type { LocalDate } from "@cfa/values/local-date";
import type { Paise } from "@cfa/values/money";

import type { BillAllocation } from "./bill-allocation.ts";
import type { Bill, Side, Unapplied } from "./bill.ts";
import type { OpeningBill } from "./chart.ts";
import type { Correction } from "./corrections/correction.ts";
import type { VoucherKind } from "./voucher-kind.ts";

/** One line of a voucher that counts, on the party's ledger. Voucher id and line number together are unique. */
export type PartyLine = {
  voucherId: string;
  voucherGuid: string; // Tally's: the same in every database, so that the order of settling is too
  lineNo: number;
  date: LocalDate;
  kind: VoucherKind;
  amount: Paise; // debit positive
  allocations: readonly BillAllocation[];
  number: string;
  reference: string;
  narration?: string | null;
  dueText?: string | null; // "30 Days" or free text
};

/** All that one party's books are made from. */
export type PartyInput = {
  homeSide: Side;
  isBillWise: boolean; // false: allocations are ignored, as Tally does
  creditPeriod: CreditPeriodText | null; // of the ledger
  companyCreditDays: number; // 0: none
  booksFrom: LocalDate; // the opening balance counts from here
  opening: Paise; // debit positive
  openingBills: readonly OpeningBill[];
  lines: readonly PartyLine[]; // in any order
  /** What people have said beside Tally, those that hold, in the order they were made. */
  corrections?: readonly Correction[];
  /** GUID of its ledger; only corrections ask for it. */
  ledgerGuid?: string;
  /** Ledgers that people have put together with this one: their books are this party's too. */
  merged?: readonly MergedLedger[];
};

/** A ledger that is part of another party. */
export type MergedLedger = { ledgerId: string; guid: string; input: PartyInput };

/**
 * What a party owes and is owed. On every day from booksFrom on,
 * receivable (open bills − unapplied) − payable (open bills − unapplied) = ledger balance, debit positive.
 */
export type PartyBooks = { bills: Bill[]; unapplied: Unapplied[] };
