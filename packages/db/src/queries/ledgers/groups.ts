import { GroupRecord } from "@cfa/contract/records";

import type { BooksReader } from "../snapshot.ts";

/** The company's groups as Tally gave them. */
export async function groupRecords(reader: BooksReader): Promise<GroupRecord[]> {
  const rows = await reader.query
    .selectFrom("fact")
    .select("record")
    .where("company_id", "=", reader.companyId)
    .where("kind", "=", "group")
    .orderBy("guid")
    .execute();
  return rows.map(({ record }) => GroupRecord.parse(record));
}
