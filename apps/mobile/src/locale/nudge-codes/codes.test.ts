import { CHANNEL_PROVIDERS, NUDGE_DECISION_REFUSALS, NUDGE_STATES } from "@cfa/contract/nudge-kinds";
import type { BestHour } from "@cfa/nudges/best-hour";
import { KINDS, STAGES_OF, WAYS, type AttemptState } from "@cfa/nudges/kinds";
import type { Why, WhyNow } from "@cfa/nudges/plan";
import {
  END_CODES,
  MOVED_CODES,
  PREFLIGHT_CODES,
  PUT_OFF_CODES,
  SILENCE_CODES,
  WAY_CODES,
} from "@cfa/nudges/silence";
import { describe, expect, test } from "vitest";

import { CHANNEL_WORDS } from "../channels/words";
import { LANGUAGES, type Language } from "../languages";
import { NUDGE_NAMES } from "../nudge-names/words";
import { NUDGE_WORDS } from "../nudges/words";
import { NUDGE_CODES } from "./words";

/* Every code that planning, judging and sending know has words in both languages, and no words are of a code that is gone. */

/** The compiler sees to it that these name each code there is. */
const WHY: Record<Why["code"], true> = {
  stage: true,
  class: true,
  "promise-broken": true,
  together: true,
  offer: true,
  received: true,
  asked: true,
};
const NOW: Record<WhyNow["code"], true> = { hour: true, moved: true };
const BASES: Record<BestHour["basis"], true> = { chosen: true, party: true, company: true, usual: true };
const ATTEMPTS: Record<AttemptState, true> = {
  calling: true,
  "put-off": true,
  unknown: true,
  accepted: true,
  sent: true,
  failed: true,
  delivered: true,
  read: true,
  printed: true,
};

const sorted = (list: readonly string[]): string[] => [...list].toSorted();
const keys = (words: object): string[] => sorted(Object.keys(words));

describe.each(Object.keys(LANGUAGES) as Language[])("in %s", (language) => {
  const codes = NUDGE_CODES[language];
  const names = NUDGE_NAMES[language];

  test.each([
    ["nothing is said", keys(codes.silence), sorted(SILENCE_CODES)],
    ["it waits", keys(codes.putOff), sorted(PUT_OFF_CODES)],
    ["a text may not go out", keys(codes.preflight), sorted(PREFLIGHT_CODES)],
    ["it is sent", keys(codes.why), keys(WHY)],
    ["it is sent then", keys(codes.now), keys(NOW)],
    ["in which hour", keys(codes.now.hour), keys(BASES)],
    ["how far an attempt is", keys(codes.attempts), keys(ATTEMPTS)],
    ["how far a message is", keys(codes.states), sorted(NUDGE_STATES)],
    ["a decision was not taken", keys(NUDGE_WORDS[language].refusals), sorted(NUDGE_DECISION_REFUSALS)],
    ["steps", keys(names.stages), sorted(Object.values(STAGES_OF).flat())],
    ["kinds", keys(names.kinds), sorted(KINDS)],
    ["ways", keys(names.ways), sorted(WAYS)],
    ["carriers", keys(CHANNEL_WORDS[language].providers), sorted(CHANNEL_PROVIDERS)],
  ])("why %s", (_, said, known) => {
    expect(said).toEqual(known);
  });

  test("what ends, moves or shuts a way is said by the same words", () => {
    const all = new Set([...keys(codes.silence), ...keys(codes.putOff)]);
    for (const code of [...END_CODES, ...MOVED_CODES, ...WAY_CODES]) expect(all).toContain(code);
  });
});
