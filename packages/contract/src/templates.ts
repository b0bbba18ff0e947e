import { oc } from "@orpc/contract";
import { z } from "zod";

import { InCompany } from "./asking.ts";
import { idOf, Moment, Paise, PartyId } from "./fields.ts";
import { NUDGE_KINDS, NUDGE_WAYS } from "./nudge-kinds.ts";
import {
  ALL_TEMPLATE_STAGES,
  MOST_PREVIEWS,
  SAID_TEMPLATE_STATES,
  STATE_WHY_LENGTH,
  SUBJECT_LENGTH,
  TEMPLATE_CATEGORIES,
  TEMPLATE_LANGUAGES,
  TEMPLATE_REFUSALS,
  TEMPLATE_STAGES,
  TEMPLATE_STATES,
  TEXT_LENGTH,
  variablesProblem,
} from "./template-kinds.ts";

/* The texts of messages to customers: those that are shipped, and a company's own with what providers say of them. */

export const TemplateId = idOf("tpl");

/** What a text is of. */
export const TemplateKind = z.enum(NUDGE_KINDS);
export const TemplateStage = z.enum(ALL_TEMPLATE_STAGES.toSorted());
const Way = z.enum(NUDGE_WAYS);
export const TemplateLanguage = z.enum(TEMPLATE_LANGUAGES);
const Category = z.enum(TEMPLATE_CATEGORIES);

/** By what a provider or the operators know a text. */
export const TemplateRegistration = z.strictObject({
  category: Category.nullable(),
  providerName: z
    .string()
    .regex(/^[a-z0-9_]{1,512}$/, "It is small letters, digits and _ alone.")
    .nullable()
    .describe("as WhatsApp knows it"),
  dltEntity: z
    .string()
    .regex(/^\d{1,25}$/, "It is of digits alone.")
    .nullable()
    .describe("the company's own DLT id"),
  dltHeader: z
    .string()
    .regex(/^[A-Za-z0-9]{3,11}$/, "It is 3 to 11 letters and digits.")
    .nullable(),
  dltTemplate: z
    .string()
    .regex(/^\d{1,25}$/, "It is of digits alone.")
    .nullable(),
  flow: z
    .string()
    .regex(/^[A-Za-z0-9]{1,64}$/, "It is letters and digits alone.")
    .nullable()
    .describe("as MSG91 knows it"),
});
export type TemplateRegistration = z.infer<typeof TemplateRegistration>;

const Text = z.object({
  subject: z.string().nullable().describe("of a mail and of a letter; null: it has none"),
  body: z.string().describe("values stand as {{amount}}"),
});
export type TemplateText = z.infer<typeof Text>;

export const TemplateTextToKeep = z.strictObject({
  subject: z.string().max(SUBJECT_LENGTH).optional().describe("of a mail and of a letter; others have none"),
  body: z.string().min(1).max(TEXT_LENGTH.print).describe("values stand as {{amount}}"),
});
export type TemplateTextToKeep = z.infer<typeof TemplateTextToKeep>;

export const TemplateRefusal = z.object({
  code: z.enum(TEMPLATE_REFUSALS),
  name: z.string().nullable().describe("the value it is about"),
});
export type TemplateRefusal = z.infer<typeof TemplateRefusal>;

const Version = Text.extend({
  templateId: TemplateId,
  version: z.number().int(),
  state: z.enum(TEMPLATE_STATES),
  stateWhy: z.string().nullable(),
  stateAt: Moment,
  registration: TemplateRegistration,
  refusals: z.array(TemplateRefusal).describe("what stands against sending it with made-up values"),
});
export type TemplateVersion = z.infer<typeof Version>;

const Place = z.object({
  kind: TemplateKind,
  stage: TemplateStage,
  way: Way,
  language: TemplateLanguage,
  shipped: Text,
  inUse: Version.nullable().describe("the company's own that goes out; null: the shipped one, or none"),
  next: Version.nullable().describe("the company's newest that does not go out yet, or no more"),
  goesOut: z
    .enum(["own", "shipped", "none"])
    .describe("none: a provider has to register one first, or what is registered may not go out"),
  refusals: z.array(TemplateRefusal).describe("what stands against sending what goes out here"),
});
export type TemplatePlace = z.infer<typeof Place>;

const Places = z.object({
  brand: z.string().describe("by which name the company goes in a message"),
  ways: z.array(
    z.object({
      way: Way,
      provider: z.string().nullable().describe("null: there is no account"),
      state: z.enum(["on", "paused", "bad-keys", "none"]),
    }),
  ),
  templates: z.array(Place).describe("one of each kind, stage, way and language"),
});
export type TemplatePlaces = z.infer<typeof Places>;

const Previewed = z.object({
  way: Way,
  language: TemplateLanguage,
  subject: z.string().nullable(),
  body: z.string().describe("with its values; its link stands as {{link}}"),
  units: z.number().int().describe("parts of an SMS"),
  cost: Paise.describe("estimated"),
  values: z.array(z.object({ name: z.string(), tag: z.string(), text: z.string() })),
  refusals: z.array(TemplateRefusal),
});
export type TemplatePreviewed = z.infer<typeof Previewed>;

const TEMPLATES = "/companies/{companyId}/templates" as const;
/** Whether a kind of message has such a place. */
export const atPlace = ({ kind, stage }: { kind: keyof typeof TEMPLATE_STAGES; stage: string }): boolean =>
  TEMPLATE_STAGES[kind].some((one) => one === stage);
export const NO_PLACE = { path: ["stage"], message: "Such a message has no such place." };

/** Refuses a text that has no place on its way, or values that there are none of. */
export function refuseText(
  {
    kind,
    way,
    text: { subject, body },
  }: {
    kind: z.infer<typeof TemplateKind>;
    way: z.infer<typeof Way>;
    text: TemplateTextToKeep;
  },
  context: z.core.$RefinementCtx,
): void {
  const problem = (path: string, message: string | null) => {
    if (message !== null) context.addIssue({ code: "custom", path: ["text", path], message });
  };
  problem("body", variablesProblem(kind, body));
  problem("subject", variablesProblem(kind, subject ?? ""));
  if (body.length > TEXT_LENGTH[way]) problem("body", `It is ${TEXT_LENGTH[way]} signs at most on this way.`);
  const hasSubject = way === "email" || way === "print";
  if (hasSubject !== (subject !== undefined))
    problem("subject", hasSubject ? "A mail and a letter have one." : "Such a message has none.");
}

export const templatesApi = {
  list: oc
    .route({ method: "GET", path: TEMPLATES, summary: "The texts of messages, and how each stands" })
    .input(InCompany)
    .output(Places),
  keep: oc
    .route({
      method: "PUT",
      path: `${TEMPLATES}/{kind}/{stage}/{way}/{language}`,
      summary: "Keep a new version of a text as a draft; what goes out stays until it is approved",
    })
    .input(
      InCompany.extend({
        kind: TemplateKind,
        stage: TemplateStage,
        way: Way,
        language: TemplateLanguage,
        text: TemplateTextToKeep,
        registration: TemplateRegistration,
      })
        .refine(atPlace, NO_PLACE)
        .superRefine(refuseText),
    )
    .output(Places),
  setState: oc
    .route({
      method: "POST",
      path: `${TEMPLATES}/{templateId}/state`,
      summary: "Say what the provider did with a text, or put it into use or out of it",
    })
    .input(
      InCompany.extend({
        templateId: TemplateId,
        state: z.enum(SAID_TEMPLATE_STATES),
        why: z.string().trim().min(1).max(STATE_WHY_LENGTH).nullable().describe("what the provider says"),
        registration: TemplateRegistration,
      }),
    )
    .output(
      Places.extend({
        refused: z
          .array(TemplateRefusal)
          .describe("why it was not put into use; empty: what was said is kept"),
      }),
    ),
  preview: oc
    .route({
      method: "POST",
      path: `${TEMPLATES}/preview`,
      summary: "Texts with their values: what they come to, cost, and what stands against sending them",
    })
    .input(
      InCompany.extend({
        kind: TemplateKind,
        stage: TemplateStage,
        partyId: PartyId.nullable().describe("whose bills stand in it; null: made-up ones"),
        texts: z
          .array(
            z.strictObject({
              way: Way,
              language: TemplateLanguage,
              text: TemplateTextToKeep,
              registration: TemplateRegistration,
            }),
          )
          .min(1)
          .max(MOST_PREVIEWS),
      }).refine(atPlace, NO_PLACE),
    )
    .output(
      z.object({
        isMadeUp: z
          .boolean()
          .describe("true: of no customer, or this one has nothing such a message is about"),
        texts: z.array(Previewed),
      }),
    ),
};
