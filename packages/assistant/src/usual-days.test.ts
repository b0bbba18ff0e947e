import { day } from "@cfa/values/local-date";
import { describe, expect, test } from "vitest";

import { sameDays, usualDays } from "./usual-days.ts";

const TODAY = day("2026-04-15");
const days = (from: string, to: string) => ({ from: day(from), to: day(to) });

test("the usual days, as seen from today", () => {
  expect(usualDays("this-month", TODAY)).toEqual(days("2026-04-01", "2026-04-15"));
  expect(usualDays("this-year", day("2026-03-31"))).toEqual(days("2025-04-01", "2026-03-31"));
  expect(usualDays("last-year", TODAY)).toEqual(days("2025-04-01", "2026-03-31"));
  expect(usualDays("next-7-days", TODAY)).toEqual(days("2026-04-15", "2026-04-21"));
  expect(usualDays("to-month-end", TODAY)).toEqual(days("2026-04-15", "2026-04-30"));
  expect(usualDays("all", TODAY)).toBeNull();
});

describe("periods side by side", () => {
  test("one that is not over is held against the same days", () => {
    const month = { period: days("2026-04-01", "2026-04-30"), comparedTo: days("2026-03-01", "2026-03-31") };
    expect(sameDays(month, TODAY)).toEqual({
      period: days("2026-04-01", "2026-04-15"),
      comparedTo: days("2026-03-01", "2026-03-15"),
      isCut: true,
    });
    const week = { period: days("2026-04-13", "2026-04-19"), comparedTo: days("2026-04-06", "2026-04-12") };
    expect(sameDays(week, TODAY).comparedTo).toEqual(days("2026-04-06", "2026-04-08"));
  });

  test("the last day of a longer month is held against all of a shorter one", () => {
    const of = { period: days("2026-03-01", "2026-03-31"), comparedTo: days("2026-02-01", "2026-02-28") };
    expect(sameDays(of, day("2026-03-31"))).toEqual({ ...of, isCut: false });
  });

  test("one that is over is left as it is", () => {
    const of = { period: days("2026-02-01", "2026-02-28"), comparedTo: days("2026-01-01", "2026-01-31") };
    expect(sameDays(of, TODAY)).toEqual({ ...of, isCut: false });
  });
});
