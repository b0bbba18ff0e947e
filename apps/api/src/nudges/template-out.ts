import { ALL_TEMPLATE_STAGES, TEMPLATE_REFUSALS, type TemplateStage } from "@cfa/contract/template-kinds";
import type {
  TemplatePlace,
  TemplatePlaces,
  TemplateRefusal,
  TemplateRegistration,
  TemplateVersion,
} from "@cfa/contract/templates";
import { oneOf } from "@cfa/contract/typed";
import { templateRows, type TemplateRow } from "@cfa/db/queries/nudges/templates";
import type { BooksReader } from "@cfa/db/queries/snapshot";
import type { Kind, Language, Way } from "@cfa/nudges/kinds";
import type { Rendered } from "@cfa/nudges/plan";
import type { TemplateFact, TextRules } from "@cfa/nudges/rules";
import { fill, type Said } from "@cfa/nudges/templates/fill";
import { preflight } from "@cfa/nudges/templates/preflight";
import { sampleSaid } from "@cfa/nudges/templates/sample-said";
import { SHIPPED } from "@cfa/nudges/templates/shipped";
import { typedTemplate } from "@cfa/nudges/templates/typed-template";
import { idOut } from "@cfa/values/ids";
import type { LocalDate } from "@cfa/values/local-date";

export type TextPlace = { kind: Kind; stage: TemplateStage; way: Way; language: Language };
type Looking = { rules: TextRules; today: LocalDate };

/** Every place for a text, with what is shipped, what the company has of its own, and what stands against sending it. */
export async function presentTemplates(reader: BooksReader, looking: Looking): Promise<TemplatePlaces> {
  const own = Map.groupBy(await templateRows(reader), placeText);
  const { brand, ways } = looking.rules;
  return {
    brand,
    ways: ways.map(({ way, provider, state }) => ({ way, provider, state })),
    templates: SHIPPED.flatMap((shipped) => {
      const stage = oneOf(ALL_TEMPLATE_STAGES, shipped.stage);
      return stage === undefined
        ? []
        : [placeOut({ ...shipped, stage }, own.get(placeText(shipped)) ?? [], looking)];
    }),
  };
}

/** A text with its values, and what stands against sending it. */
export function lookOver(
  fact: TemplateFact,
  said: Said,
  rules: TextRules,
): { rendered: Rendered; refusals: TemplateRefusal[] } {
  const rendered = fill(fact, said, rules);
  const refusals = preflight(rendered, fact, rules).flatMap(({ code, name }) => {
    const known = oneOf(TEMPLATE_REFUSALS, code);
    return known === undefined ? [] : [{ code: known, name }];
  });
  return { rendered, refusals };
}

/** By what a stored text is known. */
export function registrationOf(row: TemplateRow): TemplateRegistration {
  const { category, providerName, dltEntity, dltHeader, dltTemplate, flow } = row;
  return { category, providerName, dltEntity, dltHeader, dltTemplate, flow };
}

function placeOut(
  shipped: TemplateFact & { stage: TemplateStage },
  own: readonly TemplateRow[],
  looking: Looking,
): TemplatePlace {
  const { kind, stage, way, language, subject, body } = shipped;
  const place = { kind, stage, way, language };
  const inUse = own.find(({ state }) => state === "approved");
  const next = own.find(({ state }) => state !== "approved");
  const said = sampleSaid(kind, stage, { today: looking.today, language });
  const version = (row: TemplateRow | undefined): TemplateVersion | null =>
    row === undefined ? null : versionOut(row, { place, said, rules: looking.rules });
  const one = version(inUse);
  const refusals = one?.refusals ?? lookOver(shipped, said, looking.rules).refusals;
  const isShipped = shipped.state === "approved";
  const goesOut = refusals.length > 0 ? "none" : one !== null ? "own" : isShipped ? "shipped" : "none";
  return { ...place, shipped: { subject, body }, inUse: one, next: version(next), goesOut, refusals };
}

function versionOut(
  row: TemplateRow,
  { place, said, rules }: { place: TextPlace; said: Said; rules: TextRules },
): TemplateVersion {
  const { templateId, version, subject, body, state, stateWhy, stateAt } = row;
  const registration = registrationOf(row);
  const fact = typedTemplate(place, {
    text: { subject, body },
    registration,
    state: state === "retired" ? "draft" : state,
  });
  return {
    templateId: idOut("template", templateId),
    version,
    subject,
    body,
    state,
    stateWhy,
    registration,
    stateAt: stateAt.toISOString(),
    refusals: lookOver(fact, said, rules).refusals,
  };
}

function placeText({
  kind,
  stage,
  way,
  language,
}: Pick<TemplateFact, "kind" | "stage" | "way" | "language">) {
  return [kind, stage, way, language].join(" ");
}
