import { describe, expect, test } from "vitest";

import { makeGroupTree } from "./group-tree.ts";
import { profitAndLoss, resultPlace, type ResultLedger } from "./profit-and-loss.ts";
import { isBelowDuties, taxPlace } from "./tax-ledgers.ts";

const ledgers: ResultLedger[] = [
  { groupPath: ["Sales Accounts"], direction: "income", isDirect: true, amount: 1_000n },
  { groupPath: ["Sales Accounts", "Exports"], direction: "income", isDirect: true, amount: 200n },
  { groupPath: ["Purchase Accounts"], direction: "expense", isDirect: true, amount: 700n },
  { groupPath: ["Indirect Expenses"], direction: "expense", isDirect: false, amount: 150n },
  { groupPath: ["Indirect Incomes"], direction: "income", isDirect: false, amount: 20n },
];

test("gross is direct income less direct expense and what the stock has lost; net is all of it", () => {
  const found = profitAndLoss(ledgers, { state: "known", opening: 300n, closing: 250n });
  expect(found).toMatchObject({ gross: 450n, net: 320n, besideStock: 370n });
  expect(found.groups.map(({ path, amount, ledgers: count }) => [path.join(" > "), amount, count])).toEqual([
    ["Sales Accounts", 1_200n, 2],
    ["Sales Accounts > Exports", 200n, 1],
    ["Purchase Accounts", 700n, 1],
    ["Indirect Incomes", 20n, 1],
    ["Indirect Expenses", 150n, 1],
  ]);
});

test("without a stated stock there is no result, only what stands beside it", () => {
  for (const stock of [
    { state: "known", opening: null, closing: 5n },
    { state: "known", opening: 5n, closing: null },
  ] as const) {
    expect(profitAndLoss(ledgers, stock)).toMatchObject({ gross: null, net: null, besideStock: 370n });
  }
  expect(profitAndLoss(ledgers, { state: "none" })).toMatchObject({ gross: 500n, net: 370n });
});

describe("where a ledger stands", () => {
  const tree = makeGroupTree([
    { guid: "1", alterId: 1, name: "Duties", parent: "Current Liabilities", reservedName: "Duties & Taxes" },
    { guid: "2", alterId: 1, name: "Output GST", parent: "Duties" },
    { guid: "3", alterId: 1, name: "Job work", parent: null, isRevenue: true, isDeemedPositive: false },
  ]);

  test("in the result: by its primary group, by what people's own group says, else by its sign", () => {
    const own = { net: 5n, affectsGross: true };
    expect(resultPlace(tree.placeOf("Job work"), own)).toEqual({ direction: "income", isDirect: true });
    const none = { nature: null, root: "Somewhere" };
    expect(resultPlace(none, { net: 5n, affectsGross: false })).toEqual({
      direction: "expense",
      isDirect: false,
    });
    expect(resultPlace(none, { net: -5n, affectsGross: false }).direction).toBe("income");
  });

  test("below Duties & Taxes whatever that is called", () => {
    expect(isBelowDuties(tree.placeOf("Output GST"))).toBe(true);
    expect(isBelowDuties(tree.placeOf("Provisions"))).toBe(false);
  });
});

test.each([
  ["CGST 9%", ["Duties & Taxes", "Output GST"], { tax: "cgst", direction: "output", directionBy: "group" }],
  ["Input IGST", ["Duties & Taxes"], { tax: "igst", direction: "input", directionBy: "name" }],
  [
    "Input SGST",
    ["Duties & Taxes", "GST outward"],
    { tax: "sgst", direction: "output", directionBy: "group" },
  ],
  ["GST Payable", ["Duties & Taxes"], { tax: "gst", direction: null, directionBy: null }],
  ["Input and output cess", ["Duties & Taxes"], { tax: "cess", direction: null, directionBy: null }],
  ["TDS Payable", ["Duties & Taxes"], { tax: null, direction: null, directionBy: null }],
])("%s below %j", (name, path, place) => {
  expect(taxPlace(name, path)).toEqual(place);
});
