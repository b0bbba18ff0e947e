import type { Intake } from "./intake.ts";

/** Moves money between our own cash and banks; should one name a party all the same, it is read as money changing hands. */
export const contra: Intake = {
  kind: "contra",
  sideOf: (party) => party.homeSide,
  isSupply: false,
  givesCredit: false,
  billName: (line) => line.number || line.reference,
};
