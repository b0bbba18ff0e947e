import type { GroupRecord } from "@cfa/contract/records";
import { expect, test } from "vitest";

import { makeGroupTree } from "./group-tree.ts";
import { homeSideOf, partyKindOf } from "./party.ts";
import { RESERVED_GROUPS } from "./reserved-groups.ts";

function group(name: string, parent: string | null, more: Partial<GroupRecord> = {}): GroupRecord {
  return { guid: name, alterId: 1, name, parent, ...more };
}

test("a customer two groups below Sundry Debtors is still a customer", () => {
  const tree = makeGroupTree([
    group("Current Assets", null, { reservedName: "Current Assets" }),
    group("Sundry Debtors", "Current Assets", { reservedName: "Sundry Debtors" }),
    group("North", "Sundry Debtors"),
    group("Delhi", "North"),
  ]);
  const place = tree.placeOf(" delhi");
  expect(place).toEqual({
    name: "Delhi",
    path: ["Current Assets", "Sundry Debtors", "North", "Delhi"],
    reserved: ["Current Assets", "Sundry Debtors"],
    root: "Current Assets",
    nature: "asset",
  });
  expect(homeSideOf(place)).toBe("receivable");
});

test("a reserved group that was renamed keeps its meaning under the new name", () => {
  const tree = makeGroupTree([
    group("Lenden", null, { reservedName: "Current Liabilities" }),
    group("Vyapari", "Lenden", { reservedName: "Sundry Creditors" }),
    group("Sundry Creditors", "Vyapari"), // people may use the freed name again
  ]);
  expect(tree.placeOf("Vyapari")).toMatchObject({ path: ["Lenden", "Vyapari"], root: "Current Liabilities" });
  expect(homeSideOf(tree.placeOf("Sundry Creditors"))).toBe("payable");
  expect(tree.placeOf("Sundry Creditors").reserved).toEqual(["Current Liabilities", "Sundry Creditors"]);
});

test("without group records the reserved groups are known all the same", () => {
  const tree = makeGroupTree([]);
  expect(tree.placeOf("sundry debtors")).toMatchObject({
    path: ["Current Assets", "Sundry Debtors"],
    root: "Current Assets",
  });
  expect(tree.placeOf("Bank OCC A/c")).toMatchObject({ root: "Loans (Liability)", nature: "liability" });
});

test("a primary group of the company's own is its own root; its flags tell its nature", () => {
  const tree = makeGroupTree([
    group("Partners' Cars", null, { isRevenue: false, isDeemedPositive: true }),
    group("Other Income 2", null, { isRevenue: true, isDeemedPositive: false }),
  ]);
  expect(tree.placeOf("Partners' Cars")).toMatchObject({ root: "Partners' Cars", nature: "asset" });
  expect(tree.placeOf("Other Income 2").nature).toBe("income");
});

test("a parent nobody knows is the root, and tells nothing", () => {
  const place = makeGroupTree([group("Delhi", "Lost")]).placeOf("Delhi");
  expect(place).toMatchObject({ path: ["Lost", "Delhi"], root: "Lost", nature: null });
  expect(homeSideOf(place)).toBeNull();
});

test("a group nobody knows stands alone", () => {
  expect(makeGroupTree([]).placeOf("Ghost")).toMatchObject({ path: ["Ghost"], root: "Ghost", nature: null });
});

test("groups in a circle end the walk where it closes", () => {
  const tree = makeGroupTree([group("A", "B"), group("B", "C"), group("C", "A")]);
  expect(tree.placeOf("A")).toMatchObject({ path: ["C", "B", "A"], root: "C" });
});

test("a ledger directly below the root has no path", () => {
  expect(makeGroupTree([]).placeOf(null)).toMatchObject({ name: "Primary", path: [], root: "Primary" });
});

test("all 28 reserved groups lead to one of 15 primary ones", () => {
  const tree = makeGroupTree([]);
  const names = Object.keys(RESERVED_GROUPS);
  expect(names).toHaveLength(28);
  expect(new Set(names.map((name) => tree.placeOf(name).root)).size).toBe(15);
});

test("vouchers show that a customer is a supplier too", () => {
  expect(partyKindOf("receivable", ["sales", "receipt"])).toBe("customer");
  expect(partyKindOf("receivable", ["sales", "purchase"])).toBe("both");
  expect(partyKindOf("payable", ["payment", "debit-note"])).toBe("supplier");
  expect(partyKindOf("payable", ["sales"])).toBe("both");
});
