import type { Intake } from "./intake.ts";

/**
 * Stated: against ref settles the bill the goods came from; a new ref waits as unapplied money. Without bill-wise detail:
 * a credit is money on account. For a supplier it raises what we owe.
 */
export const creditNote: Intake = {
  kind: "credit-note",
  sideOf: (party) => (party.isBoth ? "receivable" : party.homeSide),
  isSupply: false,
  givesCredit: true,
  billName: (line) => line.number || line.reference,
};
