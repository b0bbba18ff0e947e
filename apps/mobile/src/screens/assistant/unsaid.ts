import type { AnswerResult } from "@cfa/contract/assistant-answer";

/** What a text says beside its results. The assistant's own words list what their cards show, and begin with the title of the first. */
export function unsaid(text: string, results: readonly AnswerResult[]): string {
  return isListOf(text, results) ? "" : text;
}

/** The line that answers, to be heard: the first of a list, or the whole of what was written. */
export function answerLine(text: string, results: readonly AnswerResult[]): string {
  return isListOf(text, results) ? (text.split("\n")[0] ?? "") : text;
}

function isListOf(text: string, [first]: readonly AnswerResult[]): boolean {
  return first !== undefined && text.startsWith(first.title);
}
