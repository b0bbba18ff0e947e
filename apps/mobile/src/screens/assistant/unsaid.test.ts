import type { AnswerResult } from "@cfa/contract/assistant-answer";
import { expect, test } from "vitest";

import { answerLine, unsaid } from "./unsaid";

const results = [{ title: "Sales · 01-11-2026 to 29-11-2026" }] as AnswerResult[];
const LIST = "Sales · 01-11-2026 to 29-11-2026: ₹12.00.\n1. Ram: ₹12.00";

test("what the cards show is not written above them once more; a written sentence is", () => {
  expect(unsaid(LIST, results)).toBe("");
  expect(unsaid("You sold for ₹12.00.", results)).toBe("You sold for ₹12.00.");
  expect(unsaid("Your books do not hold that.", [])).toBe("Your books do not hold that.");
});

test("of a list the line that answers is heard, of anything else the whole", () => {
  expect(answerLine(LIST, results)).toBe("Sales · 01-11-2026 to 29-11-2026: ₹12.00.");
  expect(answerLine("One.\nTwo.", [])).toBe("One.\nTwo.");
});
