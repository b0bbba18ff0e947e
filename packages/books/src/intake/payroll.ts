import type { Intake } from "./intake.ts";

/** Wages that become due to a person kept as a party: a credit opens a bill to pay on its own day. */
export const payroll: Intake = {
  kind: "payroll",
  sideOf: (party) => party.homeSide,
  isSupply: false,
  givesCredit: false,
  billName: (line) => line.number || line.reference,
};
