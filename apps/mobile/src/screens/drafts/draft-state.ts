import type { Draft } from "@cfa/contract/drafts";
import type { DraftOutcomeCode } from "@cfa/contract/draft-voucher";

import type { TagKind } from "../../components/tag";
import type { Catalogue } from "../../locale/en";

/** How a draft's state is called and coloured: a file that was imported is in Tally, whatever it was accepted as. */
export function stateOf(draft: Draft): { key: keyof Catalogue["drafts"]["states"]; kind: TagKind } {
  const { state, mode, became } = draft;
  if (state === "written" || (state === "accepted" && became !== null)) {
    const isOptional = became === null ? mode === "optional" : became.state === "optional";
    return { key: isOptional ? "optional" : "written", kind: became?.differs === true ? "warn" : "good" };
  }
  if (state === "accepted" && mode === "file") return { key: "file", kind: "neutral" };
  return { key: state, kind: KINDS[state] };
}

const KINDS: Readonly<Record<Draft["state"], TagKind>> = {
  drafted: "neutral",
  accepted: "inferred",
  sent: "inferred",
  written: "good",
  refused: "bad",
  unknown: "warn",
  withdrawn: "neutral",
};

const FIXES: Partial<Record<DraftOutcomeCode, keyof Catalogue["drafts"]["fixes"]>> = {
  "lost-answer": "wait",
  "tally-ended": "wait",
  "not-read-back": "wait",
  "message-on-screen": "screen",
  differs: "opposite",
  twice: "opposite",
  altered: "opposite",
  "not-found-again": "opposite",
  "counters-disagree": "look",
};

/** What became of a draft in the app's words, what there is to do, and what Tally itself said. */
export function outcomeText(outcome: NonNullable<Draft["outcome"]>, words: Catalogue): string {
  const { code, words: tallys } = outcome;
  const isWell = code === "written" || code === "found";
  const fix = isWell ? [] : [words.drafts.fixes[FIXES[code] ?? "anew"]];
  const said = tallys === undefined ? [] : [words.drafts.preview.tallySays(tallys)];
  return [words.drafts.outcomes[code], ...said, ...fix].join(" ");
}
