import { sql } from "kysely";

import type { SilenceCode } from "@cfa/nudges/silence";
import type { Stage } from "@cfa/nudges/kinds";

import { openAsOf } from "../open-as-of.ts";
import type { BooksReader } from "../snapshot.ts";

/** A bill whose furthest stage that is due is not spoken of, with why. */
export type SilentBillRow = {
  billId: string;
  name: string;
  dueDate: string;
  open: bigint;
  stage: Stage;
  code: SilenceCode;
};

/** The bills of some ledgers that are open on a day and whose furthest due stage is silent, by the last look at it; the earliest due first. */
export async function silentBills(
  { companyId, query }: BooksReader,
  { guids, today }: { guids: readonly string[]; today: string },
): Promise<SilentBillRow[]> {
  const found = await sql<SilentBillRow>`
    select "billId", name, "dueDate", open, stage, code from (
      select distinct on (b.bill_id) b.bill_id as "billId", b.name, b.due_date as "dueDate", ${openAsOf(today)} as open, d.stage, d.state, d.code
      from dunning_step d
      join ledger l on l.company_id = d.company_id and l.guid = d.ledger_guid
      join bill b on b.company_id = l.company_id and b.side = 'receivable' and b.name_key = d.bill_key and b.date = d.bill_date
        and (b.ledger_id = l.ledger_id and b.origin_ledger_id is null or b.origin_ledger_id = l.ledger_id)
      where d.company_id = ${companyId} and d.ledger_guid = any(${[...guids]}::text[])
      order by b.bill_id, d.due_on desc, d.code is not distinct from 'passed-over'
    ) furthest
    where state = 'silent' and open > 0
    order by "dueDate", "billId"`.execute(query);
  return found.rows;
}
