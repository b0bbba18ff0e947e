import type { CompanyTx } from "../../company-scope.ts";
import type { BooksReader } from "../snapshot.ts";

export type ScenarioRow = { scenarioId: string; name: string; edits: unknown; madeAt: Date; madeBy: string };

/** The scenarios of the company, the latest first. */
export function scenarios({ companyId, query }: BooksReader): Promise<ScenarioRow[]> {
  return query
    .selectFrom("cash_scenario")
    .select(["scenario_id as scenarioId", "name", "edits", "made_at as madeAt", "made_by as madeBy"])
    .where("company_id", "=", companyId)
    .orderBy("made_at", "desc")
    .orderBy("scenario_id")
    .execute();
}

/** Keeps a scenario; answers its id. `edits`: JSON. */
export async function keepScenario(
  tx: CompanyTx,
  made: { name: string; edits: string; by: string; at: Date },
): Promise<string> {
  const row = await tx.query
    .insertInto("cash_scenario")
    .values({
      company_id: tx.companyId,
      name: made.name,
      edits: made.edits,
      made_by: made.by,
      made_at: made.at,
    })
    .returning("scenario_id as scenarioId")
    .executeTakeFirstOrThrow();
  return row.scenarioId;
}

/** Lets a scenario go; answers its name, undefined: there is none. */
export async function dropScenario(tx: CompanyTx, scenarioId: string): Promise<string | undefined> {
  const rows = await tx.run<{ name: string }>(
    "delete from cash_scenario where company_id = $1 and scenario_id = $2 returning name",
    [tx.companyId, scenarioId],
  );
  return rows[0]?.name;
}
