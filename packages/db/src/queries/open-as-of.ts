import { sql, type RawBuilder } from "kysely";

/*
 * The one place that says, in SQL, what is open of a bill on a day: its amount less the settlements that count (their
 * basis is the bill's own, or they are a person's word) and are dated on or before that day. What is due, overdue or in which ageing bucket is
 * decided from that sum in packages/books.
 */

/** Open sum of the bill row `b` on a day. A bill last settled by then needs no look at its settlements. */
export function openAsOf(asOf: string): RawBuilder<bigint> {
  return sql<bigint>`case
    when b.last_settled is null or b.last_settled <= ${asOf}::date then b.open
    else b.amount - (
      select coalesce(sum(s.amount), 0)::bigint from settlement s
      where s.company_id = b.company_id and s.bill_id = b.bill_id and s.basis in (b.basis, 'corrected')
        and s.date <= ${asOf}::date)
  end`;
}

/** Of the bill row `b`: what on-account money probably covers on a day, first in, first out. It does not lower `open`. */
export function likelySettledAsOf(asOf: string): RawBuilder<bigint> {
  return sql<bigint>`(
    select coalesce(sum(s.amount), 0)::bigint from settlement s
    where s.company_id = b.company_id and s.bill_id = b.bill_id
      and s.basis = 'inferred' and b.basis = 'stated' and s.date <= ${asOf}::date)`;
}

/** Of the bill row `b`: what post-dated receipts that are in the books already take of it after a day. It is open until then. */
export function postDatedAsOf(asOf: string): RawBuilder<bigint> {
  return sql<bigint>`case when b.last_settled > ${asOf}::date then greatest(${openAsOf(asOf)} - b.open, 0) else 0::bigint end`;
}

/** Of the bill row `b`: the open sum where on that day it was nothing but tax kept back, certificate awaited; else 0. */
export function tdsAwaitedAsOf(asOf: string): RawBuilder<bigint> {
  return sql<bigint>`case when b.tds_from <= ${asOf}::date and ${openAsOf(asOf)} <= b.tds_awaited then ${openAsOf(asOf)} else 0::bigint end`;
}
