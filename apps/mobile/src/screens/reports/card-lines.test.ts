import type { ReportColumn } from "@cfa/contract/reports";
import { expect, test } from "vitest";

import { linesOf } from "./card-lines";

const columns = (["party", "due", "bills", "outstanding"] as const).map((key): ReportColumn => ({
  key,
  title: key,
  kind: key === "party" ? "text" : "money",
  sortable: true,
}));
const said = (cells: (string | number | null)[]) =>
  linesOf(columns, cells).map(({ column, cell }) => [column.key, cell]);

test("a card has what a row says below its first cell; sums of nothing are left out", () => {
  expect(said(["Meena Stores", "50000", 2, "50000"])).toEqual([
    ["due", "50000"],
    ["bills", 2],
    ["outstanding", "50000"],
  ]);
  expect(said(["Meena Stores", "0", 0, "-100"])).toEqual([["outstanding", "-100"]]);
});

test("that nothing is owed is told, unless the row does not say what is owed", () => {
  expect(said(["Meena Stores", "50000", 1, "0"]).at(-1)).toEqual(["outstanding", "0"]);
  expect(said(["Meena Stores", null, "", null])).toEqual([]);
});
