import { MEASURES, type Measure } from "@cfa/contract/assistant-kinds";

import type { Read } from "../read/read-question.ts";
import { classify } from "./classifier.ts";
import { featuresOf } from "./features.ts";
import { unpackWeights } from "./packed-weights.ts";
import { WEIGHTS } from "./weights.ts";

/** What a question may be after, of what was learned from how people ask: the measures by their chance, and one where it is sure. */
export type Guess = {
  readonly sure: Measure | null;
  readonly near: readonly Measure[];
  readonly chances: ReadonlyMap<string, number>;
};

const SURE = 0.75;
const KNOWN = 0.5;
const NEAR = 3;

const learned = unpackWeights(WEIGHTS);

/** Guesses the measure by the words alone. */
export function guessMeasure(read: Read): Guess {
  const { ranked, known } = classify(learned, featuresOf(read.meanings));
  const measures = ranked.flatMap(({ of }) => MEASURES.filter((measure) => measure === of));
  const [first] = ranked;
  const isSure = first !== undefined && first.chance >= SURE && known >= KNOWN && first.of === measures[0];
  return {
    sure: isSure ? (measures[0] ?? null) : null,
    near: measures.slice(0, NEAR),
    chances: new Map(ranked.map(({ of, chance }) => [of, chance])),
  };
}
