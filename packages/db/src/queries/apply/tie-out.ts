import type { CompanyTx } from "../../company-scope.ts";

/** Our balance of a ledger on a day, debit positive. */
export type LedgerBalance = {
  ledger: string;
  group: string;
  root: string;
  balance: bigint;
  isForeign: boolean;
};

/** Every ledger's balance at the end of a day: whole months from their sums, the last one from its lines. */
export function balancesOn(tx: CompanyTx, asOf: string): Promise<LedgerBalance[]> {
  return tx.run(
    `select l.name as ledger, l.group_name as "group", l.root, l.is_foreign as "isForeign",
            (l.opening + coalesce(m.net, 0) + coalesce(p.net, 0))::bigint as balance
     from ledger l
     left join (select ledger_id, sum(debit - credit) as net from ledger_month
                where company_id = $1 and month < date_trunc('month', $2::date)::date group by ledger_id) m
       using (ledger_id)
     left join (select ledger_id, sum(amount) as net from posting
                where company_id = $1 and date >= date_trunc('month', $2::date)::date and date <= $2::date
                group by ledger_id) p
       using (ledger_id)
     where l.company_id = $1`,
    [tx.companyId, asOf],
  );
}

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
 */
export async function statedBillsOn(
  tx: CompanyTx,
  asOf: string,
): Promise<{ receivable: bigint; payable: bigint }> {
  const rows = await tx.run<{ receivable: bigint; payable: bigint }>(
    `with named as (
       select b.ledger_id, b.name_key,
              case b.side when 'receivable' then 1 else -1 end * (b.amount - coalesce(s.settled, 0)) as net
       from bill b
       left join (select bill_id, basis, sum(amount) as settled from settlement
                  where company_id = $1 and date <= $2::date group by bill_id, basis) s
         on s.bill_id = b.bill_id and s.basis = b.basis
       where b.company_id = $1 and b.basis = 'stated' and b.date <= $2::date
       union all
       select u.ledger_id, lower(regexp_replace(btrim(u.name), '\\s+', ' ', 'g')),
              case u.side when 'receivable' then -1 else 1 end * u.amount
       from unapplied u
       join ledger l on l.company_id = $1 and l.ledger_id = u.ledger_id and l.is_bill_wise
       where u.company_id = $1 and u.name <> '' and u.date <= $2::date
     ),
     net as (select sum(net) as net from named group by ledger_id, name_key)
     select coalesce(sum(net) filter (where net > 0), 0)::bigint as receivable,
            coalesce(-sum(net) filter (where net < 0), 0)::bigint as payable
     from net`,
    [tx.companyId, asOf],
  );
  return rows[0] ?? { receivable: 0n, payable: 0n };
}
