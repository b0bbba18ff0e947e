import type { CompanyTx } from "../../company-scope.ts";

/** Keeps Tally's own balances of the newest run that brought them, debit positive, one for each name. */
export async function keepTallyBalances(
  tx: CompanyTx,
  rows: readonly { name: string; nameKey: string; closing: bigint }[],
): Promise<void> {
  await tx.run("delete from tally_balance where company_id = $1", [tx.companyId]);
  await tx.run(
    `insert into tally_balance (company_id, ledger_name, name_key, closing)
     select $1, min(r.name), r.key, sum(r.closing)::bigint
     from unnest($2::text[], $3::text[], $4::bigint[]) as r (name, key, closing)
     group by r.key`,
    [
      tx.companyId,
      rows.map((row) => row.name),
      rows.map((row) => row.nameKey),
      rows.map((row) => row.closing.toString()),
    ],
  );
}

/**
 * What stands open under stated names on a day, as Tally's Bills Receivable and Bills Payable count it: each name of a
 * bill-wise party for itself, on the side its net sum lies. Money on account without a name is in neither. Both positive.
 * Corrections are no part of it, and a bill of a merged party stands on the ledger it has in Tally.
 */
export async function statedBillsOn(
  tx: CompanyTx,
  asOf: string,
): Promise<{ receivable: bigint; payable: bigint }> {
  const rows = await tx.run<{ receivable: bigint; payable: bigint }>(
    `with named as (
       select coalesce(b.origin_ledger_id, b.ledger_id) as ledger_id, b.name_key,
              case b.side when 'receivable' then 1 else -1 end * (b.amount - coalesce(s.settled, 0)) as net
       from bill b
       left join (select bill_id, basis, sum(amount) as settled from settlement
                  where company_id = $1 and date <= $2::date group by bill_id, basis) s
         on s.bill_id = b.bill_id and s.basis = b.basis
       where b.company_id = $1 and b.basis = 'stated' and b.date <= $2::date
       union all
       select l.ledger_id, lower(regexp_replace(btrim(u.name), '\\s+', ' ', 'g')),
              case u.side when 'receivable' then -1 else 1 end * u.amount
       from unapplied u
       join ledger l on l.company_id = $1 and l.ledger_id = coalesce(u.origin_ledger_id, u.ledger_id) and l.is_bill_wise
       where u.company_id = $1 and u.name <> '' and not u.is_corrected and u.date <= $2::date
     ),
     net as (select sum(net) as net from named group by ledger_id, name_key)
     select coalesce(sum(net) filter (where net > 0), 0)::bigint as receivable,
            coalesce(-sum(net) filter (where net < 0), 0)::bigint as payable
     from net`,
    [tx.companyId, asOf],
  );
  return rows[0] ?? { receivable: 0n, payable: 0n };
}

/** Keeps the value of the stock at the ends of periods, debit positive, as Tally states it. */
export async function keepClosingStock(
  tx: CompanyTx,
  rows: readonly { asOf: string; value: bigint }[],
): Promise<void> {
  await tx.run(
    `insert into closing_stock (company_id, as_of, value)
     select distinct on (r.as_of) $1, r.as_of, r.value from unnest($2::date[], $3::bigint[]) as r (as_of, value)
     on conflict (company_id, as_of) do update set value = excluded.value`,
    [tx.companyId, rows.map((row) => row.asOf), rows.map((row) => row.value.toString())],
  );
}

/** The value of the stock on a day, debit positive; null when Tally has not stated it. */
export async function closingStockOn(tx: CompanyTx, asOf: string): Promise<bigint | null> {
  const rows = await tx.run<{ value: bigint }>(
    "select value from closing_stock where company_id = $1 and as_of = $2::date",
    [tx.companyId, asOf],
  );
  return rows[0]?.value ?? null;
}

/** What Tally's last trial balance showed under a name, debit positive; null when it did not show it. */
export async function tallyBalanceOf(tx: CompanyTx, nameKey: string): Promise<bigint | null> {
  const rows = await tx.run<{ closing: bigint }>(
    "select closing from tally_balance where company_id = $1 and name_key = $2",
    [tx.companyId, nameKey],
  );
  return rows[0]?.closing ?? null;
}
