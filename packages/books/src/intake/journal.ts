import type { Intake } from "./intake.ts";

/**
 * A journal is read by its lines alone, seen from the party's home side: what raises the balance there opens a bill (bills
 * are raised by journal often enough), what lowers it settles (tax withheld, set-off, write-off) or is money on account.
 */
export const journal: Intake = {
  kind: "journal",
  sideOf: (party) => party.homeSide,
  isSupply: false,
  givesCredit: true,
  billName: (line) => line.number || line.reference,
};
