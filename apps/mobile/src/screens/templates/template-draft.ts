import {
  ALL_TEMPLATE_STAGES,
  TEMPLATE_STAGES,
  variablesProblem,
  type TemplateStage,
} from "@cfa/contract/template-kinds";
import type {
  TemplatePlace,
  TemplateRegistration,
  TemplateText,
  TemplateTextToKeep,
} from "@cfa/contract/templates";

/** What is typed of a text: what it says, and by what a carrier knows it; nothing typed is nothing known. */
export type TemplateDraft = {
  subject: string;
  body: string;
  category: TemplateRegistration["category"];
  providerName: string;
  dltEntity: string;
  dltHeader: string;
  dltTemplate: string;
  flow: string;
};
export type RegistrationField = Exclude<keyof TemplateDraft, "subject" | "body" | "category">;

/** Whether a typed id can be one. */
const RIGHT: Readonly<Record<RegistrationField, RegExp>> = {
  providerName: /^[a-z0-9_]{0,512}$/,
  dltEntity: /^\d{0,25}$/,
  dltHeader: /^(?:[A-Za-z0-9]{3,11})?$/,
  dltTemplate: /^\d{0,25}$/,
  flow: /^[A-Za-z0-9]{0,64}$/,
};

/** Under what a place's draft is kept. */
export function keyOf(
  companyId: string,
  { kind, stage, way, language }: Pick<TemplatePlace, "kind" | "stage" | "way" | "language">,
): string {
  return [companyId, kind, stage, way, language].join(" ");
}

const kept = new Map<string, TemplateDraft>();

/** A draft that was typed and not saved, while the app is open. */
export function unsavedDraft(key: string): TemplateDraft | null {
  return kept.get(key) ?? null;
}

/** Keeps what is typed until it is saved; null: there is nothing more to keep. */
export function keepUnsaved(key: string, draft: TemplateDraft | null): void {
  if (draft === null) kept.delete(key);
  else kept.set(key, draft);
}

/** What stands in the editor of a place at first: the newest of the company's own, else what is shipped. */
export function templateDraft({ next, inUse, shipped }: TemplatePlace): TemplateDraft {
  const own = next ?? inUse;
  return { ...textIn(own ?? shipped), ...typedOf(own?.registration ?? null) };
}

/** The shipped text in the place of what is typed; what a carrier knows it by stays. */
export function shippedAgain(draft: TemplateDraft, { shipped }: TemplatePlace): TemplateDraft {
  return { ...draft, ...textIn(shipped) };
}

/** What is typed, as it is sent. */
export function saidByTemplate(
  draft: TemplateDraft,
  { hasSubject }: { hasSubject: boolean },
): { text: TemplateTextToKeep; registration: TemplateRegistration } {
  const { subject, body, category } = draft;
  const or = (name: RegistrationField): string | null => draft[name].trim() || null;
  return {
    text: { ...(hasSubject ? { subject } : {}), body },
    registration: {
      category,
      providerName: or("providerName"),
      dltEntity: or("dltEntity"),
      dltHeader: or("dltHeader"),
      dltTemplate: or("dltTemplate"),
      flow: or("flow"),
    },
  };
}

/** What of it cannot be sent. */
export function templateProblems(
  kind: TemplatePlace["kind"],
  draft: TemplateDraft,
): { text: "wrong" | "noText" | null; fields: readonly RegistrationField[] } {
  const isWrong = [draft.body, draft.subject].some((text) => variablesProblem(kind, text) !== null);
  const fields = (Object.keys(RIGHT) as RegistrationField[]).filter(
    (name) => !RIGHT[name].test(draft[name].trim()),
  );
  return { text: draft.body.trim() === "" ? "noText" : isWrong ? "wrong" : null, fields };
}

/** A text with something put in at the cursor, and where the cursor is then. */
export function putIn(
  text: string,
  { start, end }: { start: number; end: number },
  value: string,
): { text: string; at: number } {
  const from = Math.min(start, text.length);
  return {
    text: `${text.slice(0, from)}${value}${text.slice(Math.max(from, end))}`,
    at: from + value.length,
  };
}

/** A place of messages by the last part of its address, with the kind it belongs to; null: there is none. */
export function stageOf(text: string): { kind: TemplatePlace["kind"]; stage: TemplateStage } | null {
  const stage = ALL_TEMPLATE_STAGES.find((one) => one === text);
  const kind = (Object.keys(TEMPLATE_STAGES) as TemplatePlace["kind"][]).find((one) =>
    (TEMPLATE_STAGES[one] as readonly string[]).includes(text),
  );
  return stage === undefined || kind === undefined ? null : { kind, stage };
}

function textIn({ subject, body }: TemplateText): Pick<TemplateDraft, "subject" | "body"> {
  return { subject: subject ?? "", body };
}

function typedOf(known: TemplateRegistration | null): Omit<TemplateDraft, "subject" | "body"> {
  return {
    category: known?.category ?? null,
    providerName: known?.providerName ?? "",
    dltEntity: known?.dltEntity ?? "",
    dltHeader: known?.dltHeader ?? "",
    dltTemplate: known?.dltTemplate ?? "",
    flow: known?.flow ?? "",
  };
}
