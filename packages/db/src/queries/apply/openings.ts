import type { CompanyTx } from "../../company-scope.ts";
import type { Side } from "../../tables/bills.ts";

/** A ledger the run has brought, with what is needed to work out what the books open with. Debit positive. */
export type StatedLedger = {
  ledgerId: string;
  isRevenue: boolean;
  carriesResult: boolean;
  isBillWise: boolean;
  homeSide: Side | null;
  stated: bigint;
  statedBills: unknown[];
  /** Posted before the day the stated opening is as of. */
  before: bigint;
};

export type LedgerOpening = { ledgerId: string; opening: bigint; openingBills: string };

const BROUGHT = `join changed_master c on c.kind = 'ledger' and c.guid = l.guid`;

/** The books open with what Tally stated: its current period is their first. Ledgers that open otherwise now are touched. */
export async function openAsStated(tx: CompanyTx): Promise<void> {
  await tx.run(
    `with opened as (
       update ledger l set opening = l.stated_opening, opening_bills = l.stated_bills, opening_from = null
       from changed_master c
       where l.company_id = $1 and c.kind = 'ledger' and c.guid = l.guid
         and (l.opening, l.opening_bills, l.opening_from)
             is distinct from (l.stated_opening, l.stated_bills, null::date)
       returning l.ledger_id
     )
     insert into touched_ledger select ledger_id from opened on conflict do nothing`,
    [tx.companyId],
  );
}

/** The ledgers the run has brought whose opening is as of `from`, with what was posted before that day, in pages. */
export async function* statedLedgers(
  tx: CompanyTx,
  { from, pageSize }: { from: string; pageSize: number },
): AsyncGenerator<StatedLedger[]> {
  for (let after = "00000000-0000-0000-0000-000000000000"; ;) {
    const rows = await tx.run<StatedLedger>(
      `select l.ledger_id as "ledgerId", l.is_revenue as "isRevenue", l.carries_result as "carriesResult",
              l.is_bill_wise as "isBillWise", l.home_side as "homeSide", l.stated_opening as stated,
              l.stated_bills as "statedBills",
              (coalesce((select sum(debit - credit) from ledger_month m
                         where m.company_id = $1 and m.ledger_id = l.ledger_id
                           and m.month < date_trunc('month', $2::date)::date), 0)
               + coalesce((select sum(amount) from posting p
                           where p.company_id = $1 and p.ledger_id = l.ledger_id
                             and p.date >= date_trunc('month', $2::date)::date and p.date < $2::date), 0))::bigint as before
       from ledger l ${BROUGHT}
       where l.company_id = $1 and l.ledger_id > $3 order by l.ledger_id limit $4`,
      [tx.companyId, from, after, pageSize],
    );
    if (rows.length > 0) yield rows;
    const last = rows.at(-1);
    if (last === undefined || rows.length < pageSize) return;
    after = last.ledgerId;
  }
}

/** What bill allocations before a day have moved under each name, on some ledgers. Debit positive. */
export function allocatedBefore(
  tx: CompanyTx,
  { from, ledgerIds }: { from: string; ledgerIds: readonly string[] },
): Promise<{ ledgerId: string; name: string; amount: bigint; firstDay: string }[]> {
  return tx.run(
    `select p.ledger_id as "ledgerId", a.name, sum(a.amount::bigint)::bigint as amount, min(p.date) as "firstDay"
     from posting p
     cross join lateral jsonb_to_recordset(p.allocations) as a (name text, type text, amount text)
     where p.company_id = $1 and p.ledger_id = any($3::uuid[]) and p.date < $2::date and a.type <> 'on-account'
     group by 1, 2`,
    [tx.companyId, from, ledgerIds],
  );
}

/** Keeps what ledgers open with; those that open otherwise than before are touched. */
export async function keepOpenings(
  tx: CompanyTx,
  rows: readonly LedgerOpening[],
  from: string,
): Promise<void> {
  await tx.run(
    `with opened as (
       update ledger l set opening = o.opening, opening_bills = o.bills, opening_from = $5::date
       from (select * from unnest($2::uuid[], $3::bigint[], $4::jsonb[]) as o (ledger_id, opening, bills)) o
       where l.company_id = $1 and l.ledger_id = o.ledger_id
         and (l.opening, l.opening_bills, l.opening_from) is distinct from (o.opening, o.bills, $5::date)
       returning l.ledger_id
     )
     insert into touched_ledger select ledger_id from opened on conflict do nothing`,
    [
      tx.companyId,
      rows.map((row) => row.ledgerId),
      rows.map((row) => row.opening.toString()),
      rows.map((row) => row.openingBills),
      from,
    ],
  );
}

/**
 * Profit & Loss A/c opens with what the other ledgers and the stock leave, unless Tally stated its opening at the
 * first day of the books.
 */
export async function openResult(tx: CompanyTx, openingStock: bigint): Promise<void> {
  await tx.run(
    `update ledger set opening = -$2::bigint - (
       select coalesce(sum(o.opening), 0) from ledger o where o.company_id = $1 and not o.carries_result)
     where company_id = $1 and carries_result and opening_from is not null`,
    [tx.companyId, openingStock],
  );
}
