import type { CreditPeriodText } from "@cfa/contract/records";
import type { LocalDate } from "@cfa/values/local-date";
import { paiseFromJson, type Paise } from "@cfa/values/money";

import type { BillAllocation } from "./bill-allocation.ts";
import type { Side } from "./bill.ts";
import type { OpeningBill } from "./chart.ts";
import type { Correction } from "./corrections/correction.ts";
import type { PartyInput, PartyLine } from "./party-books.ts";
import type { VoucherKind } from "./voucher-kind.ts";

/** A party's ledger as the database holds it. Sums in JSON are paise as text. */
export type StoredParty = {
  ledgerId: string;
  guid: string;
  homeSide: Side;
  isBillWise: boolean;
  creditPeriod: unknown;
  opening: Paise;
  openingBills: readonly unknown[];
};

/** A line of a voucher on a party's ledger, as the database holds it. */
export type StoredLine = {
  voucherId: string;
  voucherGuid: string;
  lineNo: number;
  date: string;
  kind: string;
  amount: Paise;
  allocations: readonly unknown[] | null;
  number: string;
  reference: string;
  narration: string;
  dueText: string | null;
};

/** A ledger with its lines. */
export type StoredLedger = { party: StoredParty; lines: readonly StoredLine[] };

/** What holds for all parties of the company. */
export type CompanyTerms = { booksFrom: LocalDate; companyCreditDays: number };

/** What a party's books are made from, read from its rows, with what people say beside Tally and the ledgers put together with it. */
export function partyInputOf(
  { party, lines }: StoredLedger,
  company: CompanyTerms,
  overlay: { corrections?: readonly Correction[]; merged?: readonly StoredLedger[] } = {},
): PartyInput {
  const { corrections = [], merged = [] } = overlay;
  return {
    homeSide: party.homeSide,
    isBillWise: party.isBillWise,
    creditPeriod: party.creditPeriod as CreditPeriodText | null,
    ...company,
    opening: party.opening,
    openingBills: party.openingBills.map(openingBillOf),
    lines: lines.map(lineOf),
    ledgerGuid: party.guid,
    ...(corrections.length === 0 ? {} : { corrections }),
    ...(merged.length === 0
      ? {}
      : {
          merged: merged.map((ledger) => ({
            ledgerId: ledger.party.ledgerId,
            guid: ledger.party.guid,
            input: partyInputOf(ledger, company),
          })),
        }),
  };
}

type WithJsonAmount<T extends { amount: Paise }> = Omit<T, "amount"> & { amount: string };

function openingBillOf(stored: unknown): OpeningBill {
  const bill = stored as WithJsonAmount<OpeningBill>;
  return { ...bill, amount: paiseFromJson(bill.amount) };
}

function lineOf(row: StoredLine): PartyLine {
  const allocations = (row.allocations ?? []) as WithJsonAmount<BillAllocation>[];
  return {
    voucherId: row.voucherId,
    voucherGuid: row.voucherGuid,
    lineNo: row.lineNo,
    date: row.date as LocalDate,
    kind: row.kind as VoucherKind,
    amount: row.amount,
    allocations: allocations.map((allocation) => ({
      ...allocation,
      amount: paiseFromJson(allocation.amount),
    })),
    number: row.number,
    reference: row.reference,
    narration: row.narration,
    dueText: row.dueText,
  };
}
