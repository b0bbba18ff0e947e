import { sql } from "kysely";

import type { CompanyTx } from "../../company-scope.ts";
import type { AccessEntryTable } from "../../tables/nudges.ts";
import type { BooksReader } from "../snapshot.ts";

/** All parties at once, in the place of one's GUID. */
export const EVERYBODY = "all";

/** Notes that a person looks at something of a party, by its ledger's GUID, or of everybody: once in an hour. */
export async function noteAccess(
  tx: CompanyTx,
  looked: { user: { id: string; name: string }; what: AccessEntryTable["what"]; subject: string; at: Date },
): Promise<void> {
  const { user, what, subject, at } = looked;
  await tx.run(
    `insert into access_entry (company_id, at, user_id, user_name, what, subject, hour)
     values ($1, $2, $3, $4, $5, $6, date_trunc('hour', $2::timestamptz at time zone 'UTC') at time zone 'UTC') on conflict do nothing`,
    [tx.companyId, at, user.id, user.name, what, subject],
  );
}

export type AccessRow = {
  accessNo: bigint;
  at: Date;
  who: string;
  what: AccessEntryTable["what"];
  ledgerId: string | null;
  name: string | null;
};

/** Who looked at what, the latest first, below a number. */
export async function accessLog(
  { companyId, query }: BooksReader,
  { before, limit }: { before: string | null; limit: number },
): Promise<AccessRow[]> {
  const found = await sql<AccessRow>`
    select a.access_no as "accessNo", a.at, a.user_name as who, a.what, l.ledger_id as "ledgerId", l.name
    from access_entry a
    left join ledger l on l.company_id = a.company_id and l.guid = a.subject and l.home_side is not null
    where a.company_id = ${companyId} and (${before}::bigint is null or a.access_no < ${before}::bigint)
    order by a.access_no desc limit ${limit}`.execute(query);
  return found.rows;
}
