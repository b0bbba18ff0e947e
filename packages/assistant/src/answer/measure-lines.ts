import { MEASURES } from "@cfa/contract/assistant-kinds";

import { CATALOGUE } from "../catalogue.ts";
import { answerWords, type AnswerLanguage } from "./words.ts";

/** The catalogue in lines, for who asks it by programs: each measure with how it is made and what it takes. */
export function measureLines(language: AnswerLanguage): string[] {
  const { measures } = answerWords(language);
  return MEASURES.map((measure) => {
    const { time, groupings, filters, needs } = CATALOGUE[measure];
    return [
      `${measure}: ${measures[measure].how}`,
      `time ${time}`,
      ...(groupings.length === 0 ? [] : [`groupBy ${groupings.join(", ")}`]),
      ...(filters.length === 0 ? [] : [`filters ${filters.join(", ")}`]),
      ...(needs.length === 0 ? [] : [`needs ${needs.join(" or ")}`]),
    ].join("; ");
  });
}
