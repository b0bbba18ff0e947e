import type { CompanySnapshot } from "../snapshot.ts";

/** The company's name. */
export async function companyName(snapshot: CompanySnapshot): Promise<string> {
  const row = await snapshot.query
    .selectFrom("company")
    .select("name")
    .where("company_id", "=", snapshot.companyId)
    .executeTakeFirst();
  return row?.name ?? "";
}
