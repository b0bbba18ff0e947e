import { LADDER_STAGES } from "./nudge-kinds.ts";

/* The words of texts to customers, for who carries no schema library. */

/** The places that each kind of message has texts for, in the order they are reached. */
export const TEMPLATE_STAGES = {
  reminder: [...LADDER_STAGES, "promise-broken"],
  offer: ["offered", "ending"],
  thanks: ["paid"],
  statement: ["asked"],
} as const;
export type TemplateStage = (typeof TEMPLATE_STAGES)[keyof typeof TEMPLATE_STAGES][number];
/** All of them. */
export const ALL_TEMPLATE_STAGES: readonly TemplateStage[] = Object.values(TEMPLATE_STAGES).flat();

export const TEMPLATE_LANGUAGES = ["en", "hi"] as const;

/** What a text may speak of. The brand is part of what is registered: it holds the same in every message. */
const COMMON = ["brand", "party", "amount", "bill", "bills", "count", "dueDay", "days", "link"] as const;
const OF_OFFERS = ["brand", "party", "bill", "bills", "pay", "off", "until", "dueDay", "link"] as const;
export const TEMPLATE_VARIABLES = {
  reminder: COMMON,
  offer: OF_OFFERS,
  // A word of thanks leads nowhere.
  thanks: ["brand", "party", "amount", "bill", "bills", "count"],
  statement: COMMON,
} as const;
export type TemplateVariable = (typeof TEMPLATE_VARIABLES)[keyof typeof TEMPLATE_VARIABLES][number];

export const TEMPLATE_STATES = [
  "draft",
  "submitted",
  "approved",
  "paused",
  "rejected",
  "recategorised",
  "retired",
] as const;
/** What a person may say that a provider did; the provider's own word comes by its webhooks. */
export const SAID_TEMPLATE_STATES = ["submitted", "approved", "rejected", "retired"] as const;
/** From where each of these is reached. */
export const TEMPLATE_MOVES: Readonly<
  Record<(typeof SAID_TEMPLATE_STATES)[number], readonly (typeof TEMPLATE_STATES)[number][]>
> = {
  submitted: ["draft", "rejected", "recategorised"],
  approved: ["draft", "submitted", "paused", "recategorised", "rejected"],
  rejected: ["draft", "submitted"],
  retired: ["draft", "submitted", "approved", "paused", "rejected", "recategorised"],
};

export const TEMPLATE_CATEGORIES = ["utility", "marketing", "service", "promotional"] as const;

/** Why a text may not go out as it is. */
export const TEMPLATE_REFUSALS = [
  "no-template",
  "template-paused",
  "wrong-category",
  "no-dlt",
  "numeric",
  "alphanumeric",
  "too-long",
  "url-host",
  "no-brand",
  "units",
  "promotional-words",
  "empty",
  "control-chars",
] as const;

/** How a test of a text stands. */
export const TEST_STATES = ["waiting", "calling", "accepted", "refused", "unknown"] as const;
/** Why a test was not handed to a carrier; text: by what stands against the text. */
export const TEST_REFUSALS = [
  "text",
  "no-account",
  "account-paused",
  "no-mark",
  "customers-address",
  "stopped",
] as const;
/** At most so many tests are sent for a company on a day. */
export const MOST_TESTS_A_DAY = 5;

/** How long a text may be on each way: WhatsApp refuses a longer one, the others are ours. */
export const TEXT_LENGTH = { whatsapp: 1_024, sms: 1_000, email: 4_000, print: 4_000 } as const;
export const SUBJECT_LENGTH = 200;
export const STATE_WHY_LENGTH = 200;
/** At most so many texts are looked at in one preview. */
export const MOST_PREVIEWS = 4;

const VARIABLE = /\{\{([^{}]*)\}\}/g;

/** What is wrong with the variables of a text, in a sentence; null: nothing. */
export function variablesProblem(kind: keyof typeof TEMPLATE_VARIABLES, text: string): string | null {
  const known: readonly string[] = TEMPLATE_VARIABLES[kind];
  const unknown = [...text.matchAll(VARIABLE)].find(([, name = ""]) => !known.includes(name));
  if (unknown !== undefined) return `${unknown[0]} is none of the values that such a message has.`;
  return /[{}]/.test(text.replaceAll(VARIABLE, "")) ? "Braces stand around values alone: {{amount}}." : null;
}
