import { expect, test } from "vitest";

import { rateText, typedRate } from "./typed-rate";

test.each([
  ["11.5", 1_150],
  ["11,5 %", 1_150],
  ["9", 900],
  ["0.01", 1],
  ["100", 10_000],
  ["18.", 1_800],
])("%s is a rate", (text, hundredths) => {
  expect(typedRate(text)).toBe(hundredths);
});

test.each(["", "0", "0.00", "100.01", "1000", "-5", "11.555", "eleven", "1 1"])("%j is none", (text) => {
  expect(typedRate(text)).toBeNull();
});

test("a rate reads as a percentage without needless noughts", () => {
  expect([1_800, 1_150, 1_205].map(rateText)).toEqual(["18 %", "11.5 %", "12.05 %"]);
});
