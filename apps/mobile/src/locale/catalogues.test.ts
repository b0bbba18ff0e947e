import { describe, expect, it } from "vitest";

import { en } from "./en";
import { hi } from "./hi";

/** Every sentence of a catalogue with its place; what takes a number or a text is called with one. */
function sentences(part: unknown, place: string): [string, string][] {
  if (typeof part === "string") return [[place, part]];
  if (typeof part === "function")
    return [[place, String((part as (a: unknown, b: unknown) => unknown)(2, "x"))]];
  return Object.entries(part as object).flatMap(([name, inner]) => sentences(inner, `${place}.${name}`));
}

// Names and signs that are the same in both languages.
const SHARED = new Set([
  ".app.name",
  ".party.gstin",
  ".sync.tally",
  ".bill.voucherNumber",
  ".ageing.describe",
  ".start.connect.steps.settings",
]);

describe("the Hindi catalogue", () => {
  const english = new Map(sentences(en, ""));
  const hindi = new Map(sentences(hi, ""));

  it("has every sentence the English one has, and no other", () => {
    expect([...hindi.keys()]).toEqual([...english.keys()]);
  });

  it("says everything in Devanagari", () => {
    const untranslated = [...hindi].filter(
      ([place, text]) =>
        !SHARED.has(place) && !/^\.ageing\.buckets\.\d/.test(place) && !/[\u0900-\u097F]/.test(text),
    );
    expect(untranslated).toEqual([]);
  });

  it("keeps what is filled in", () => {
    expect(hi.side.customers(123456)).toBe("1,23,456 ग्राहक");
    expect(hi.freshness.dataTo("30-09-2026")).toContain("30-09-2026");
  });
});

describe("the English catalogue", () => {
  it("counts one as one", () => {
    expect(en.common.bills(1)).toBe("1 bill");
    expect(en.common.bills(0)).toBe("0 bills");
    expect(en.freshness.quarantined(1)).toBe("1 entry set aside");
    expect(en.freshness.queued(1)).toBe("1 record received, working out the books");
    expect(en.freshness.running(12_345)).toBe("Reading Tally: 12,345 records so far");
    expect(en.start.first.records(1)).toBe("1 record so far");
    expect(en.sync.vouchers(1)).toBe("1 voucher");
    expect(en.upload.records(1)).toBe("1 record");
    expect(hi.upload.records(1)).toBe("1 प्रविष्टि");
  });
});
