import type { PaymentClass } from "@cfa/insights/payment-behaviour";
import type { LocalDate } from "@cfa/values/local-date";
import type { Paise } from "@cfa/values/money";

import type {
  Approval,
  Category,
  Kind,
  Language,
  Provider,
  Stage,
  Tag,
  TemplateState,
  VariableName,
  Way,
} from "./kinds.ts";

/* What the company has said and what dated rows say: by what nudges are planned and judged. */

/** Minutes of a day in India, the first within and the last beyond. `promotional`: what texts of that category are held to besides. */
export type Hours = { from: number; to: number; promotional: { from: number; to: number } };

/** Days on which nothing goes out: weekdays (7 Sunday), days a person named, holidays. */
export type QuietDays = {
  weekdays: readonly number[];
  days: ReadonlySet<LocalDate>;
  holidays: ReadonlySet<LocalDate>;
};

/** How many messages a party gets at most in seven and in thirty days. */
export type Caps = { week: number; month: number };

/** The stages of a class with their days after the due date, in the order they come. */
export type Ladder = Readonly<Record<PaymentClass, readonly { stage: Stage; days: number }[]>>;

/** What a message costs: an SMS by its units, WhatsApp by its category. Rounded up. */
export type Costs = {
  sms: { unit: Paise };
  whatsapp: Readonly<Record<"utility" | "marketing" | "service", Paise>>;
};

/** How long texts may be: a tagged variable, and the first unit of an SMS and each of several, in GSM characters and in Unicode. */
export type TextLimits = {
  alphanumeric: number;
  gsm: readonly [one: number, each: number];
  unicode: readonly [one: number, each: number];
};

/** How a way stands. `pace`: messages a second. */
export type WayFact = {
  way: Way;
  provider: Provider | null;
  state: "on" | "paused" | "bad-keys" | "none";
  pace: number;
};

/** A text as it is registered. `templateId` null: the one that is shipped, which no provider has registered. */
export type TemplateFact = {
  templateId: string | null;
  kind: Kind;
  stage: Stage;
  way: Way;
  language: Language;
  body: string;
  subject: string | null;
  variables: readonly { name: VariableName; tag: Tag }[];
  state: TemplateState;
  category: Category | null;
  providerName: string | null;
  dlt: { entity: string; header: string; template: string } | null;
  flow: string | null;
};

/** All of it. `linkHost`: the only host that a link may lead to. */
export type PlanRules = {
  isOn: boolean;
  /** The owner has said on what ground customers are reminded by SMS and mail. */
  isGroundSaid: boolean;
  hours: Hours;
  quiet: QuietDays;
  caps: Caps;
  ladder: Ladder;
  approval: Readonly<Record<PaymentClass, Approval>>;
  ways: readonly WayFact[];
  templates: readonly TemplateFact[];
  costs: Costs;
  limits: TextLimits;
  brand: string;
  linkHost: string;
};

/** What a text alone is filled in, priced and looked over by. */
export type TextRules = Pick<PlanRules, "ways" | "costs" | "limits" | "brand" | "linkHost">;
