import { sql, type RawBuilder } from "kysely";

import type { CompanySnapshot } from "../snapshot.ts";

/** Sums of one day, week, month or party. Paise, positive: money that came, bills that were settled. */
export type CollectedRow = {
  day: string | null; // the first of the day, week or month; null by party
  ledgerId: string | null; // null by time
  name: string;
  received: bigint;
  byMoney: bigint;
  late: bigint;
  inferred: bigint;
  byNotes: bigint;
  otherwise: bigint;
};

export type Grain = "day" | "week" | "month" | "party";

/**
 * Money that receipts brought in from customers and what was taken off receivable bills in a period, by time or by party; in no
 * order. Settlements that count only: the likely ones of bill-wise parties are none.
 */
export async function collected(
  snapshot: CompanySnapshot,
  wanted: { from: string; to: string; by: Grain },
): Promise<CollectedRow[]> {
  const { companyId } = snapshot;
  const { from, to, by } = wanted;
  const day = by === "party" ? sql`null::date` : sql`date_trunc(${by}::text, moved.date)::date`;
  const party = by === "party" ? sql`moved.ledger_id` : sql`null::uuid`;
  const found = await sql<CollectedRow>`
    with moved as (
      select date, ledger_id, amount, 'received' as what, false as late, false as inferred
      from (${moneyLines(snapshot, { of: "receipts", from, to })}) as came
      union all
      select s.date, b.ledger_id, s.amount,
        case v.kind when 'receipt' then 'money' when 'credit-note' then 'notes' else 'otherwise' end,
        s.date > b.due_date, s.basis = 'inferred'
      from settlement s
      join bill b using (company_id, bill_id)
      left join voucher v on v.company_id = s.company_id and v.voucher_id = s.voucher_id
      where s.company_id = ${companyId} and b.side = 'receivable' and s.basis in (b.basis, 'corrected')
        and s.date between ${from}::date and ${to}::date
    ),
    summed as (
      select ${day} as day, ${party} as ledger_id, ${sum("received")} as received, ${sum("money")} as "byMoney",
        coalesce(sum(amount) filter (where what = 'money' and late), 0)::bigint as late,
        coalesce(sum(amount) filter (where what = 'money' and inferred), 0)::bigint as inferred,
        ${sum("notes")} as "byNotes", ${sum("otherwise")} as otherwise
      from moved group by 1, 2
    )
    select s.day, s.ledger_id as "ledgerId", coalesce(l.name, '') as name, s.received, s."byMoney", s.late, s.inferred,
      s."byNotes", s.otherwise
    from summed s left join ledger l on l.company_id = ${companyId} and l.ledger_id = s.ledger_id`.execute(
    snapshot.query,
  );
  return found.rows;
}

function sum(what: string): RawBuilder<bigint> {
  return sql<bigint>`coalesce(sum(amount) filter (where what = ${what}), 0)::bigint`;
}

/** The lines by which receipts came from customers, or payments went to suppliers, positive in that direction, with their vouchers. */
export function moneyLines(
  { companyId }: CompanySnapshot,
  { of, from, to }: { of: "receipts" | "payments"; from: string; to: string },
): RawBuilder<unknown> {
  const { kind, party, sign } = {
    receipts: { kind: "receipt", party: "customer", sign: -1 },
    payments: { kind: "payment", party: "supplier", sign: 1 },
  }[of];
  return sql`
    select v.voucher_id, v.date, v.guid, v.kind, v.type_name, v.number, p.ledger_id, p.amount * ${sign}::int as amount
    from voucher v
    join posting p using (company_id, voucher_id)
    join ledger l on l.company_id = v.company_id and l.ledger_id = p.ledger_id
    where v.company_id = ${companyId} and v.kind = ${kind}
      and v.date between ${from}::date and ${to}::date and l.party_kind in (${party}, 'both')`;
}
