import type { CompanyTx } from "../../company-scope.ts";
import type { BooksReader } from "../snapshot.ts";

export type AssistantSettings = { usesModel: boolean; hidesNames: boolean };

/** As nobody has said anything: no question leaves the server, and if one does, without names. */
export const USUAL_ASSISTANT: AssistantSettings = { usesModel: false, hidesNames: true };

/** What an owner lets the assistant do. */
export async function assistantSettings({ companyId, query }: BooksReader): Promise<AssistantSettings> {
  const row = await query
    .selectFrom("assistant_setting")
    .select(["uses_model as usesModel", "hides_names as hidesNames"])
    .where("company_id", "=", companyId)
    .executeTakeFirst();
  return row ?? USUAL_ASSISTANT;
}

export async function sayAssistantSettings(
  tx: CompanyTx,
  { usesModel, hidesNames }: AssistantSettings,
  { at, by }: { at: Date; by: { id: string; name: string } },
): Promise<void> {
  await tx.run(
    `insert into assistant_setting (company_id, uses_model, hides_names, said_at, said_by, said_name) values ($1, $2, $3, $4, $5, $6)
     on conflict (company_id) do update set uses_model = excluded.uses_model, hides_names = excluded.hides_names,
       said_at = excluded.said_at, said_by = excluded.said_by, said_name = excluded.said_name`,
    [tx.companyId, usesModel, hidesNames, at, by.id, by.name],
  );
}
