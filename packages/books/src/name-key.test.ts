import { expect, test } from "vitest";

import { nameKey, plainWords } from "./name-key.ts";

test("names are one when they differ in case and blanks only", () => {
  expect(nameKey("  Ram  &  SONS ")).toBe("ram & sons");
  expect(nameKey("Ram\u00a0& Sons")).toBe("ram & sons");
  expect(nameKey("Ram Sons")).not.toBe(nameKey("RamSons"));
});

test("Devanagari names are kept, composed or not", () => {
  expect(nameKey(" श्री  गणेश ")).toBe("श्री गणेश");
  expect(nameKey("\u0958")).toBe(nameKey("\u0915\u093c"));
});

test("nothing but blanks is no name", () => {
  expect(nameKey(" \t\r\n")).toBe("");
});

test("words stand plain, whatever signs are between them, and keep their vowel signs", () => {
  expect(plainWords("Output-CGST @9%")).toBe("output cgst 9");
  expect(plainWords("P.F. (किराया)")).toBe("p f किराया");
});
