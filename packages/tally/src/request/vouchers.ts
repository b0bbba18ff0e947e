import type { TallySelf } from "@cfa/contract/sync";
import type { LocalDate } from "@cfa/values/local-date";

import { collectionRequest, type TallyRequest } from "./envelope.ts";

/** Which vouchers: a period (both ends inside) and, within it, those changed after a mark. */
export type VoucherWindow = {
  readonly from: LocalDate;
  readonly to: LocalDate;
  /** Exclusive lower bound. */
  readonly afterAlterId?: number;
  /** Inclusive upper bound, to cut a long window by changes instead of days. */
  readonly upToAlterId?: number;
  /** Only those with this reference. */
  readonly reference?: string;
};

const IDENTITY = ["Guid", "MasterId", "AlterId", "Date", "VoucherTypeName", "VoucherNumber"];

const HEAD = [
  ...IDENTITY,
  "EffectiveDate",
  "Reference",
  "ReferenceDate",
  "PartyLedgerName",
  "Narration",
  "IsInvoice",
  "IsCancelled",
  "IsOptional",
  "IsPostDated",
  "BasicDueDateOfPymt",
  "Amount",
];

// Dotted paths, never the whole list: that would bring several hundred mostly empty tags per entry (A2, rule 5).
const ENTRIES = [
  "LedgerName",
  "Amount",
  "IsDeemedPositive",
  "IsPartyLedger",
  "BillAllocations.Name",
  "BillAllocations.BillType",
  "BillAllocations.Amount",
  "BillAllocations.BillCreditPeriod",
  "BillAllocations.BillDate",
  "BankAllocations.TransactionType",
  "BankAllocations.InstrumentNumber",
  "BankAllocations.InstrumentDate",
  "BankAllocations.BankersDate",
  "BankAllocations.Amount",
].map((field) => `AllLedgerEntries.${field}`);

/** How nested lists are asked for: by dotted paths, or whole where this Tally answers paths with nothing. */
export type FetchStyle = TallySelf["fetchStyle"];

/** The vouchers of a window with entries, bill allocations and bank allocations. */
export function vouchersRequest(
  company: string,
  window: VoucherWindow,
  style: FetchStyle = "fetch",
): TallyRequest {
  const nested =
    style === "fetch" ? { fields: [...HEAD, ...ENTRIES] } : { fields: HEAD, lists: ["AllLedgerEntries"] };
  return voucherCollection("vouchers", { company, window, ...nested });
}

/**
 * Only who and when of the vouchers of a window (GUID, AlterId, date, type, number): what a sweep for
 * deleted and renumbered vouchers needs, at a small part of the weight.
 */
export function voucherSweepRequest(company: string, window: VoucherWindow): TallyRequest {
  return voucherCollection("voucher identities", { company, window, fields: IDENTITY });
}

function voucherCollection(
  about: string,
  ask: { company: string; window: VoucherWindow; fields: readonly string[]; lists?: readonly string[] },
): TallyRequest {
  const { from, to, afterAlterId, upToAlterId, reference } = ask.window;
  const conditions = [];
  if (afterAlterId !== undefined) conditions.push(`$AlterId > ${afterAlterId}`);
  if (upToAlterId !== undefined) conditions.push(`$AlterId <= ${upToAlterId}`);
  if (reference !== undefined) conditions.push(`$Reference = ${formulaText(reference)}`);
  return collectionRequest({
    about: `${about} of ${ask.company}, ${from} to ${to}`,
    company: ask.company,
    type: "Voucher",
    fields: ask.fields,
    ...(ask.lists === undefined ? {} : { lists: ask.lists }),
    period: { from, to },
    conditions,
  });
}

/** A text inside a formula, where a quote is doubled. */
function formulaText(text: string): string {
  return `"${text.replaceAll('"', '""')}"`;
}
