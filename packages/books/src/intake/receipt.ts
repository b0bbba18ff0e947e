import type { Intake } from "./intake.ts";

/**
 * Stated: against ref settles; advance, on account and new ref wait as unapplied money. Without bill-wise detail: a credit
 * is money on account. From a supplier it is a refund, which takes back what we had paid; from one who is a customer too,
 * it is the customer who pays.
 */
export const receipt: Intake = {
  kind: "receipt",
  sideOf: (party) => (party.isBoth ? "receivable" : party.homeSide),
  isSupply: false,
  givesCredit: false,
  billName: (line) => line.number || line.reference,
};
