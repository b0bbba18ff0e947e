import { sql } from "kysely";

/** Joins `b`, the bill that an offer `o` on a ledger `l` is for: its id and basis; none where it is gone from Tally. */
export const BILL_OF_OFFER = sql`left join lateral (
  select b.bill_id, b.basis from bill b
  where b.company_id = o.company_id and b.side = 'receivable' and b.name_key = o.bill_key and b.date = o.bill_date
    and (b.ledger_id = l.ledger_id and b.origin_ledger_id is null or b.origin_ledger_id = l.ledger_id)
  order by b.occurrence limit 1
) b on true`;
