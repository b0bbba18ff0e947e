import { sql } from "kysely";

import type { CompanySnapshot } from "../snapshot.ts";

/** A ledger that is no party, as its purpose is told. */
export type OtherLedgerRow = {
  ledgerId: string;
  guid: string;
  name: string;
  group: string;
  /** What it holds was earned or spent: nothing on it is owed. */
  isRevenue: boolean;
};

/** Every ledger of the company that is no party, in order of names. */
export function otherThanParties({ companyId, query }: CompanySnapshot): Promise<OtherLedgerRow[]> {
  return query
    .selectFrom("ledger")
    .select(["ledger_id as ledgerId", "guid", "name", "group_name as group", "is_revenue as isRevenue"])
    .where("company_id", "=", companyId)
    .where("home_side", "is", null)
    .orderBy("name_key")
    .orderBy("ledger_id")
    .execute();
}

/** A ledger's balance, debit positive: at the end of a day by the books, and what of it no bank has shown yet. */
export type MoneyBalanceRow = { ledgerId: string; balance: bigint; uncleared: bigint };

/**
 * Balances of some ledgers at the end of a day. `uncleared`: lines that name an instrument and no day on which the bank moved the
 * money, of the last hundred days, where the ledger has lines that do name such a day (else nobody reconciles it).
 */
export async function moneyBalances(
  { companyId, query }: CompanySnapshot,
  wanted: { ledgerIds: readonly string[]; asOf: string },
): Promise<MoneyBalanceRow[]> {
  const found = await sql<MoneyBalanceRow>`
    select l.ledger_id as "ledgerId",
      (l.opening + coalesce(s.moved, 0) - coalesce((
        select sum(p.amount) from posting p
        where p.company_id = l.company_id and p.ledger_id = l.ledger_id and p.date > ${wanted.asOf}::date), 0))::bigint as balance,
      case when b.is_reconciled then coalesce(b.uncleared, 0) else 0 end::bigint as uncleared
    from ledger l
    left join ledger_sum s on s.company_id = l.company_id and s.ledger_id = l.ledger_id
    left join lateral (
      select bool_or(a.instrument ->> 'clearedOn' is not null) as is_reconciled,
        sum((a.instrument ->> 'amount')::bigint) filter (
          where a.instrument ->> 'clearedOn' is null or (a.instrument ->> 'clearedOn')::date > ${wanted.asOf}::date) as uncleared
      from posting p cross join lateral jsonb_array_elements(p.bank) as a (instrument)
      where p.company_id = l.company_id and p.ledger_id = l.ledger_id and p.bank is not null
        and p.date > ${wanted.asOf}::date - 100 and p.date <= ${wanted.asOf}::date
    ) b on true
    where l.company_id = ${companyId} and l.ledger_id = any(${[...wanted.ledgerIds]}::uuid[])
    order by l.name_key, l.ledger_id`.execute(query);
  return found.rows;
}
