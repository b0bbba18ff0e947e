import { sql, type RawBuilder } from "kysely";

import { item, type ExceptionPart, type ExceptionScope } from "./part.ts";

/** Money that came (or was paid) and that no bill has taken: on account, in advance, in an opening balance. */
export const unallocated: ExceptionPart = (scope) => waiting("unallocated", scope, sql`u.kind <> 'excess'`);

/** A reference below zero: more was settled against it than it held, or nobody knows it. */
export const negativeReferences: ExceptionPart = (scope) =>
  waiting("negative-reference", scope, sql`u.kind = 'excess'`);

/** What is left of each sum; rows that take carry the voucher they take from. */
function waiting(
  kind: string,
  { companyId, asOf, ledgerId }: ExceptionScope,
  which: RawBuilder<unknown>,
): RawBuilder<unknown> {
  const key = sql`u.ledger_id, u.side, u.kind, u.name, u.voucher_id`;
  return sql`
    select ${item(kind, {
      id: sql`md5(concat_ws('|', ${key}))`,
      amount: sql`sum(u.amount)`,
      ledgers: sql`array[u.ledger_id]`,
      voucher: sql`u.voucher_id`,
      side: sql`u.side`,
      name: sql`u.name`,
      reason: sql`u.kind`,
      date: sql`min(u.date)`,
    })}
    from unapplied u
    where u.company_id = ${companyId} and u.date <= ${asOf}::date and ${which}
      ${ledgerId === null ? sql`` : sql`and u.ledger_id = ${ledgerId}`}
    group by ${key} having sum(u.amount) > 0`;
}
