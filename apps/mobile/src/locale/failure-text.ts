import { ApiFailure, sentenceOf, type FailureCode } from "../queries/failure";
import type { Catalogue } from "./en";

/** Sentences of a page for codes that mean something of their own there. */
export type OwnSentences = Partial<Record<FailureCode, string>>;

/** What a person is told about a failure: the page's own sentence where it has one for the code. */
export function failureText(error: unknown, words: Catalogue, own: OwnSentences = {}): string {
  const said = error instanceof ApiFailure ? own[error.code] : undefined;
  return said ?? words.failure[sentenceOf(error)];
}
