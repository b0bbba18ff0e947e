import { describe, expect, it } from "vitest";

import { readDay } from "./day.ts";

describe("a day of Tally", () => {
  it.each([
    ["20250401", "2025-04-01"],
    [" 20250401 ", "2025-04-01"],
    ["4-Jun-26", "2026-06-04"],
    ["1-Apr-2017", "2017-04-01"],
    ["31-Mar-99", "1999-03-31"],
    ["01-04-2025", "2025-04-01"],
    ["2025-04-01", "2025-04-01"],
    ["29-Feb-2024", "2024-02-29"],
  ])("%s is %s", (written, day) => {
    expect(readDay(written)).toEqual({ ok: true, value: day });
  });

  it.each(["", "20250230", "29-Feb-2025", "31-Foo-25", "1-Apr", "00000000", "20251301", "tomorrow"])(
    "%j is none",
    (written) => {
      expect(readDay(written).ok).toBe(false);
    },
  );
});
