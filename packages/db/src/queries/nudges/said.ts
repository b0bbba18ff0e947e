import { sql } from "kysely";

import type { TemplateFact } from "@cfa/nudges/rules";

import { isChanging } from "../freshness.ts";
import type { BooksReader } from "../snapshot.ts";
import { nudgeSetting, type NudgeSettingRow } from "./settings.ts";

/** What an owner has said of reminders. `brand`: by which name the company goes in a message, its own where he says no other. */
export type NudgeSaid = NudgeSettingRow & { brand: string };

/** Reads it; undefined: nothing was ever said, and nothing is sent. */
export async function nudgeSaid(reader: BooksReader): Promise<NudgeSaid | undefined> {
  const setting = await nudgeSetting(reader);
  return setting.said === null ? undefined : { ...setting, brand: await brandOf(reader, setting) };
}

/** By which name a company goes in its messages, whether or not anything was ever said of them. */
export async function nudgeBrand(reader: BooksReader): Promise<string> {
  return brandOf(reader, await nudgeSetting(reader));
}

async function brandOf(reader: BooksReader, { brand }: Pick<NudgeSettingRow, "brand">): Promise<string> {
  if (brand !== null) return brand;
  const found = await sql<{ name: string }>`
    select left(name, 30) as name from company where company_id = ${reader.companyId}`.execute(reader.query);
  return found.rows[0]?.name ?? "";
}

/** The company's own texts, of each the newest that is not retired, and the one that is approved beside a newer one. */
export async function nudgeTemplates({ companyId, query }: BooksReader): Promise<TemplateFact[]> {
  type Row = Omit<TemplateFact, "dlt"> & {
    entity: string | null;
    header: string | null;
    dltTemplate: string | null;
  };
  const found = await sql<Row>`
    select template_id as "templateId", kind, stage, way, language, body, subject, variables, state, category, provider_name as "providerName",
      dlt_entity as entity, dlt_header as header, dlt_template as "dltTemplate", provider_flow as flow
    from nudge_template where company_id = ${companyId} and state <> 'retired'
    order by kind, stage, way, language, state = 'approved' desc, version desc`.execute(query);
  return found.rows.map(({ entity, header, dltTemplate, ...row }) => ({
    ...row,
    dlt:
      entity === null || header === null || dltTemplate === null
        ? null
        : { entity, header, template: dltTemplate },
  }));
}

/** How the books stand beside Tally. */
export type BooksStanding = {
  readAt: Date | null;
  tieOut: "equal" | "different" | "unknown";
  debtorsOff: bigint;
  isChanging: boolean;
  generation: bigint;
};

/** Reads it. `isChanging`: something that people said is on its way into the books. */
export async function booksStanding(reader: BooksReader): Promise<BooksStanding> {
  const found = await sql<Omit<BooksStanding, "isChanging">>`
    select greatest(s.read_at, h.read_at) as "readAt", coalesce(s.tie_out, 'unknown') as "tieOut", coalesce(s.generation, 0) as generation,
      coalesce((select abs(t.ours - t.tally) from tie_out_side t where t.company_id = c.company_id and t.side = 'receivable'), 0)::bigint as "debtorsOff"
    from company c
    left join sync_state s on s.company_id = c.company_id
    left join agent_heartbeat h on h.company_id = c.company_id
    where c.company_id = ${reader.companyId}`.execute(reader.query);
  const standing = found.rows[0] ?? { readAt: null, tieOut: "unknown", debtorsOff: 0n, generation: 0n };
  return { ...standing, isChanging: await isChanging(reader) };
}
