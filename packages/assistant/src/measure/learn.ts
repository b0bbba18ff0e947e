import { train, type Weights } from "./classifier.ts";
import { featuresOf, meaningsOf } from "./features.ts";
import { PHRASES_OF } from "./phrases.ts";

/** Learns from the phrases which words go with which measure. */
export function learn(): Weights {
  return train(
    Object.entries(PHRASES_OF).flatMap(([of, phrases]) =>
      phrases.split("|").map((phrase) => ({ of, features: featuresOf(meaningsOf(masked(phrase))) })),
    ),
  );
}

const MASKS: Readonly<Record<string, string>> = {
  "{supplier}": "{party}",
  "{amount}": "{above}",
  "{n}": "{rows}",
  "{n}%": "{percent}",
};

function masked(phrase: string): string[] {
  return phrase
    .trim()
    .toLowerCase()
    .split(/\s+/)
    .map((word) => MASKS[word] ?? word);
}
