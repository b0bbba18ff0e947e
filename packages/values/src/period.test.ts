import { expect, test } from "vitest";

import { day } from "./local-date.ts";
import { financialQuarterOf } from "./period.ts";

test("a day belongs to a quarter of the financial year, which begins with April", () => {
  const days = [
    "2026-03-31",
    "2026-04-01",
    "2026-06-30",
    "2026-07-01",
    "2026-09-30",
    "2026-12-31",
    "2027-01-01",
  ];
  expect(days.map((text) => financialQuarterOf(day(text)))).toEqual([4, 1, 1, 2, 2, 3, 4]);
});
