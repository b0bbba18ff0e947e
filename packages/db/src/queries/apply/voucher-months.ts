import type { CompanyTx } from "../../company-scope.ts";

/** So many vouchers of a type in a month more or fewer than before, and their own amounts (Tally's sign). */
export type MonthChange = {
  month: string;
  typeName: string;
  vouchers: number;
  stated: number;
  amount: bigint;
};

export type MonthTotal = MonthChange;

/** Adds what a run has changed to the counts by month and type. */
export async function addToMonths(tx: CompanyTx, changes: readonly MonthChange[]): Promise<void> {
  if (changes.length === 0) return;
  await tx.run(
    `insert into voucher_month as v (company_id, month, type_name, vouchers, stated, amount)
     select $1, * from unnest($2::text[], $3::text[], $4::int[], $5::int[], $6::bigint[])
     on conflict (company_id, month, type_name) do update set vouchers = v.vouchers + excluded.vouchers,
       stated = v.stated + excluded.stated, amount = v.amount + excluded.amount`,
    [
      tx.companyId,
      changes.map((change) => change.month),
      changes.map((change) => change.typeName),
      changes.map((change) => change.vouchers),
      changes.map((change) => change.stated),
      changes.map((change) => change.amount.toString()),
    ],
  );
}

/** How many vouchers of each type a month holds, and the sum of their own amounts. */
export async function voucherMonths(tx: CompanyTx): Promise<MonthTotal[]> {
  return tx.run(
    `select month, type_name as "typeName", vouchers, stated, amount from voucher_month
     where company_id = $1 and vouchers <> 0 order by month, type_name`,
    [tx.companyId],
  );
}

/** How many groups, ledgers and voucher types Tally has given us. */
export async function countMasters(
  tx: CompanyTx,
): Promise<{ groups: number; ledgers: number; voucherTypes: number }> {
  const rows = await tx.run<{ groups: number; ledgers: number; voucherTypes: number }>(
    `select count(*) filter (where kind = 'group')::int as groups, count(*) filter (where kind = 'ledger')::int as ledgers,
            count(*) filter (where kind = 'voucher-type')::int as "voucherTypes"
     from fact where company_id = $1 and kind in ('group', 'ledger', 'voucher-type')`,
    [tx.companyId],
  );
  return rows[0] ?? { groups: 0, ledgers: 0, voucherTypes: 0 };
}
