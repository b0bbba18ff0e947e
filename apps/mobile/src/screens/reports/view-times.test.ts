import { VIEW_DAYS, VIEW_PERIODS } from "@cfa/contract/view-times";
import { expect, test } from "vitest";

import { linkedDay, linkedPeriod } from "./view-times";

const november = new Date("2026-11-24T06:00:00Z");
const days = (now: Date) => VIEW_DAYS.map((when) => linkedDay({ when }, now));
const periods = (now: Date) =>
  VIEW_PERIODS.map((when) => {
    const { from, to } = linkedPeriod(when, now) ?? { from: "", to: "" };
    return `${when} ${from} ${to}`;
  });

test("days move with the calendar in India; fixed ones stay", () => {
  expect(days(november)).toEqual([null, "2026-10-31", "2026-09-30", "2026-03-31"]);
  expect(days(new Date("2026-03-31T19:00:00Z"))).toEqual([null, "2026-03-31", "2026-03-31", "2026-03-31"]);
  expect(linkedDay({ asOf: "2025-01-15" }, november)).toBe("2025-01-15");
  expect(linkedDay({}, november)).toBeUndefined();
});

test("periods are whole ones before, or up to today", () => {
  expect(periods(november)).toEqual([
    "this-month 2026-11-01 2026-11-24",
    "last-month 2026-10-01 2026-10-31",
    "this-quarter 2026-10-01 2026-11-24",
    "last-quarter 2026-07-01 2026-09-30",
    "this-year 2026-04-01 2026-11-24",
    "last-year 2025-04-01 2026-03-31",
  ]);
  expect(linkedPeriod("last-month", new Date("2027-01-10T06:00:00Z"))).toEqual({
    from: "2026-12-01",
    to: "2026-12-31",
  });
  expect(linkedPeriod("whenever", november)).toBeUndefined();
});
