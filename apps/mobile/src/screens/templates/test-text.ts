import type { TestSend } from "@cfa/contract/template-tests";

import type { NudgeCodes } from "../../locale/nudge-codes/en";
import type { TemplateWords } from "../../locale/templates/en";

type Say = { words: TemplateWords["tests"]; codes: NudgeCodes };

/** What came of a test, in a sentence or two: the carrier's own words stand behind ours. */
export function testText({ state, refused, failure }: TestSend, { words, codes }: Say): string {
  if (state !== "refused") return words.states[state];
  if (refused !== null) return words.notSent(words.refused[refused]);
  if (failure === null || failure.scope === "later") return words.notSent(words.later);
  const ours = wordOf(codes.failures, failure.code) ?? wordOf(codes.failed, failure.scope);
  const why = words.notSent(ours ?? codes.failed.message);
  return failure.detail === "" ? why : `${why} ${words.carrier(failure.detail)}`;
}

function wordOf(list: Readonly<Record<string, string>>, code: string): string | undefined {
  return Object.hasOwn(list, code) ? list[code] : undefined;
}
