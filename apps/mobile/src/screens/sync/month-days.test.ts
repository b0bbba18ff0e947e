import { expect, test } from "vitest";

import { lastDayOf } from "./month-days.ts";

test("months end on their own days, February of a leap year too", () => {
  expect([lastDayOf("2026-04"), lastDayOf("2026-12"), lastDayOf("2028-02")]).toEqual([
    "2026-04-30",
    "2026-12-31",
    "2028-02-29",
  ]);
});
