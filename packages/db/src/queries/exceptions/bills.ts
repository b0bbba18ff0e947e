import { sql } from "kysely";

import { item, type ExceptionPart } from "./part.ts";

/** Bills named beside an exception that is about many; the rest are counted. */
const SHOWN = sql.lit(6);

/** A name under which a party has two open bills: one of them is probably another bill. */
export const duplicateReferences: ExceptionPart = () => sql`
  select ${item("duplicate-reference", {
    id: sql`md5(concat_ws('|', s.ledger_id, s.side, s.name_key))`,
    amount: sql`sum(s.open)`,
    ledgers: sql`array[s.ledger_id]`,
    bills: sql`(array_agg(s.bill_id order by s.date, s.bill_id))[1:${SHOWN}]`,
    side: sql`s.side`,
    name: sql`min(s.name)`,
    date: sql`max(s.date)`,
    count: sql`count(*)`,
  })}
  from standing s where s.name_key <> ''
  group by s.ledger_id, s.side, s.name_key having count(*) > 1`;

/** A party's open bills for which nothing says when they are due: they count as due on their own day. */
export const billsWithoutDueDate: ExceptionPart = () => sql`
  select ${item("no-due-date", {
    id: sql`md5(concat_ws('|', s.ledger_id, s.side))`,
    amount: sql`sum(s.open)`,
    ledgers: sql`array[s.ledger_id]`,
    bills: sql`(array_agg(s.bill_id order by s.open desc, s.bill_id))[1:${SHOWN}]`,
    side: sql`s.side`,
    date: sql`min(s.date)`,
    count: sql`count(*)`,
  })}
  from standing s where s.due_source = 'bill-date'
  group by s.ledger_id, s.side`;

/** An open bill of more than a year. */
export const oldBills: ExceptionPart = ({ asOf }) => sql`
  select ${item("old-bill", {
    id: sql`s.bill_id`,
    amount: sql`s.open`,
    ledgers: sql`array[s.ledger_id]`,
    bills: sql`array[s.bill_id]`,
    side: sql`s.side`,
    name: sql`s.name`,
    date: sql`s.date`,
    count: sql`1`,
  })}
  from standing s where s.date < (${asOf}::date - interval '1 year')::date`;
