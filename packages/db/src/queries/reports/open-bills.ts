import { sql, type RawBuilder } from "kysely";

import type { Basis, Side } from "../../tables/bills.ts";
import { likelySettledAsOf, openAsOf, tdsAwaitedAsOf } from "../open-as-of.ts";
import type { CompanySnapshot } from "../snapshot.ts";

/** An open bill with its party. Sums are paise, positive. */
export type NamedBill = {
  billId: string;
  ledgerId: string;
  party: string;
  name: string;
  date: string;
  dueDate: string;
  basis: Basis;
  amount: bigint;
  open: bigint;
  likelySettled: bigint;
  tdsAwaited: bigint; // all of `open`, or nothing
};

const ORDERS = {
  party: sql`"nameKey", "ledgerId", "dueDate", "billId"`,
  bill: sql`name, "billId"`,
  date: sql`date, "billId"`,
  due: sql`"dueDate", "billId"`,
  amount: sql`amount, "billId"`,
  open: sql`open, "billId"`,
} as const;

const DOWN = {
  party: sql`"nameKey" desc, "ledgerId" desc, "dueDate", "billId"`,
  bill: sql`name desc, "billId"`,
  date: sql`date desc, "billId"`,
  due: sql`"dueDate" desc, "billId"`,
  amount: sql`amount desc, "billId"`,
  open: sql`open desc, "billId"`,
} as const;

export type BillOrder = keyof typeof ORDERS;

/** Whether a text names an order. */
export function isBillOrder(text: string): text is BillOrder {
  return text in ORDERS;
}

type Wanted = { asOf: string; side: Side; words: readonly string[] };

/** The open bills of one side on a day whose party or reference has all `words` (lower case), in order. */
export function openBillsNamed(
  snapshot: CompanySnapshot,
  wanted: Wanted & { order: BillOrder; down: boolean },
): RawBuilder<NamedBill> {
  const { order, down } = wanted;
  return sql<NamedBill>`${standing(snapshot, wanted)} order by ${(down ? DOWN : ORDERS)[order]}`;
}

/** What these bills come to together. */
export async function openBillTotals(
  snapshot: CompanySnapshot,
  wanted: Wanted,
): Promise<{ amount: bigint; open: bigint }> {
  const found = await sql<{ amount: bigint; open: bigint }>`
    select coalesce(sum(amount), 0)::bigint as amount, coalesce(sum(open), 0)::bigint as open
    from (${standing(snapshot, wanted)}) as report`.execute(snapshot.query);
  return found.rows[0] ?? { amount: 0n, open: 0n };
}

function standing({ companyId }: CompanySnapshot, { asOf, side, words }: Wanted): RawBuilder<unknown> {
  return sql`
    select * from (
      select b.bill_id as "billId", b.ledger_id as "ledgerId", l.name as party, l.name_key as "nameKey", b.name, b.date,
        b.due_date as "dueDate", b.basis, b.amount, ${openAsOf(asOf)} as open, ${likelySettledAsOf(asOf)} as "likelySettled",
        ${tdsAwaitedAsOf(asOf)} as "tdsAwaited"
      from bill b join ledger l using (company_id, ledger_id)
      where b.company_id = ${companyId} and b.side = ${side} and b.date <= ${asOf}::date
        and (b.open <> 0 or b.last_settled > ${asOf}::date)
        and not exists (select from unnest(${[...words]}::text[]) word
          where strpos(l.name_key, word) = 0 and strpos(b.name_key, word) = 0)
    ) as standing
    where open <> 0`;
}
