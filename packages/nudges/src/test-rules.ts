import { day, type LocalDate } from "@cfa/values/local-date";

import { KINDS, STAGES_OF, WAYS, type Kind, type Language, type Stage, type Way } from "./kinds.ts";
import type { PlanRules, TemplateFact } from "./rules.ts";
import { categoryOf } from "./templates/preflight.ts";
import { shippedTemplate } from "./templates/shipped.ts";
import { USUAL_LADDER } from "./usual-ladder.ts";

/** A Wednesday. */
export const TODAY: LocalDate = day("2026-12-02");
/** 5:30 in India, when the day is planned. */
export const NOW = new Date("2026-12-02T00:00:00Z");
export const BRAND = "Mehta Steel";

/** A shipped text as it is once a provider has registered it. */
export function registered(kind: Kind, stage: Stage, on: { way: Way; language: Language }): TemplateFact {
  return {
    ...shippedTemplate(kind, stage, on),
    templateId: `${kind}-${stage}-${on.way}-${on.language}`,
    state: "approved",
    category: categoryOf(kind, on.way),
    providerName: on.way === "whatsapp" ? `${kind}_${stage}` : null,
    dlt: on.way === "sms" ? { entity: "1101", header: "MEHTAS", template: "1107" } : null,
    flow: on.way === "sms" ? "flow" : null,
  };
}

/** Every shipped text in both languages, registered. */
export const TEMPLATES: readonly TemplateFact[] = KINDS.flatMap((kind) =>
  STAGES_OF[kind].flatMap((stage) =>
    WAYS.flatMap((way) =>
      (["en", "hi"] as const).map((language) => registered(kind, stage, { way, language })),
    ),
  ),
);

/** A company with every way on, the usual ladder and everything automatic. */
export const RULES: PlanRules = {
  isOn: true,
  isGroundSaid: true,
  hours: { from: 540, to: 1_200, promotional: { from: 600, to: 1_260 } },
  quiet: { weekdays: [7], days: new Set(), holidays: new Set([day("2026-12-25")]) },
  caps: { week: 2, month: 5 },
  ladder: USUAL_LADDER,
  approval: {
    prompt: "automatic",
    "on-time": "automatic",
    late: "automatic",
    risky: "automatic",
    new: "automatic",
  },
  ways: [
    { way: "whatsapp", provider: "whatsapp", state: "on", pace: 20 },
    { way: "sms", provider: "msg91", state: "on", pace: 20 },
    { way: "email", provider: "smtp", state: "on", pace: 20 },
  ],
  templates: TEMPLATES,
  costs: { sms: { unit: 25n }, whatsapp: { utility: 12n, marketing: 87n, service: 0n } },
  limits: { alphanumeric: 40, gsm: [160, 153], unicode: [70, 67] },
  brand: BRAND,
  linkHost: "pay.example.in",
};
