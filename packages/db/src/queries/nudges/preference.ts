import type { Language, Way } from "@cfa/nudges/kinds";

import type { CompanyTx } from "../../company-scope.ts";
import type { BooksReader } from "../snapshot.ts";

/** How one party is written to; what is null is as for all. */
export type NudgePreferenceRow = {
  wayOrder: Way[] | null;
  hour: number | null;
  quietUntil: string | null;
  language: Language | null;
};

/** Reads it; undefined: nothing was ever said of the party. `guid`: of the ledger at its head. */
export async function nudgePreference(
  { companyId, query }: BooksReader,
  guid: string,
): Promise<NudgePreferenceRow | undefined> {
  const row = await query
    .selectFrom("nudge_party")
    .select(["way_order as wayOrder", "hour", "quiet_until as quietUntil", "language"])
    .where("company_id", "=", companyId)
    .where("ledger_guid", "=", guid)
    .executeTakeFirst();
  return row && { ...row, wayOrder: row.wayOrder as Way[] | null };
}

/** Keeps it in the place of what was said before. */
export async function keepNudgePreference(
  tx: CompanyTx,
  guid: string,
  { wayOrder, hour, quietUntil, language, at }: NudgePreferenceRow & { at: Date },
): Promise<void> {
  await tx.run(
    `insert into nudge_party (company_id, ledger_guid, way_order, hour, quiet_until, language, made_at) values ($1, $2, $3, $4, $5, $6, $7)
     on conflict (company_id, ledger_guid) do update set way_order = $3, hour = $4, quiet_until = $5, language = $6`,
    [tx.companyId, guid, wayOrder, hour, quietUntil, language, at],
  );
}
