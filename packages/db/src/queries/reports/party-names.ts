import { sql } from "kysely";

import type { CompanySnapshot } from "../snapshot.ts";

/** Names of parties by their id, as they are written and as they are compared. */
export async function namesOfParties(
  snapshot: CompanySnapshot,
): Promise<Map<string, { name: string; nameKey: string }>> {
  const found = await sql<{ ledgerId: string; name: string; nameKey: string }>`
    select ledger_id as "ledgerId", name, name_key as "nameKey" from ledger
    where company_id = ${snapshot.companyId} and party_kind is not null`.execute(snapshot.query);
  return new Map(found.rows.map(({ ledgerId, name, nameKey }) => [ledgerId, { name, nameKey }]));
}

/** The company's name. */
export async function companyName(snapshot: CompanySnapshot): Promise<string> {
  const row = await snapshot.query
    .selectFrom("company")
    .select("name")
    .where("company_id", "=", snapshot.companyId)
    .executeTakeFirst();
  return row?.name ?? "";
}
