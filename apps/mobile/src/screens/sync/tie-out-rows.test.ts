import type { TrialBalanceRow } from "@cfa/contract/reads";
import { expect, it } from "vitest";

import { rowsToShow } from "./tie-out-rows";

const row = (ledger: string, difference: string): TrialBalanceRow => ({
  ledger,
  group: "Sundry Debtors",
  ours: difference,
  tally: "0",
  difference,
});
const rows = [row("Cash", "0"), row("Gupta", "-500"), row("Sharma", "100"), row("Anand", "500")];

it("shows the largest difference first, whatever its sign, and equal ones by name", () => {
  expect(rowsToShow(rows, "differences").map((shown) => shown.ledger)).toEqual(["Anand", "Gupta", "Sharma"]);
});

it("shows all in the server's order", () => {
  expect(rowsToShow(rows, "all")).toEqual(rows);
});

it("shows nothing when everything ties", () => {
  expect(rowsToShow([row("Cash", "0")], "differences")).toEqual([]);
});
