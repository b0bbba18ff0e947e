import { MEASURES, type Measure } from "@cfa/contract/assistant-kinds";

import type { Read } from "../read/read-question.ts";
import { classify, train, type Weights } from "./classifier.ts";
import { featuresOf, meaningsOf } from "./features.ts";
import { PHRASES_OF } from "./phrases.ts";

/** What a question may be after, of what was learned from how people ask: the three nearest measures, and one where it is sure. */
export type Guess = { readonly sure: Measure | null; readonly near: readonly Measure[] };

const SURE = 0.75;
const KNOWN = 0.5;

let learned: Weights | undefined;

export function guessMeasure(read: Read): Guess {
  learned ??= learn();
  const { ranked, known } = classify(learned, featuresOf(read.meanings));
  const measures = ranked.flatMap(({ of }) => MEASURES.filter((measure) => measure === of));
  const [first] = ranked;
  const isSure = first !== undefined && first.chance >= SURE && known >= KNOWN && first.of === measures[0];
  return { sure: isSure ? (measures[0] ?? null) : null, near: measures.slice(0, 3) };
}

/** Learns from the phrases. */
export function learn(): Weights {
  return train(
    Object.entries(PHRASES_OF).flatMap(([of, phrases]) =>
      phrases.split("|").map((phrase) => ({ of, features: featuresOf(meaningsOf(maskedPhrase(phrase))) })),
    ),
  );
}

const MASKS: Readonly<Record<string, string>> = {
  "{supplier}": "{party}",
  "{amount}": "{above}",
  "{n}": "{rows}",
};

function maskedPhrase(phrase: string): string[] {
  return phrase
    .trim()
    .toLowerCase()
    .split(/\s+/)
    .map((word) => (word === "{n}%" ? "{percent}" : (MASKS[word] ?? word)));
}
