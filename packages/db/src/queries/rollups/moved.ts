import { sql, type RawBuilder } from "kysely";

import { openAsOf } from "../open-as-of.ts";

/*
 * Rollups hold what stands after everything, also what is dated later. A read as of a day corrects them by what is dated after
 * that day: few rows for today, more for a day long past.
 */

/**
 * The head of a statement (`with …`): `moved`, the parties and sides on which anything is dated after the day, and `exact`, what
 * they had open and unapplied on it.
 */
export function withMoved(companyId: string, asOf: string): RawBuilder<unknown> {
  return sql`with moved as materialized (
      select ledger_id, side from bill where company_id = ${companyId} and date > ${asOf}::date and open <> 0
      union
      select ledger_id, side from bill where company_id = ${companyId} and last_settled > ${asOf}::date
      union
      select ledger_id, side from unapplied where company_id = ${companyId} and date > ${asOf}::date
    ),
    exact as materialized (
      select ledger_id, side, sum(open)::bigint as open, sum(unapplied)::bigint as unapplied,
             (sum(open) - sum(unapplied))::bigint as net
      from (
        select ledger_id, side, 0::bigint as open, 0::bigint as unapplied from moved
        union all
        select b.ledger_id, b.side, ${openAsOf(asOf)}, 0
        from moved m
        join bill b on b.company_id = ${companyId} and b.ledger_id = m.ledger_id and b.side = m.side
        where b.date <= ${asOf}::date and (b.open <> 0 or b.last_settled > ${asOf}::date)
        union all
        select u.ledger_id, u.side, 0, u.amount
        from moved m
        join unapplied u on u.company_id = ${companyId} and u.ledger_id = m.ledger_id and u.side = m.side
        where u.date <= ${asOf}::date
      ) each
      group by ledger_id, side
    )`;
}
