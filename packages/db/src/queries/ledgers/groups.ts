import { GroupRecord } from "@cfa/contract/records";

import type { CompanySnapshot } from "../snapshot.ts";

/** The company's groups as Tally gave them. */
export async function groupRecords(snapshot: CompanySnapshot): Promise<GroupRecord[]> {
  const rows = await snapshot.query
    .selectFrom("fact")
    .select("record")
    .where("company_id", "=", snapshot.companyId)
    .where("kind", "=", "group")
    .orderBy("guid")
    .execute();
  return rows.map(({ record }) => GroupRecord.parse(record));
}
