import { expect, test } from "vitest";

import { en } from "../en";
import { hi } from "../hi";
import { chanceText } from "../chance-text";
import { delayRangeText, delayText, shortDelayText } from "./delay-text";

test("a delay is told from the due date, to either side", () => {
  expect(delayText(12.4, en)).toBe("12 days after the due date");
  expect(delayText(-1, en)).toBe("1 day before the due date");
  expect(delayText(-0.3, en)).toBe("on the due date");
  expect(delayText(12, hi)).toBe("देय तारीख़ के 12 दिन बाद");
  expect([shortDelayText(3, en), shortDelayText(-3, en), shortDelayText(0, en)]).toEqual([
    "3 days late",
    "3 days early",
    "due date",
  ]);
});

test.each([
  [15, 30, "15–30 days after the due date"],
  [-8, -3, "3–8 days before the due date"],
  [-3, 12, "between 3 days before and 12 days after the due date"],
  [0, 12, "up to 12 days after the due date"],
  [-3, 0, "up to 3 days before the due date"],
  [7, 7, "7 days after the due date"],
  [0, 0, "on the due date"],
])("from %i to %i days is told as a range", (from, to, text) => {
  expect(delayRangeText({ from, to }, en)).toBe(text);
});

test("a chance is never told as certain where it is not", () => {
  expect([0, 0.002, 0.125, 0.75, 0.998, 1].map(chanceText)).toEqual([
    "0 %",
    "< 1 %",
    "13 %",
    "75 %",
    "> 99 %",
    "100 %",
  ]);
});
