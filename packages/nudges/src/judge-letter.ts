import type { LocalDate } from "@cfa/values/local-date";

import { doubtOf, type BooksDoubt } from "./books-doubt.ts";
import type { BooksFact, PartyStanding } from "./facts.ts";
import type { TemplateFact, TextRules } from "./rules.ts";
import { sayNow, type SaidNow, type SayFacts, type SayRules } from "./say-now.ts";
import type { EndCode } from "./silence.ts";
import { templateFor } from "./attempt-way.ts";
import { fill, type Said } from "./templates/fill.ts";
import { preflight } from "./templates/preflight.ts";
import { TEXTS } from "./templates/shipped.ts";

/** Why a letter that was let out is not printed now. */
export type LetterCode = EndCode | BooksDoubt | "more-than-approved";

/**
 * What a letter says. The table of its bills and their total stands between its two parts; `whole`: the same with bills and total in words. `hasLink`: there is a
 * place for the link.
 */
export type LetterText = {
  subject: string | null;
  before: string;
  after: string;
  whole: string;
  hasLink: boolean;
};

/** What is judged and written by. `templates`: the company's own texts. */
export type LetterRules = SayRules & {
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
export function judgeLetter(
  facts: SayFacts & { readonly books: BooksFact },
  rules: LetterRules,
  on: On,
): SaidNow | { code: LetterCode } {
  const { nudge, party, books } = facts;
  if (!rules.isOn) return { code: "off" };
  if (party.isExcluded) return { code: "excluded" };
  if (party.quietUntil !== null && on.today <= party.quietUntil) return { code: "party-quiet" };
  const doubt = doubtOf(books);
  if (doubt !== null) return { code: doubt };
  const said = sayNow(facts, rules, on);
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
  const whole = fill(template, said, rules);
  if (preflight(whole, template, rules).length > 0) return null;
  const body = template.body.replace(TEXTS[template.language].total, "");
  const at = body.indexOf(BILLS_PLACE);
  const part = (text: string): string => fill({ ...template, body: text.trim() }, said, rules).body;
  return {
    subject: whole.subject,
    before: part(at === -1 ? body : body.slice(0, at)),
    after: part(at === -1 ? "" : body.slice(at + BILLS_PLACE.length)),
    whole: whole.body,
    hasLink: whole.hasLink,
  };
}
