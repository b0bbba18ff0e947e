import type { LocalDate } from "@cfa/values/local-date";
import type { Paise } from "@cfa/values/money";

/*
 * What really happened, written beside the books. Nothing of it can be read from Tally; tests score against it.
 * Sums here are sizes (≥ 0); parties and ledgers are MasterIds of ledgers, vouchers MasterIds of vouchers.
 */

export type PayerClass = "prompt" | "on-time" | "late" | "risky";

/** Who pays how. Delays are days after the due date. */
export type PartyTruth = {
  readonly ledger: number;
  readonly name: string;
  readonly side: "customer" | "supplier" | "both";
  readonly role: string | null;
  readonly pattern: "steady" | "drifting" | "seasonal";
  /** The mean the payment days were drawn around at the start of the books. */
  readonly meanDelay: number;
  /** The same mean on the last day of the books: another one for drifting and seasonal payers. */
  readonly meanDelayNow: number;
  readonly sd: number;
  /** Prompt below −5 days, on time to 5, late to 30, risky above, by `meanDelayNow`. */
  readonly payerClass: PayerClass;
};

/** So much of one voucher truly paid so much of one bill. */
export type PaymentTruth = {
  readonly voucher: number;
  readonly party: number;
  readonly side: "customer" | "supplier";
  readonly date: LocalDate;
  readonly bill: string;
  readonly billDate: LocalDate;
  readonly due: LocalDate;
  readonly amount: Paise;
  /** Whether the voucher says so itself. */
  readonly stated: boolean;
  /** Whether this payment left nothing of the bill open. */
  readonly settled: boolean;
};

/** One receipt from a customer, or payment to a supplier. */
export type ReceiptTruth = {
  readonly voucher: number;
  readonly party: number;
  readonly side: "customer" | "supplier";
  readonly date: LocalDate;
  readonly amount: Paise;
  readonly onAccount: boolean;
  /** Whether the oldest open bills are the ones it paid. */
  readonly followsFifo: boolean;
};

/** So much of a bill went by a note or a certificate instead of money. */
export type NoteTruth = {
  readonly voucher: number;
  readonly party: number;
  readonly bill: string;
  readonly amount: Paise;
};

/** A sum that comes back by the calendar, and what became of each time. */
export type RecurringTruth = {
  readonly name: string;
  readonly ledgers: readonly number[];
  readonly direction: "out";
  readonly dayOfMonth: number;
  readonly everyMonths: number;
  readonly typicalAmount: Paise;
  readonly occurrences: readonly RecurringOccurrence[];
};

export type RecurringOccurrence = {
  readonly expected: LocalDate;
  /** Null when it was missed. */
  readonly paid: LocalDate | null;
  readonly amount: Paise;
  readonly voucher: number | null;
  readonly became: "as expected" | "moved" | "missed";
};

/** What the state wants by a rhythm: the ledger it is paid from, and every how many months. */
export type StatutoryTruth = { readonly ledger: number; readonly everyMonths: number };

/** Money that left the bank or the till, by what for. */
export type OutflowTruth = {
  readonly supplier: Paise;
  readonly recurring: Paise;
  readonly statutory: Paise;
  readonly oneOff: Paise;
};

export type RenameTruth = { readonly ledger: number; readonly oldName: string; readonly newName: string };

export type Truth = {
  readonly parties: readonly PartyTruth[];
  readonly payments: readonly PaymentTruth[];
  readonly receipts: readonly ReceiptTruth[];
  readonly notes: readonly NoteTruth[];
  readonly recurring: readonly RecurringTruth[];
  readonly statutory: readonly StatutoryTruth[];
  readonly outflow: OutflowTruth;
  readonly renamed: readonly RenameTruth[];
  /** Pairs of ledgers that are one business. */
  readonly duplicates: readonly (readonly [number, number])[];
  /** Names that must never appear in another company's answers. */
  readonly canaries: readonly string[];
  /** What truly is still owed, by party and bill, on the last day; disputed bills among them. */
  readonly open: readonly {
    readonly party: number;
    readonly bill: string;
    readonly amount: Paise;
    readonly due: LocalDate;
    /** Of the amount, what the customer kept back as tax. */
    readonly tdsAwaited: Paise;
  }[];
};

/** The class of a mean delay. */
export function payerClassOf(meanDelay: number): PayerClass {
  if (meanDelay < -5) return "prompt";
  if (meanDelay <= 5) return "on-time";
  return meanDelay <= 30 ? "late" : "risky";
}
