import { describe, expect, test } from "vitest";

import { wordsOf } from "../words/words.ts";
import { indexNames, linkNames } from "./link-names.ts";

const NAMES = [
  "Sharma Traders",
  "Sharma Hardware (Pune)",
  "M/s. Ravi & Sons",
  'Mehta "Bright" Lights',
  "Laxmi Textiles Pvt Ltd",
  "Balance",
  "Gupta Electricals",
  "Gupta Electronics",
  "शर्मा स्टोर्स",
  "HDFC Bank",
  "A.B. Enterprises",
];
const index = indexNames(NAMES.map((name, at) => ({ id: name, name, weight: -at })));
const QUESTION = new Set(
  "how much does owe us balance of ka ki ledger show from pending the hisaab dikhao and bank".split(" "),
);

/** What a question names: names, those of one stretch parted by "|". */
function named(question: string): string[] {
  const words = wordsOf(question);
  const mentions = linkNames(words, index, (at) => !QUESTION.has(words[at]?.text ?? ""));
  return mentions.map(({ found }) => found.map(({ name }) => name).join(" | "));
}

describe("a name is found", () => {
  test.for([
    ["How much does Sharma Traders owe us", "Sharma Traders"],
    ["balance of sharma  hardware", "Sharma Hardware (Pune)"],
    ["ravi and sons ka ledger", "M/s. Ravi & Sons"],
    ["Ravi & Sons", "M/s. Ravi & Sons"],
    ["show ledger of mehta bright lights", 'Mehta "Bright" Lights'],
    ["mehta", 'Mehta "Bright" Lights'],
    ["शर्मा स्टोर्स का हिसाब", "शर्मा स्टोर्स"],
    ["balance of hdfc bank", "HDFC Bank"],
    ["ab enterprises", "A.B. Enterprises"],
  ])("as it is written: %s", ([question, name]) => expect(named(question!)).toEqual([name]));

  test.for([
    ["balance of shrama traders", "Sharma Traders"],
    ["balance of sharma tradrs", "Sharma Traders"],
    ["mehtaa ka balance", 'Mehta "Bright" Lights'],
    ["lakshmi textiles", "Laxmi Textiles Pvt Ltd"],
    ["gupta electronisc", "Gupta Electronics"],
  ])("though it is spelt otherwise: %s", ([question, name]) => expect(named(question!)).toEqual([name]));
});

test("a part that several share is all of them; what only one has is that one", () => {
  expect(named("How much is pending from Sharma?")).toEqual(["Sharma Traders | Sharma Hardware (Pune)"]);
  expect(named("gupta ka hisaab dikhao")).toEqual(["Gupta Electricals | Gupta Electronics"]);
});

test("two names are two", () => {
  expect(named("sharma traders and ravi sons")).toEqual(["Sharma Traders", "M/s. Ravi & Sons"]);
});

test("a word of the question is a name only where it is a whole one", () => {
  expect(named("how much does balance owe")).toEqual(["Balance"]);
  expect(named("show the bank ledger")).toEqual([]);
});

test.for(["traders", "how much do enterprises owe us", "pvt ltd", "the", "show all ledgers", "Verma"])(
  "nothing is named: %s",
  (question) => expect(named(question)).toEqual([]),
);
