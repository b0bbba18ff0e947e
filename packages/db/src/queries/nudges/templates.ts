import { sql } from "kysely";

import type { Kind, Language, Stage, Way } from "@cfa/nudges/kinds";

import type { CompanyTx } from "../../company-scope.ts";
import type { NudgeTemplateTable } from "../../tables/nudges.ts";
import type { BooksReader } from "../snapshot.ts";

/** Which text: of what message, at which place of it, by which way and in which language. */
export type TemplatePlace = { kind: Kind; stage: Stage; way: Way; language: Language };

/** By what a provider or the operators know a text. */
export type TemplateRegistered = {
  category: NudgeTemplateTable["category"];
  providerName: string | null;
  dltEntity: string | null;
  dltHeader: string | null;
  dltTemplate: string | null;
  flow: string | null;
};

/** A version of a company's own text. */
export type TemplateRow = TemplatePlace &
  TemplateRegistered & {
    templateId: string;
    version: number;
    body: string;
    subject: string | null;
    variables: { name: string; tag: string }[];
    state: NudgeTemplateTable["state"];
    stateWhy: string | null;
    stateAt: Date;
  };

/** A company's own texts that are not retired, of each place the newest first. */
export function templateRows(reader: BooksReader): Promise<TemplateRow[]> {
  return rowsOf(reader, sql`state <> 'retired'`);
}

/** One of them, retired or not; undefined: there is none. */
export async function templateRow(reader: BooksReader, templateId: string): Promise<TemplateRow | undefined> {
  return (await rowsOf(reader, sql`template_id = ${templateId}`))[0];
}

async function rowsOf(
  { companyId, query }: BooksReader,
  condition: ReturnType<typeof sql>,
): Promise<TemplateRow[]> {
  const found = await sql<TemplateRow>`
    select template_id as "templateId", kind, stage, way, language, version, body, subject, variables, state, state_why as "stateWhy",
      state_at as "stateAt", category, provider_name as "providerName", dlt_entity as "dltEntity", dlt_header as "dltHeader",
      dlt_template as "dltTemplate", provider_flow as flow
    from nudge_template where company_id = ${companyId} and ${condition}
    order by kind, stage, way, language, version desc`.execute(query);
  return found.rows;
}

/** Keeps a new version of a text as a draft, in the place of any that does not go out yet; what goes out stays. */
export async function keepTemplate(
  tx: CompanyTx,
  template: TemplatePlace & TemplateRegistered & Pick<TemplateRow, "body" | "subject" | "variables">,
  { at, by }: { at: Date; by: string },
): Promise<void> {
  const { kind, stage, way, language } = template;
  const place = [tx.companyId, kind, stage, way, language];
  await tx.run(
    `update nudge_template set state = 'retired', state_why = null, state_at = $6
     where company_id = $1 and kind = $2 and stage = $3 and way = $4 and language = $5 and state not in ('approved', 'retired')`,
    [...place, at],
  );
  const { body, subject, variables, category, providerName, dltEntity, dltHeader, dltTemplate, flow } =
    template;
  await tx.run(
    `insert into nudge_template (company_id, kind, stage, way, language, version, body, subject, variables, state, state_at, category,
       provider_name, dlt_entity, dlt_header, dlt_template, provider_flow, said_by, said_at)
     select $1, $2, $3, $4, $5, coalesce(max(version), 0) + 1, $7, $8, $9, 'draft', $6, $10, $11, $12, $13, $14, $15, $16, $6
     from nudge_template where company_id = $1 and kind = $2 and stage = $3 and way = $4 and language = $5`,
    [
      ...place,
      at,
      body,
      subject,
      JSON.stringify(variables),
      category,
      providerName,
      dltEntity,
      dltHeader,
      dltTemplate,
      flow,
      by,
    ],
  );
}

/** Keeps how a text stands and by what it is known; one that goes out takes the place of the one before. */
export async function setTemplateState(
  tx: CompanyTx,
  row: TemplateRow,
  {
    state,
    why,
    at,
    registered,
  }: { state: TemplateRow["state"]; why: string | null; at: Date; registered: TemplateRegistered },
): Promise<void> {
  if (state === "approved") {
    const { kind, stage, way, language } = row;
    await tx.run(
      `update nudge_template set state = 'retired', state_why = null, state_at = $6
       where company_id = $1 and kind = $2 and stage = $3 and way = $4 and language = $5 and state = 'approved' and template_id <> $7`,
      [tx.companyId, kind, stage, way, language, at, row.templateId],
    );
  }
  const { category, providerName, dltEntity, dltHeader, dltTemplate, flow } = registered;
  await tx.run(
    `update nudge_template set state = $3, state_why = $4, state_at = $5, category = $6, provider_name = $7, dlt_entity = $8,
       dlt_header = $9, dlt_template = $10, provider_flow = $11
     where company_id = $1 and template_id = $2`,
    [
      tx.companyId,
      row.templateId,
      state,
      why,
      at,
      category,
      providerName,
      dltEntity,
      dltHeader,
      dltTemplate,
      flow,
    ],
  );
}
