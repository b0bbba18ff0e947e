import { sql } from "kysely";

import { item, type ExceptionPart } from "./part.ts";

/** Bills named beside the party; the rest are counted. */
const SHOWN = sql.lit(6);

/** A party's bills that are short by just the tax it kept back: its certificate is to be asked for and booked. */
export const tdsShort: ExceptionPart = ({ asOf }) => sql`
  select ${item("tds-short", {
    id: sql`md5(concat_ws('|', s.ledger_id, s.side, 'tds'))`,
    amount: sql`sum(s.open)`,
    ledgers: sql`array[s.ledger_id]`,
    bills: sql`(array_agg(s.bill_id order by s.date, s.bill_id))[1:${SHOWN}]`,
    side: sql`s.side`,
    date: sql`min(s.tds_from)`,
    count: sql`count(*)`,
  })}
  from standing s where s.tds_from <= ${asOf}::date and s.open <= s.tds_awaited
  group by s.ledger_id, s.side`;
