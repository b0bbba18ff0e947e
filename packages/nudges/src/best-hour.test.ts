import * as fc from "fast-check";
import { describe, expect, test } from "vitest";

import { bestHour, hourCounts, nextSlot, slotMinute } from "./best-hour.ts";
import { hoursAt, minuteAt, momentOf, windowOf } from "./hours.ts";
import { RULES, TODAY } from "./test-rules.ts";

const window = { from: 540, to: 1_200 };
const at = (minute: number) => ({ at: momentOf(TODAY, minute) });
const best = (own: number[], company: number[] = [], chosen: number | null = null) =>
  bestHour(hourCounts(own.map((hour) => at(hour * 60))), hourCounts(company.map((hour) => at(hour * 60))), {
    window,
    chosen,
  });

describe("the hour a party answers in", () => {
  test("half past ten where nothing is known", () => {
    expect(best([])).toEqual({ hour: 10, basis: "usual" });
  });

  test("its own answers, else all customers', which weigh as four", () => {
    expect(best([16, 16, 12])).toEqual({ hour: 16, basis: "party" });
    expect(best([], [17, 17, 9])).toEqual({ hour: 17, basis: "company" });
    // Three of its own against all that the company knows, which is four.
    expect(best([16, 16, 16], [12, 12])).toEqual({ hour: 12, basis: "company" });
    expect(best([16, 16, 16, 16, 16], [12, 12])).toEqual({ hour: 16, basis: "party" });
  });

  test("of equal hours the one nearest to half past ten, then the earlier", () => {
    expect(best([9, 12])).toEqual({ hour: 9, basis: "party" });
    expect(best([13, 11])).toEqual({ hour: 11, basis: "party" });
    expect(best([11, 9])).toEqual({ hour: 9, basis: "party" });
  });

  test("never one outside the hours, however often it answered then; a person's choice only within them", () => {
    expect(best([22, 22, 22, 7])).toEqual({ hour: 10, basis: "usual" });
    expect(best([16], [], 19)).toEqual({ hour: 19, basis: "chosen" });
    expect(best([16], [], 20)).toEqual({ hour: 16, basis: "party" });
  });
});

test("in its hour each party has its own quarter, the same one every day and always within the hours", () => {
  expect(
    new Set(["a", "b", "c", "d", "e", "f", "g"].map((guid) => slotMinute(10, guid, window))).size,
  ).toBeGreaterThan(2);
  fc.assert(
    fc.property(
      fc.string(),
      fc.integer({ min: 0, max: 1_380 }),
      fc.integer({ min: 15, max: 60 }),
      (guid, from, long) => {
        const narrow = { from, to: from + long };
        const { hour } = bestHour([], [], { window: narrow, chosen: null });
        const minute = slotMinute(hour, guid, narrow);
        expect(minute).toBeGreaterThanOrEqual(from);
        expect(minute).toBeLessThan(from + long);
        expect(slotMinute(hour, guid, narrow)).toBe(minute);
      },
    ),
  );
  expect([nextSlot(600), nextSlot(601), nextSlot(615)]).toEqual([600, 615, 615]);
});

const code = (minute: number, kind: "reminder" | "offer" = "reminder") =>
  hoursAt(momentOf(TODAY, minute), kind, RULES)?.code ?? "open";

describe("hours in India", () => {
  test("are told from a moment and back", () => {
    expect(minuteAt(new Date("2026-12-02T03:30:00Z"))).toBe(540);
    expect(momentOf(TODAY, 540)).toEqual(new Date("2026-12-02T03:30:00Z"));
    expect(minuteAt(new Date("2026-12-01T18:29:59Z"))).toBe(1_439);
  });

  test("the first minute is within, the last beyond; offers keep to both windows", () => {
    expect([code(539), code(540), code(1_199), code(1_200)]).toEqual([
      "outside-hours",
      "open",
      "open",
      "outside-hours",
    ]);
    expect([code(599, "offer"), code(600, "offer")]).toEqual(["outside-hours", "open"]);
    expect(windowOf({ from: 480, to: 600, promotional: { from: 600, to: 1_260 } }, "offer")).toBeNull();
  });

  test("when they are over, it goes on with the next day that is not quiet", () => {
    const saturday = new Date("2026-12-05T15:00:00Z");
    expect(hoursAt(saturday, "reminder", RULES)).toEqual({
      code: "outside-hours",
      until: new Date("2026-12-07T03:30:00Z"),
    });
    const sunday = new Date("2026-12-06T06:00:00Z");
    expect(hoursAt(sunday, "reminder", RULES)?.code).toBe("quiet-day");
    expect(
      hoursAt(sunday, "reminder", { ...RULES, quiet: { ...RULES.quiet, weekdays: [1, 2, 3, 4, 5, 6, 7] } }),
    ).toEqual({
      code: "quiet-day",
      until: null,
    });
  });
});
