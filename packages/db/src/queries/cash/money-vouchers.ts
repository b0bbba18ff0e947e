import { sql } from "kysely";

import type { VoucherState } from "../../tables/vouchers.ts";
import type { CompanySnapshot } from "../snapshot.ts";

/** A voucher that touches a money account, with all of its lines; debit positive, sums as decimal paise. */
export type MoneyVoucherRow = {
  voucherId: string;
  date: string;
  state: VoucherState;
  ledgerIds: string[];
  amounts: string[];
};

const AT_ONCE = 2_000;

/** The vouchers of some days that touch one of some ledgers, in order of days; some at a time. */
export async function* moneyVouchers(
  { companyId, query }: CompanySnapshot,
  wanted: { moneyIds: readonly string[]; from: string; to: string },
): AsyncGenerator<MoneyVoucherRow[]> {
  if (wanted.moneyIds.length === 0) return;
  const ids = sql.join(wanted.moneyIds.map((id) => sql`${sql.lit(id)}::uuid`));
  await sql`declare money_vouchers no scroll cursor for
    select v.voucher_id as "voucherId", v.date, v.state, p."ledgerIds", p.amounts
    from (
      select distinct date, voucher_id from posting
      where company_id = ${sql.lit(companyId)} and ledger_id in (${ids})
        and date between ${sql.lit(wanted.from)}::date and ${sql.lit(wanted.to)}::date
      order by date, voucher_id
    ) m
    join voucher v on v.company_id = ${sql.lit(companyId)} and v.voucher_id = m.voucher_id
    cross join lateral (
      select array_agg(ledger_id::text order by line_no) as "ledgerIds", array_agg(amount::text order by line_no) as amounts
      from posting p where p.company_id = ${sql.lit(companyId)} and p.voucher_id = m.voucher_id
    ) p`.execute(query);
  for (;;) {
    const some = await sql<MoneyVoucherRow>`fetch ${sql.lit(AT_ONCE)} from money_vouchers`.execute(query);
    if (some.rows.length > 0) yield some.rows;
    if (some.rows.length < AT_ONCE) break;
  }
  await sql`close money_vouchers`.execute(query);
}
