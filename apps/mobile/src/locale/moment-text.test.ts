import { describe, expect, it } from "vitest";

import { en } from "./en";
import { agoText, momentDayText, momentText, typedDay } from "./moment-text";

const NOW = Date.parse("2026-11-24T13:10:00Z");
const ago = (minutes: number) => agoText(NOW - minutes * 60_000, { now: NOW, words: en });

describe("so long ago", () => {
  it("goes from minutes over hours to days", () => {
    expect([ago(0), ago(1), ago(59), ago(60), ago(47 * 60), ago(48 * 60)]).toEqual([
      "just now",
      "1 min ago",
      "59 min ago",
      "1 h ago",
      "47 h ago",
      "2 days ago",
    ]);
  });

  it("reads a moment ahead of a wrong clock as now", () => expect(ago(-5)).toBe("just now"));
});

describe("a moment", () => {
  it("is told in India's time and day", () => {
    expect(momentText("2026-11-23T19:10:00Z")).toBe("24-11-2026 00:40");
    expect(momentDayText("2026-11-23T19:10:00Z")).toBe("24-11-2026");
  });

  it("is left as it came when it is none", () => expect(momentText("soon")).toBe("soon"));
});

describe("a typed day", () => {
  it("may be written with dashes, slashes, dots or nothing between", () => {
    for (const text of ["31-03-2026", "31/03/2026", "31.3.2026", "31032026", " 31-03-2026 "]) {
      expect(typedDay(text)).toBe("2026-03-31");
    }
  });

  it("must exist", () => {
    for (const text of ["31-02-2026", "2026-03-31", "31-03-26", "today", ""]) {
      expect(typedDay(text)).toBeNull();
    }
  });
});
