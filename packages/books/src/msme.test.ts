import { addDays, day } from "@cfa/values/local-date";
import { describe, expect, test } from "vitest";

import { isCovered, lastDayToPay, msmeOn, msmeStanding, type MsmeLaw, type MsmeSaid } from "./msme.ts";

const law: MsmeLaw = {
  covers: { classes: ["micro", "small"], activities: ["other"] },
  days: { written: 45, unwritten: 15 },
  timesBankRate: 3,
  bankRates: [
    { from: day("2025-06-06"), hundredths: 575 },
    { from: day("2025-12-05"), hundredths: 550 },
  ],
};

const bill = {
  date: day("2026-01-01"),
  dueDate: day("2026-03-02"),
  amount: 1_00_000_00n,
  settlements: [] as { date: ReturnType<typeof day>; amount: bigint }[],
};

test.each([
  ["micro", "other", true],
  ["small", "other", true],
  ["small", "trader", false],
  ["medium", "other", false],
  ["none", "other", false],
  [null, "other", false],
  ["micro", null, false],
] as const)("a supplier that is %s and %s: %s", (udyamClass, activity, covered) => {
  expect(isCovered({ udyamClass, activity }, law)).toBe(covered);
});

test("the agreed day counts up to 45 days; without written terms it is 15", () => {
  expect(lastDayToPay(bill, law, true)).toBe("2026-02-15");
  expect(lastDayToPay({ ...bill, dueDate: day("2026-01-31") }, law, true)).toBe("2026-01-31");
  expect(lastDayToPay(bill, law, false)).toBe("2026-01-16");
});

describe("interest", () => {
  test("there is none up to the last day", () => {
    expect(on("2026-02-05")).toEqual({ lastDay: "2026-02-15", daysLeft: 10, interest: 0n });
    expect(on("2026-02-15")).toMatchObject({ daysLeft: 0, interest: 0n });
  });

  test("is 16.5 percent a year by day, and is added to the sum each month", () => {
    // 1,00,000 × 16.5 % × 28 / 365 = 1,265.75; then 1,01,265.75 × 16.5 % × 31 / 365 = 1,419.11.
    expect(on("2026-03-15")).toMatchObject({ daysLeft: -28, interest: 1_265_75n });
    expect(on("2026-04-15")).toMatchObject({ interest: 2_684_86n });
    expect(on("2026-02-16").interest).toBe(45_21n);
  });

  test("runs on what is owed each day", () => {
    const settlements = [{ date: day("2026-03-01"), amount: 60_000_00n }];
    // 13 days on 1,00,000, then 15 days on 40,000.
    const expected = (16.5 / 100 / 365) * (13 * 1_00_000 + 15 * 40_000);
    expect(Number(on("2026-03-15", { settlements }).interest) / 100).toBeCloseTo(expected, 2);
  });

  test("goes by the bank rate of each day, and is not known before the first one", () => {
    const early = { date: day("2025-10-01"), dueDate: day("2025-11-15") };
    // 19 days at 17.25 percent up to 4 December, 11 at 16.5 from 5 December.
    const expected = (1_00_000 / 365) * (0.1725 * 19 + 0.165 * 11);
    expect(Number(on("2025-12-15", early).interest) / 100).toBeCloseTo(expected, 2);
    const older = { date: day("2025-01-01"), dueDate: day("2025-02-01") };
    expect(on("2025-12-15", older)).toMatchObject({ lastDay: "2025-02-01", interest: null });
  });

  test("never falls as days pass", () => {
    let before = 0n;
    for (let days = 0; days < 200; days++) {
      const { interest } = on(addDays(day("2026-02-15"), days));
      expect(interest).toBeGreaterThanOrEqual(before);
      before = interest ?? 0n;
    }
  });
});

function on(text: string, more: Partial<typeof bill> = {}) {
  return msmeStanding({ ...bill, ...more }, { asOf: day(text), law, hasWrittenTerms: true });
}

describe("what a supplier is on a day", () => {
  const inTally = [
    { from: day("2026-04-01"), udyamClass: "medium", activity: "other" },
    { from: null, udyamClass: "micro", activity: "other" },
  ] as const;
  test("is what Tally states for that day, in whatever order it states it", () => {
    expect(msmeOn(day("2026-03-31"), { said: [], inTally })).toMatchObject({
      udyamClass: "micro",
      origin: "tally",
      from: null,
    });
    expect(msmeOn(day("2026-04-01"), { said: [], inTally })).toMatchObject({ udyamClass: "medium" });
    expect(msmeOn(day("2026-04-01"), { said: [], inTally: [] })).toMatchObject({
      udyamClass: null,
      origin: null,
    });
  });

  test("is what a person said latest of the statements that cover the day", () => {
    const said = [
      says({ udyamClass: "small", activity: "other" }),
      says({ udyamClass: "none", from: day("2026-05-01") }),
      says({ udyamClass: "micro", activity: "trader", from: day("2026-06-01"), isTakenBack: true }),
    ];
    const on = (text: string) => msmeOn(day(text), { said, inTally });
    expect(on("2026-04-30")).toMatchObject({ udyamClass: "small", origin: "person", from: null });
    expect(on("2026-07-01")).toMatchObject({ udyamClass: "none", activity: null, from: "2026-05-01" });
  });

  test("a statement without a class speaks of the terms alone", () => {
    const said = [says({ hasWrittenTerms: true })];
    expect(msmeOn(day("2026-04-01"), { said, inTally })).toMatchObject({
      udyamClass: "medium",
      origin: "tally",
      hasWrittenTerms: true,
    });
  });
});

function says(more: Partial<MsmeSaid>): MsmeSaid {
  return {
    from: null,
    udyamClass: null,
    activity: null,
    hasWrittenTerms: null,
    isTakenBack: false,
    ...more,
  };
}
