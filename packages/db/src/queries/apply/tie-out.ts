import type { CompanyTx } from "../../company-scope.ts";
import { copyRow } from "../../copy-text.ts";

/** Keeps Tally's own balances of the newest run that brought them, debit positive, one for each name. Only what is other is written. */
export async function keepTallyBalances(
  tx: CompanyTx,
  rows: readonly { name: string; nameKey: string; closing: bigint }[],
): Promise<void> {
  await tx.run("create temp table tally_now (name text, name_key text, closing bigint) on commit drop");
  await tx.copyIn(
    "copy tally_now from stdin",
    rows.map((row) => copyRow([row.name, row.nameKey, row.closing])),
  );
  await tx.run("analyze tally_now");
  await tx.run(
    `delete from tally_balance b
     where b.company_id = $1 and not exists (select from tally_now n where n.name_key = b.name_key)`,
    [tx.companyId],
  );
  await tx.run(
    `insert into tally_balance as b (company_id, ledger_name, name_key, closing)
     select $1, n.name, n.name_key, n.closing
     from (select min(name) as name, name_key, sum(closing)::bigint as closing from tally_now group by name_key) n
     where not exists (
       select from tally_balance k
       where k.company_id = $1 and k.name_key = n.name_key and k.closing = n.closing and k.ledger_name = n.name)
     on conflict (company_id, name_key) do update
       set ledger_name = excluded.ledger_name, closing = excluded.closing`,
    [tx.companyId],
  );
  await tx.run("drop table tally_now");
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
