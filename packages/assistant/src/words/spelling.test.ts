import { day } from "@cfa/values/local-date";
import { describe, expect, test } from "vitest";

import { CATALOGUE } from "../catalogue.ts";
import { testBooks } from "../test-books.ts";
import { understand } from "../understand.ts";
import { spelt } from "./spelling.ts";
import { wordsOf } from "./words.ts";

const names = testBooks([
  ["laxmi", "Laxmi Textiles Pvt Ltd", "customer"],
  ["mothers", "Mother Dairy", "customer"],
  ["mehta", "Mehta Steel", "supplier"],
  ["hdfc", "HDFC Bank", "bank"],
  ["rent", "Rent", "expense"],
]);
const ask = (question: string) => understand(question, { today: day("2026-12-02"), names, last: [] });
const spelling = (question: string): string =>
  spelt(wordsOf(question), names.index)
    .map(({ text }) => text)
    .join(" ");

test.each([
  ["totl outstandng of custmers", "totl outstanding of customers"],
  ["purchses this quartr", "purchases this quarter"],
  ["creit notes, last 3 moths", "credit notes last 3 months"],
  ["normaly kitne din", "normally kitne din"],
  ["delet voucher 12", "delete voucher 12"],
])("put right: %s", (typed, right) => {
  expect(spelling(typed)).toBe(right);
});

test.each(["Mother Dairy balance", "sales of Mothr Dairy", "auto parts sales", "Textiles bikri"])(
  "left as it was typed: %s",
  (typed) => {
    expect(spelling(typed)).toBe(typed.toLowerCase());
  },
);

const WAYS = [
  (word: string, at: number) => word.slice(0, at) + word.slice(at + 1),
  (word: string, at: number) =>
    word.slice(0, at) + word.charAt(at + 1) + word.charAt(at) + word.slice(at + 2),
  (word: string, at: number) => word.slice(0, at) + word.charAt(at) + word.slice(at),
];

/** The question with each of its longer words misspelt in turn. */
function misspelt(question: string): string[] {
  const words = question.split(" ");
  return words.flatMap((word, at) =>
    /^[a-z]{6,}$/.test(word)
      ? WAYS.map((way, index) => words.with(at, way(word, 2 + (index % 2))).join(" "))
      : [],
  );
}

describe("a misspelt word makes no other question of it", () => {
  const examples = Object.values(CATALOGUE).flatMap(({ examples: { en } }) => en);
  const asked = examples.filter((question) => ask(question).kind === "asked");

  test("nearly every example is understood, and most have words long enough", () => {
    expect(asked.length).toBeGreaterThan(0.8 * examples.length);
    expect(asked.flatMap(misspelt).length).toBeGreaterThan(asked.length);
  });

  test.each(asked)("%s", (question) => {
    const right = JSON.stringify(ask(question));
    const wrong = misspelt(question).filter((typed) => {
      const understood = ask(typed);
      return understood.kind === "asked" && JSON.stringify(understood) !== right;
    });
    expect(wrong).toEqual([]);
  });
});
