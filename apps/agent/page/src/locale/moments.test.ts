import { expect, test } from "vitest";

import { en } from "./en.ts";
import { hi } from "./hi.ts";
import { countText, momentText, monthText, timeText } from "./moments.ts";

/** The tests' time zone is UTC. */
const now = new Date("2026-11-29T23:50:00Z");

test.each([
  ["2026-11-29T00:00:00Z", "today 00:00"],
  ["2026-11-28T23:59:00Z", "yesterday 23:59"],
  ["2026-11-30T00:05:00Z", "tomorrow 00:05"],
  ["2026-12-01T06:00:00Z", "1 Dec 06:00"],
  ["2025-11-29T06:00:00Z", "29 Nov 06:00"],
])("%s is %s", (at, text) => {
  expect(momentText(at, { words: en, language: "en", now })).toBe(text);
});

test("Hindi tells the two days that it calls alike apart", () => {
  const [before, after] = ["2026-11-28T10:00:00Z", "2026-11-30T10:00:00Z"].map((at) =>
    momentText(at, { words: hi, language: "hi", now }),
  );
  expect(before).not.toBe(after);
});

test("months, times and counts", () => {
  expect(monthText("2026-04", "en")).toBe("April 2026");
  expect(monthText("2026-04", "hi")).toBe("अप्रैल 2026");
  expect(timeText("2026-11-29T00:05:00Z", "en")).toBe("00:05");
  expect(countText(1_234_567)).toBe("12,34,567");
});
