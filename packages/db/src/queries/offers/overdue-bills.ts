import { sql } from "kysely";

import { openAsOf, postDatedAsOf } from "../open-as-of.ts";
import type { BooksReader } from "../snapshot.ts";
import { leavesAlone } from "./said-against.ts";

/** A bill as it stands on a day, with the customer it stands on. */
export type OverdueBillRow = {
  billId: string;
  ledgerId: string;
  party: string;
  name: string;
  date: string;
  dueDate: string;
  open: bigint;
};

/**
 * Of bills, those that are overdue on a day and may be asked for: nothing of them is disputed, no post-dated receipt pays them, their customer has promised
 * nothing for that day or a later one and is not left out by the owner's word. The largest first.
 */
export async function overdueBills(
  { companyId, query }: BooksReader,
  { billIds, today }: { billIds: readonly string[]; today: string },
): Promise<OverdueBillRow[]> {
  const found = await sql<OverdueBillRow>`
    select b.bill_id as "billId", l.ledger_id as "ledgerId", l.name as party, b.name, b.date, b.due_date as "dueDate", ${openAsOf(today)} as open
    from bill b
    join ledger l on l.company_id = b.company_id and l.ledger_id = b.ledger_id
    where b.company_id = ${companyId} and b.bill_id = any(${[...billIds]}::uuid[])
      and b.due_date < ${today}::date and b.disputed = 0 and ${openAsOf(today)} > ${postDatedAsOf(today)}
      and not exists (
        select from correction c
        where c.company_id = b.company_id and c.ledger_guid = l.guid and ${leavesAlone(today)})
    order by open desc, b.bill_id`.execute(query);
  return found.rows;
}
