import type { CompanySnapshot } from "../snapshot.ts";

export type LedgerName = {
  ledgerId: string;
  guid: string;
  name: string;
  nameKey: string;
  group: string;
  groupPath: string[];
  opening: bigint;
};

/** Every ledger of the company that is no party and no income or expense, by name. */
export function otherLedgers({ companyId, query }: CompanySnapshot): Promise<LedgerName[]> {
  return query
    .selectFrom("ledger")
    .select([
      "ledger_id as ledgerId",
      "guid",
      "name",
      "name_key as nameKey",
      "group_name as group",
      "group_path as groupPath",
      "opening",
    ])
    .where("company_id", "=", companyId)
    .where("party_kind", "is", null)
    .where("is_revenue", "=", false)
    .orderBy("name_key")
    .orderBy("ledger_id")
    .execute();
}
