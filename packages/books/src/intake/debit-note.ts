import type { Intake } from "./intake.ts";

/**
 * Stated: against ref settles the supplier's bill the goods went back from; a new ref waits as unapplied money. Without
 * bill-wise detail: a debit is money on account. For a customer it is a further charge and opens a bill.
 */
export const debitNote: Intake = {
  kind: "debit-note",
  sideOf: (party) => (party.isBoth ? "payable" : party.homeSide),
  isSupply: false,
  givesCredit: true,
  billName: (line) => line.number || line.reference,
};
