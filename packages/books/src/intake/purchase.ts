import type { Intake } from "./intake.ts";

/**
 * Stated: a new ref credit opens a bill to pay, an against ref credit is the part we have paid ahead.
 * Without bill-wise detail: a credit opens a bill named by the supplier's own number, which Tally calls the reference.
 */
export const purchase: Intake = {
  kind: "purchase",
  sideOf: () => "payable",
  isSupply: true,
  givesCredit: true,
  billName: (line) => line.reference || line.number,
};
