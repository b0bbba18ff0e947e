import type { BankAllocationRecord, EntryRecord, VoucherRecord } from "@cfa/contract/records";
import { formatDay, parseLocalDate, type LocalDate } from "@cfa/values/local-date";
import { abs, formatRupees, paiseFromJson, sum, type Paise } from "@cfa/values/money";
import { fail, ok, type Result } from "@cfa/values/result";

import { readAllocation, type BillAllocation } from "./bill-allocation.ts";
import { isAccounting, type VoucherKind } from "./voucher-kind.ts";

/**
 * What a voucher does to balances: `posted` counts, `post-dated` counts from its date on, the others never do.
 */
export type VoucherState = "posted" | "cancelled" | "optional" | "post-dated" | "non-accounting";

/** A bank allocation of a line, debit positive. */
export type BankAllocation = {
  amount: Paise;
  transactionType?: string;
  instrumentNumber?: string;
  instrumentDate?: LocalDate;
  clearedOn?: LocalDate; // when the bank moved the money
};

/** One line of a voucher, debit positive. A ledger may stand on several lines: a line is known by its number. */
export type BookEntry = {
  lineNo: number; // from 1, in Tally's order
  ledger: string;
  ledgerGuid: string | null;
  amount: Paise;
  isParty: boolean;
  allocations: BillAllocation[]; // empty: none stated
  bank: BankAllocation[];
};

/** A voucher as the books see it. */
export type BookVoucher = {
  guid: string;
  alterId: number;
  date: LocalDate;
  kind: VoucherKind;
  typeName: string;
  state: VoucherState;
  number: string;
  reference: string;
  narration: string;
  partyName: string | null;
  dueText: string | null;
  entries: BookEntry[];
};

/**
 * Reads a voucher as carried into one of the books. Here, and only here, the sign is turned: debit becomes positive.
 * Fails, with a reason for the accountant, when a voucher that should balance does not, has no lines, or names no real day:
 * such a voucher is quarantined and the rest goes on. Cancelled vouchers and kinds that move no balance are not held to it.
 */
export function readVoucher(
  record: VoucherRecord,
  { kindOf }: { kindOf: (typeName: string) => VoucherKind },
): Result<BookVoucher, string> {
  const date = parseLocalDate(record.date);
  if (!date.ok) return fail(`${record.type} ${record.number ?? ""} has no real date: ${date.error}`);
  const kind = kindOf(record.type);
  const state = stateOf(record, kind);
  const entries = record.entries.map((entry, index) => readEntry(entry, index + 1));
  const mustBalance = state !== "cancelled" && isAccounting(kind);
  const fault = mustBalance ? faultIn(entries) : undefined;
  if (fault !== undefined) {
    const name = [record.type, record.number ?? ""].join(" ").trim();
    return fail(`${name} of ${formatDay(date.value)} ${fault}`);
  }
  return ok({
    guid: record.guid,
    alterId: record.alterId,
    date: date.value,
    kind,
    typeName: record.type,
    state,
    number: record.number ?? "",
    reference: record.reference ?? "",
    narration: record.narration ?? "",
    partyName: record.party ?? null,
    dueText: record.dueText ?? null,
    entries,
  });
}

/** Whether a voucher in this state moves balances, from its date on. */
export function movesBalances(state: VoucherState): boolean {
  return state === "posted" || state === "post-dated";
}

function stateOf(record: VoucherRecord, kind: VoucherKind): VoucherState {
  if (record.isCancelled === true) return "cancelled";
  if (record.isOptional === true) return "optional";
  if (!isAccounting(kind)) return "non-accounting";
  return record.isPostDated === true ? "post-dated" : "posted";
}

function faultIn(entries: readonly BookEntry[]): string | undefined {
  if (entries.length === 0) return "has no lines, so what it did to the books is not known";
  const difference = sum(entries.map((entry) => entry.amount));
  if (difference === 0n) return undefined;
  const heavier = difference > 0n ? "debits" : "credits";
  const lighter = difference > 0n ? "credits" : "debits";
  return `does not balance: its ${heavier} are ${formatRupees(abs(difference))} more than its ${lighter}`;
}

function readEntry(record: EntryRecord, lineNo: number): BookEntry {
  return {
    lineNo,
    ledger: record.ledger,
    ledgerGuid: record.ledgerGuid ?? null,
    amount: -paiseFromJson(record.amount),
    isParty: record.isParty === true,
    allocations: (record.bills ?? []).map(readAllocation),
    bank: (record.bank ?? []).map(readBank),
  };
}

function readBank(record: BankAllocationRecord): BankAllocation {
  const bank: BankAllocation = { amount: -paiseFromJson(record.amount) };
  if (record.transactionType !== undefined) bank.transactionType = record.transactionType;
  if (record.instrumentNumber !== undefined) bank.instrumentNumber = record.instrumentNumber;
  const instrumentDate = parseLocalDate(record.instrumentDate ?? "");
  if (instrumentDate.ok) bank.instrumentDate = instrumentDate.value;
  const clearedOn = parseLocalDate(record.clearedOn ?? "");
  if (clearedOn.ok) bank.clearedOn = clearedOn.value;
  return bank;
}
