import { day } from "@cfa/values/local-date";
import { describe, expect, test } from "vitest";

import { depositDays, depositRulesOf } from "./deposit-days.ts";

const rules = depositRulesOf([
  {
    rule: "advance-tax",
    validFrom: "2016-06-01",
    value: {
      on: [
        { month: 6, day: 15, upTo: 1500 },
        { month: 9, day: 15, upTo: 4500 },
        { month: 12, day: 15, upTo: 7500 },
        { month: 3, day: 15, upTo: 10000 },
      ],
    },
  },
  { rule: "esi-deposit", validFrom: "2010-04-01", value: { every: 1, day: 21 } },
  { rule: "esi-deposit", validFrom: "2017-07-01", value: { every: 1, day: 15 } },
  { rule: "gst-deposit-quarterly", validFrom: "2021-01-01", value: { every: 3, day: 22, instalments: 25 } },
  {
    rule: "tds-deposit",
    validFrom: "2010-04-01",
    value: { every: 1, day: 7, exceptions: [{ endsIn: 3, day: 30 }] },
  },
  { rule: "something-else", validFrom: "2010-04-01", value: { every: 1, day: 1 } },
]);
const dues = (of: string, from: string, to: string) =>
  depositDays(rules, { from: day(from), to: day(to) })
    .filter(({ rule }) => rule === of)
    .map(({ due, period, upTo }) => [due, period.from, period.to, upTo]);

describe("days by which the law wants its money", () => {
  test("tax kept back in March has until the end of April", () => {
    expect(dues("tds-deposit", "2026-03-01", "2026-05-31")).toEqual([
      ["2026-03-07", "2026-02-01", "2026-02-28", null],
      ["2026-04-30", "2026-03-01", "2026-03-31", null],
      ["2026-05-07", "2026-04-01", "2026-04-30", null],
    ]);
  });

  test("who files by the quarter pays by the month", () => {
    expect(dues("gst-deposit-quarterly", "2026-11-01", "2027-02-28")).toEqual([
      ["2026-11-25", "2026-10-01", "2026-10-31", null],
      ["2026-12-25", "2026-11-01", "2026-11-30", null],
      ["2027-01-22", "2026-10-01", "2026-12-31", null],
      ["2027-02-25", "2027-01-01", "2027-01-31", null],
    ]);
  });

  test("advance tax is due within its year", () => {
    expect(dues("advance-tax", "2026-12-01", "2027-06-30")).toEqual([
      ["2026-12-15", "2026-04-01", "2027-03-31", 7500],
      ["2027-03-15", "2026-04-01", "2027-03-31", 10000],
      ["2027-06-15", "2027-04-01", "2028-03-31", 1500],
    ]);
  });

  test("a day counts by the row in force on it", () => {
    expect(dues("esi-deposit", "2017-06-01", "2017-07-31").map(([due]) => due)).toEqual([
      "2017-06-21",
      "2017-07-15",
    ]);
  });

  test("rows of other rules are left alone, and a period may be a day", () => {
    expect(dues("something-else", "2026-01-01", "2026-12-31")).toEqual([]);
    expect(dues("tds-deposit", "2026-05-07", "2026-05-07")).toHaveLength(1);
  });
});
