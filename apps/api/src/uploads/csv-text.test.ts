import { expect, test } from "vitest";

import { csvLine } from "./csv-text.ts";

test("text that a spreadsheet would run is only text, and a number below zero stays a number", () => {
  expect(
    csvLine(['=cmd|"/c calc"!A1', "+91 98200", "@SUM(A1)", "-1,234.50", "-12", "-", "\tx", "Ram, Sons"]),
  ).toBe(`"'=cmd|""/c calc""!A1",'+91 98200,'@SUM(A1),"-1,234.50",-12,'-,'\tx,"Ram, Sons"\r\n`);
});
