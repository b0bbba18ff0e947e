import type { Kind, Language, Stage, Way } from "../kinds.ts";
import type { TemplateFact } from "../rules.ts";
import { variablesOf } from "./shipped.ts";

/** By what those who carry a text know it, as it is typed. */
export type TypedRegistration = Pick<TemplateFact, "category" | "providerName" | "flow"> & {
  dltEntity: string | null;
  dltHeader: string | null;
  dltTemplate: string | null;
};

/** A typed text with what it is known by, as those who judge it take it. */
export function typedTemplate(
  place: { kind: Kind; stage: Stage; way: Way; language: Language },
  {
    text: { subject = null, body },
    registration: { category, providerName, dltEntity, dltHeader, dltTemplate, flow },
    state,
  }: {
    text: { subject?: string | null | undefined; body: string };
    registration: TypedRegistration;
    state: TemplateFact["state"];
  },
): TemplateFact {
  const { kind, stage, way, language } = place;
  return {
    templateId: null,
    kind,
    stage,
    way,
    language,
    subject,
    body,
    state,
    category,
    providerName,
    flow,
    variables: variablesOf(`${subject ?? ""}${body}`, way),
    dlt: { entity: dltEntity ?? "", header: dltHeader ?? "", template: dltTemplate ?? "" },
  };
}
