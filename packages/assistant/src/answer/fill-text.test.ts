import { fail, ok } from "@cfa/values/result";
import { expect, test } from "vitest";

import { fillText } from "./fill-text.ts";

const PLACES = new Map([
  ["r1.open", "₹6,00,000.00"],
  ["party-1", "9 Star {r1.open} Traders"],
]);
const fill = (text: string) => fillText(text, PLACES, { needsFigure: true });

test("places are filled once: what a name says is never read as a place or a number", () => {
  expect(fill("{party-1} owes {r1.open}.")).toEqual(ok("9 Star {r1.open} Traders owes ₹6,00,000.00."));
});

test.each([
  ["It is 5.", "number"],
  ["It is ५.", "number"],
  ["It is ½.", "number"],
  ["Nearly Twelve lakhs: {r1.open}", "number"],
  ["लगभग पाँच लाख {r1.open}", "number"],
  ["It is { r1.open }.", "unknown-place"],
  ["It is {r1.open", "unknown-place"],
  ["It is {r1.shut}.", "unknown-place"],
  ["See https://example.invalid {r1.open}", "markup"],
  ["<b>{r1.open}</b>", "markup"],
  ["[here](x) {r1.open}", "markup"],
  ["I do not know.", "no-figure"],
  ["", "empty"],
  [`${"a ".repeat(1_001)}{r1.open}`, "too-long"],
] as const)("%s is refused: %s", (text, fault) => {
  expect(fill(text)).toEqual(fail(fault));
});

test("words that hold a number's letters are words", () => {
  expect(fill("Someone often weighs tendering {r1.open}.").ok).toBe(true);
});
