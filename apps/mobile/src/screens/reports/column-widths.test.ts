import type { ReportColumn } from "@cfa/contract/reports";
import { expect, test } from "vitest";

import { SPACE } from "../../theme/tokens";
import { titleOf, widthsOf } from "./column-widths";

const column = (kind: ReportColumn["kind"], title = "A"): ReportColumn => ({
  key: "a",
  title,
  kind,
  sortable: true,
});

test("a column of sums is as wide as its longest sum, whether in a row or in the total", () => {
  const [small] = widthsOf([column("money")], [["0"], ["150"]]);
  const [large] = widthsOf([column("money")], [["0"], ["1234567800"]]);
  expect(large).toBeGreaterThan(small ?? 0);
  expect(widthsOf([column("money")], [["1234567800"], ["0"]])).toEqual([large]);
});

test("long texts go on below, so that the other columns have room", () => {
  const [name] = widthsOf(
    [column("text")],
    [["Shree Balaji Steel & Hardware Trading Company (India) Private Limited"]],
  );
  expect(name).toBe(210);
});

test("a column is never narrower than the longest word of its title, with the rupee's sign", () => {
  expect(titleOf(column("money", "Not due ₹"))).toBe("Not due\u00A0₹");
  const [width] = widthsOf([column("count", "Outstanding ₹")], [[1]]);
  expect(width).toBeGreaterThan(13 * 7);
});

test("nothing to show is no width of its own", () => {
  expect(widthsOf([column("day"), column("percent")], [[null, null]])).toEqual([56, 56]);
});

test("ageing with totals in crores fits beside the menu of a desktop", () => {
  const sums = Array.from({ length: 8 }, () => column("money", "Over 90 ₹"));
  const columns = [column("text"), ...sums, column("count")];
  const widths = widthsOf(columns, [
    ["Chandra Sales Corporation", ...Array.from({ length: 7 }, () => "5791282110"), "3736100", 1157],
  ]);
  const gaps = SPACE.s * (columns.length - 1) + 2 * SPACE.l;
  expect(widths.reduce((sum, width) => sum + width, gaps)).toBeLessThanOrEqual(1127);
});
