import type { LocalDate } from "@cfa/values/local-date";
import type { Paise } from "@cfa/values/money";

/*
 * A company's books as Tally holds them. Every amount has Tally's sign: debit negative, credit positive.
 * A ledger is referred to by its MasterId, never by name, because a rename touches no voucher.
 */

/** The whole of one company. Masters and vouchers have separate MasterIds, AlterIds and counters. */
export type Books = {
  readonly guid: string;
  readonly name: string;
  readonly state: string;
  readonly gstin: string;
  /** First day of the financial year the books begin in; `booksFrom` may be later. */
  readonly startingFrom: LocalDate;
  readonly booksFrom: LocalDate;
  readonly groups: readonly Group[];
  readonly ledgers: readonly Ledger[];
  readonly voucherTypes: readonly VoucherType[];
  readonly currencies: readonly Currency[];
  /** In order of date. */
  readonly vouchers: readonly Voucher[];
  /** Stock at the start of the books, a debit. It is in Tally's trial balance and in no ledger. */
  readonly openingStock: Paise;
  /** AltMstId and AltVchId: at least the highest AlterId in use. */
  readonly masterMark: number;
  readonly voucherMark: number;
};

/** What every master has. */
type Master = { readonly masterId: number; readonly alterId: number; readonly name: string };

export type Group = Master & {
  /** Null below the root. */
  readonly parent: string | null;
  /** Tally's own name of a reserved group, else "". */
  readonly reservedName: string;
  readonly isRevenue: boolean;
  readonly isDeemedPositive: boolean;
  readonly affectsGrossProfit: boolean;
};

export type OpeningBill = {
  readonly name: string;
  readonly date: LocalDate;
  readonly amount: Paise;
  readonly creditDays: number | null;
  readonly isAdvance: boolean;
};

export type Contact = {
  readonly address: readonly string[];
  readonly state: string;
  readonly pincode: string;
  readonly email: string;
  readonly mobile: string;
  readonly phone: string;
  readonly person: string;
  readonly gstin: string;
  readonly pan: string;
  readonly country: string;
};

export type Ledger = Master & {
  readonly aliases: readonly string[];
  /** A group's name; null for Profit & Loss A/c, which stands at the root. */
  readonly parent: string | null;
  readonly reservedName: string;
  readonly opening: Paise;
  readonly openingBills: readonly OpeningBill[];
  readonly isBillWise: boolean;
  readonly creditDays: number | null;
  readonly creditLimit: Paise | null;
  /** "" is the company's own currency. */
  readonly currency: string;
  readonly contact: Contact | null;
};

export type VoucherType = Master & {
  readonly parent: string;
  readonly numbering: string;
  readonly base: Base;
};

export type Currency = Master & { readonly symbol: string; readonly decimals: number };

/** The 24 voucher types of Tally. Every other type is a child, grandchild … of one of them. */
export type Base =
  | "Attendance"
  | "Contra"
  | "Credit Note"
  | "Debit Note"
  | "Delivery Note"
  | "Job Work In Order"
  | "Job Work Out Order"
  | "Journal"
  | "Material In"
  | "Material Out"
  | "Memorandum"
  | "Payment"
  | "Payroll"
  | "Physical Stock"
  | "Purchase"
  | "Purchase Order"
  | "Receipt"
  | "Receipt Note"
  | "Rejections In"
  | "Rejections Out"
  | "Reversing Journal"
  | "Sales"
  | "Sales Order"
  | "Stock Journal";

export type AllocationType = "New Ref" | "Agst Ref" | "Advance" | "On Account";

export type Allocation = {
  readonly type: AllocationType;
  /** "" when On Account. */
  readonly name: string;
  readonly amount: Paise;
  readonly creditDays?: number;
  /** The day the bill was opened. */
  readonly billDate?: LocalDate;
  readonly foreign?: string;
};

export type BankAllocation = {
  readonly transactionType: string;
  readonly instrumentNumber: string;
  readonly instrumentDate: LocalDate;
  /** When the bank cleared it; null while it has not. */
  readonly bankersDate: LocalDate | null;
};

export type StockLine = {
  readonly item: string;
  readonly unit: string;
  readonly quantity: number;
  readonly rate: Paise;
  readonly amount: Paise;
};

export type Entry = {
  /** MasterId of the ledger. */
  readonly ledger: number;
  readonly amount: Paise;
  readonly isParty?: boolean;
  readonly bills?: readonly Allocation[];
  readonly bank?: BankAllocation;
  /** The amount as Tally writes it when it was entered in a foreign currency. */
  readonly foreign?: string;
  /** Goods behind a sales or purchase entry of an item invoice. */
  readonly stock?: readonly StockLine[];
};

export type Voucher = {
  readonly masterId: number;
  readonly alterId: number;
  readonly date: LocalDate;
  /** Name of the voucher type. */
  readonly type: string;
  readonly base: Base;
  readonly number: string;
  readonly reference: string;
  readonly referenceDate: LocalDate | null;
  /** MasterId of the party's ledger, 0 when there is none. */
  readonly party: number;
  readonly narration: string;
  readonly isInvoice: boolean;
  readonly isCancelled: boolean;
  readonly isOptional: boolean;
  readonly isPostDated: boolean;
  readonly dueText: string;
  readonly entries: readonly Entry[];
};

/** Tally's GUID of an object: the company's GUID and the MasterId as eight hex digits. A ledger and a voucher may share one. */
export function guidOf(company: { readonly guid: string }, masterId: number): string {
  return `${company.guid}-${masterId.toString(16).padStart(8, "0")}`;
}

const ACCOUNTING: ReadonlySet<Base> = new Set([
  "Contra",
  "Credit Note",
  "Debit Note",
  "Journal",
  "Payment",
  "Payroll",
  "Purchase",
  "Receipt",
  "Sales",
]);

/** Whether a voucher moves balances once its date has come. Cancelled, optional, memorandum, orders never do. */
export function isPosted(voucher: Voucher): boolean {
  return !voucher.isCancelled && !voucher.isOptional && ACCOUNTING.has(voucher.base);
}
