import { KINDS, LANGUAGES, STAGES_OF, WAYS } from "../kinds.ts";
import type { Kind, Language, Stage, Tag, VariableName, Way } from "../kinds.ts";
import type { TemplateFact } from "../rules.ts";
import { EN } from "./en.ts";
import { HI } from "./hi.ts";
import type { TextSet } from "./text-set.ts";

export const TEXTS: Readonly<Record<Language, TextSet>> = { en: EN, hi: HI };

/** Where a text holds a variable. */
export const VARIABLE = /\{\{([a-zA-Z]+)\}\}/g;
/** Of what kind a variable is in a registered SMS. */
const SMS_TAGS: Readonly<Partial<Record<VariableName, Tag>>> = {
  amount: "numeric",
  count: "numeric",
  days: "numeric",
  pay: "numeric",
  off: "numeric",
  link: "url",
};

/** The text that is shipped. Mail and print go out with it as it is; for WhatsApp and SMS it is what has to be registered first. */
export function shippedTemplate(
  kind: Kind,
  stage: Stage,
  on: { way: Way; language: Language },
): TemplateFact {
  const { body, subject } = textOf(kind, stage, on);
  const isRegistered = on.way === "sms" || on.way === "whatsapp";
  return {
    templateId: null,
    kind,
    stage,
    ...on,
    body,
    subject,
    variables: variablesOf(`${subject ?? ""}${body}`, on.way),
    state: isRegistered ? "draft" : "approved",
    category: null,
    providerName: null,
    dlt: null,
    flow: null,
  };
}

/** Every text that is shipped. */
export const SHIPPED: readonly TemplateFact[] = KINDS.flatMap((kind) =>
  STAGES_OF[kind].flatMap((stage) =>
    WAYS.flatMap((way) => LANGUAGES.map((language) => shippedTemplate(kind, stage, { way, language }))),
  ),
);

/** The variables of a text in the order they first stand in it. The brand is none: it is part of what is registered. */
export function variablesOf(text: string, way: Way): TemplateFact["variables"] {
  const names = [...text.matchAll(VARIABLE)].map(([, name]) => name as VariableName);
  return [...new Set(names)]
    .filter((name) => name !== "brand")
    .map((name) => ({ name, tag: way === "sms" ? (SMS_TAGS[name] ?? "alphanumeric") : "text" }));
}

function textOf(
  kind: Kind,
  stage: Stage,
  { way, language }: { way: Way; language: Language },
): { body: string; subject: string | null } {
  const texts = TEXTS[language];
  const { sms, whatsapp, subject, opening } = texts.stages[stage];
  if (way === "sms") return { body: sms, subject: null };
  if (way === "whatsapp") return { body: whatsapp, subject: null };
  const total = kind === "reminder" || kind === "statement" ? [texts.total] : [];
  const closing = kind === "thanks" ? [] : [texts.closing];
  const parts = [texts.greeting, opening, "{{bills}}", ...total, ...closing, "{{brand}}"];
  return { body: parts.join("\n\n"), subject: way === "email" ? `{{brand}}: ${subject}` : begun(subject) };
}

/** As a line of its own begins. */
function begun(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
