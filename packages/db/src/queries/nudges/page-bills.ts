import { sql } from "kysely";

import { likelySettledAsOf, openAsOf, postDatedAsOf, tdsAwaitedAsOf } from "../open-as-of.ts";
import type { BooksReader } from "../snapshot.ts";
import type { NamedBill } from "./links.ts";

/** A bill as it stands on a day. `disputed`: by the books and by what was said that they have not taken in yet. */
export type PageBillRow = {
  billId: string;
  /** Of the party it is on now. */
  ledgerId: string;
  guid: string;
  name: string;
  date: string;
  dueDate: string;
  open: bigint;
  disputed: bigint;
  tdsAwaited: bigint;
  /** Likely settled by money that is there, or by a post-dated receipt. */
  covered: bigint;
};

/** Some bills as they stand on a day, in the order they are named; what Tally has no more is left out. */
export async function pageBills(
  { companyId, query }: BooksReader,
  { bills, today }: { bills: readonly NamedBill[]; today: string },
): Promise<PageBillRow[]> {
  const found = await sql<PageBillRow>`
    select b.bill_id as "billId", b.ledger_id as "ledgerId", l.guid, b.name, b.date, b.due_date as "dueDate", ${openAsOf(today)} as open,
      greatest(b.disputed, coalesce((select max((c.value ->> 'amount')::bigint) from correction c
        where c.company_id = b.company_id and c.kind = 'dispute' and c.state in ('active', 'conflict') and c.ledger_guid = l.guid
          and c.bill_side = 'receivable' and c.bill_key = b.name_key and c.bill_date = b.date), 0)) as disputed,
      ${tdsAwaitedAsOf(today)} as "tdsAwaited", ${likelySettledAsOf(today)} + ${postDatedAsOf(today)} as covered
    from jsonb_array_elements(${JSON.stringify(bills)}::jsonb) with ordinality as k
    join ledger l on l.company_id = ${companyId} and l.guid = k.value ->> 'guid'
    join bill b on b.company_id = l.company_id and b.side = 'receivable' and b.name_key = k.value ->> 'billKey'
      and b.date = (k.value ->> 'billDate')::date
      and (b.ledger_id = l.ledger_id and b.origin_ledger_id is null or b.origin_ledger_id = l.ledger_id)
    where b.date <= ${today}::date
    order by k.ordinality`.execute(query);
  return found.rows;
}
