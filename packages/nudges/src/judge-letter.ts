import type { LocalDate } from "@cfa/values/local-date";

import type { PartyStanding } from "./facts.ts";
import type { TemplateFact, TextRules } from "./rules.ts";
import { sayNow, type SaidNow, type SayFacts } from "./say-now.ts";
import type { EndCode } from "./silence.ts";
import { templateFor } from "./attempt-way.ts";
import { fill, type Said } from "./templates/fill.ts";
import { preflight } from "./templates/preflight.ts";

/** Why a letter that was let out is not printed now. */
export type LetterCode = EndCode | "more-than-approved";

/** What a letter says. The table of its bills stands between its two parts; `hasLink`: a place for the link in one of them. */
export type LetterText = { subject: string | null; before: string; after: string; hasLink: boolean };

/** What is judged and written by. `templates`: the company's own texts. */
export type LetterRules = {
  readonly isOn: boolean;
  readonly templates: readonly TemplateFact[];
  readonly text: TextRules;
};

type On = { today: LocalDate; now: Date };
const BILLS_PLACE = "{{bills}}";

/**
 * Judges a letter that lies there to be printed by what is true at that moment, as the gate does, and says what is left of it: never more than was
 * approved. Hours, caps and ways were judged when it was let out, and a letter is no second message.
 */
export function judgeLetter(facts: SayFacts, { isOn }: LetterRules, on: On): SaidNow | { code: LetterCode } {
  const { nudge, party } = facts;
  if (!isOn) return { code: "off" };
  if (party.isExcluded) return { code: "excluded" };
  if (party.quietUntil !== null && on.today <= party.quietUntil) return { code: "party-quiet" };
  const said = sayNow(facts, on);
  if ("code" in said) return said;
  return nudge.isApproved && said.amount > nudge.amount ? { code: "more-than-approved" } : said;
}

/** The text of a letter for what is left of it; null: it may not go out as it is. */
export function letterText(
  {
    nudge,
    party,
  }: { nudge: Pick<SayFacts["nudge"], "kind" | "language">; party: Pick<PartyStanding, "name"> },
  now: SaidNow,
  { templates, text: rules, today }: Pick<LetterRules, "templates" | "text"> & { today: LocalDate },
): LetterText | null {
  const { kind, language } = nudge;
  const template = templateFor(templates, "print", { kind, stage: now.stage, language });
  if (template === null) return null;
  const said: Said = { ...now, party: party.name, day: today };
  if (preflight(fill(template, said, rules), template, rules).length > 0) return null;
  const at = template.body.indexOf(BILLS_PLACE);
  const part = (body: string) => fill({ ...template, body: body.trim() }, said, rules);
  const before = part(at === -1 ? template.body : template.body.slice(0, at));
  const after = part(at === -1 ? "" : template.body.slice(at + BILLS_PLACE.length));
  return {
    subject: before.subject,
    before: before.body,
    after: after.body,
    hasLink: before.hasLink || after.hasLink,
  };
}
