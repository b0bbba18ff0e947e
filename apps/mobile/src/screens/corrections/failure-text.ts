import type { Catalogue } from "../../locale/en";
import { ApiFailure, sentenceOf } from "../../queries/failure";

/** Why something could not be corrected: the reason by its code, else what every failure says. */
export function failureText(error: Error, words: Catalogue): string {
  if (error instanceof ApiFailure) {
    if (error.code === "conflict") return words.corrections.moved;
    const refused = error.field === null ? null : refusalText(error.field, words);
    if (refused !== null) return refused;
  }
  return words.failure[sentenceOf(error)];
}

/** The sentence of a refusal's code; null for one that has none here. */
export function refusalText(code: string, words: Catalogue): string | null {
  const { refusals } = words.corrections;
  return Object.hasOwn(refusals, code) ? refusals[code as keyof typeof refusals] : null;
}
