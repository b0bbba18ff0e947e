import type { Intake } from "./intake.ts";

/**
 * Stated: a new ref debit opens a bill, an against ref debit is the part an advance has paid already.
 * Without bill-wise detail: a debit opens a bill named by the voucher's number; a credit is money on account.
 */
export const sales: Intake = {
  kind: "sales",
  sideOf: () => "receivable",
  isSupply: true,
  givesCredit: true,
  billName: (line) => line.number || line.reference,
};
