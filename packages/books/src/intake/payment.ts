import type { Intake } from "./intake.ts";

/**
 * Stated: against ref settles what we owe; advance, on account and new ref wait as unapplied money. Without bill-wise
 * detail: a debit is money on account. To a customer it is a refund or a returned cheque: it takes back what they had paid,
 * and beyond that they owe it from its own day; to one who is a supplier too, we pay the supplier.
 */
export const payment: Intake = {
  kind: "payment",
  sideOf: (party) => (party.isBoth ? "payable" : party.homeSide),
  isSupply: false,
  givesCredit: false,
  billName: (line) => line.number || line.reference,
};
