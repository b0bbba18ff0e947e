import type { DraftVoucher } from "@cfa/contract/draft-voucher";
import type { VoucherRecord } from "@cfa/contract/records";
import { day } from "@cfa/values/local-date";

import type { DraftFacts } from "./check-draft.ts";
import { narrationOf } from "./import-xml.ts";

/* A credit note of ₹354.00 on Asha Stores' bill INV-118, the facts it is held against, and how Tally shows it. */

export const MARKER = "CFA-abcdefghij22";

/** The draft; `changes` are what a test is about. */
export function creditNote(changes: Partial<DraftVoucher> = {}): DraftVoucher {
  return {
    marker: MARKER,
    kind: "credit-note",
    type: "Credit Note",
    date: "2025-04-02",
    party: "Asha Stores",
    bill: "INV-118",
    narration: "Early payment discount on INV-118",
    lines: [
      { ledger: "Discount Allowed", amount: "-35400", isParty: false },
      { ledger: "Asha Stores", amount: "35400", isParty: true },
    ],
    ...changes,
  };
}

/** A receipt of the same sum into the bank. */
export function receipt(changes: Partial<DraftVoucher> = {}): DraftVoucher {
  return creditNote({
    kind: "receipt",
    type: "Receipt",
    lines: [
      { ledger: "HDFC Bank", amount: "-35400", isParty: false },
      { ledger: "Asha Stores", amount: "35400", isParty: true },
    ],
    ...changes,
  });
}

const plain = { isBillWise: false, isForeign: false, isMoney: false, isTax: false };

/** What the books say. */
export function facts(changes: Partial<DraftFacts> = {}): DraftFacts {
  return {
    today: day("2025-04-20"),
    openYear: { from: day("2025-04-01"), to: day("2026-03-31") },
    isEducational: false,
    ledgers: [
      { ...plain, name: "Asha Stores", isBillWise: true },
      { ...plain, name: "Discount Allowed" },
      { ...plain, name: "HDFC Bank", isMoney: true },
      { ...plain, name: "Output CGST", isTax: true },
    ],
    voucherType: { name: "Credit Note", kind: "credit-note", numbering: "Automatic" },
    bill: { name: "INV-118", date: day("2025-04-01"), open: 118_000_00n, isInferred: false },
    isTaxNote: false,
    hasAgent: true,
    isStale: false,
    ...changes,
  };
}

/** The draft as Tally shows it afterwards, with a number of its own. */
export function inTally(voucher: DraftVoucher, changes: Partial<VoucherRecord> = {}): VoucherRecord {
  return {
    guid: "11111111-2222-4333-8444-555555555555-0000002a",
    alterId: 900,
    date: voucher.date,
    type: voucher.type,
    number: "17",
    reference: voucher.marker,
    party: voucher.party,
    narration: narrationOf(voucher),
    entries: voucher.lines.map(({ ledger, amount, isParty }) => ({
      ledger,
      amount,
      ...(isParty ? { bills: [{ name: voucher.bill, type: "agst-ref" as const, amount }] } : {}),
    })),
    ...changes,
  };
}
