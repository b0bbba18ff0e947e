import { sql } from "kysely";

import { openAsOf } from "../open-as-of.ts";
import type { BooksReader } from "../snapshot.ts";

/** Money of a customer that came. */
export type LandedRow = { voucherId: string; ledgerId: string; name: string; amount: bigint; date: string };

/** Receipts of customers of at least so much from a day on, the most first. */
export async function largeReceipts(
  { companyId, query }: BooksReader,
  { from, asOf, atLeast }: { from: string; asOf: string; atLeast: bigint },
): Promise<LandedRow[]> {
  const found = await sql<LandedRow>`
    select v.voucher_id as "voucherId", l.ledger_id as "ledgerId", l.name, -sum(p.amount)::bigint as amount, v.date
    from voucher v
    join posting p on p.company_id = v.company_id and p.voucher_id = v.voucher_id
    join ledger l on l.company_id = p.company_id and l.ledger_id = p.ledger_id
    where v.company_id = ${companyId} and v.kind = 'receipt' and v.state = 'posted' and l.home_side = 'receivable'
      and v.date between ${from}::date and ${asOf}::date
    group by v.voucher_id, v.date, l.ledger_id, l.name having -sum(p.amount) >= ${atLeast}::bigint
    order by amount desc, v.voucher_id, l.ledger_id`.execute(query);
  return found.rows;
}

/** What was foretold of a bill at first and is now; null: no day was within sight. */
export type SlippedRow = {
  billId: string;
  bill: string;
  ledgerId: string;
  name: string;
  open: bigint;
  firstMedian: string | null;
  firstHigh: string | null;
  median: string | null;
  high: string | null;
};

/** Customers' bills with at least so much open whose forecast in a learning is later than in the first one from a day on. What is promised is left out. */
export async function laterForecasts(
  { companyId, query }: BooksReader,
  on: { asOf: string; from: string; today: string; atLeast: bigint },
): Promise<SlippedRow[]> {
  const found = await sql<SlippedRow>`
    select b.bill_id as "billId", b.name as bill, l.ledger_id as "ledgerId", l.name, ${openAsOf(on.today)} as open,
      e.median as "firstMedian", e.high as "firstHigh", f.median, f.high
    from bill_forecast f
    join bill b on b.company_id = f.company_id and b.bill_id = f.bill_id
    join ledger l on l.company_id = b.company_id and l.ledger_id = b.ledger_id
    cross join lateral (
      select k.median, k.high from payment_learning g
      join bill_forecast k on k.company_id = g.company_id and k.side = g.side and k.as_of = g.as_of and k.bill_id = f.bill_id
      where g.company_id = f.company_id and g.side = f.side and g.as_of >= ${on.from}::date and g.as_of < f.as_of
      order by g.as_of limit 1
    ) e
    where f.company_id = ${companyId} and f.side = 'receivable' and f.as_of = ${on.asOf}::date and not f.is_promised
      and e.median is not null and (f.median is null or f.median > e.median)
      and f.amount >= ${on.atLeast}::bigint and ${openAsOf(on.today)} >= ${on.atLeast}::bigint
    order by open desc, b.bill_id`.execute(query);
  return found.rows;
}
