import { sql } from "kysely";

import type { CompanySnapshot } from "../snapshot.ts";

/** Some ledgers, and a day. */
export type LedgersOnDay = { ledgerIds: readonly string[]; asOf: string };

/** Balances of some ledgers at the end of a day, debit positive, by ledger: from what is kept of each, less what is dated later. */
export async function balancesOf(
  { companyId, query }: CompanySnapshot,
  { ledgerIds, asOf }: LedgersOnDay,
): Promise<ReadonlyMap<string, bigint>> {
  const found = await sql<{ ledgerId: string; balance: bigint }>`
    select l.ledger_id as "ledgerId", (l.opening + coalesce(s.moved, 0) - coalesce((
      select sum(p.amount) from posting p
      where p.company_id = l.company_id and p.ledger_id = l.ledger_id and p.date > ${asOf}::date), 0))::bigint as balance
    from ledger l
    left join ledger_sum s on s.company_id = l.company_id and s.ledger_id = l.ledger_id
    where l.company_id = ${companyId} and l.ledger_id = any(${[...ledgerIds]}::uuid[])`.execute(query);
  return new Map(found.rows.map(({ ledgerId, balance }) => [ledgerId, balance]));
}

/**
 * What of these balances no bank has shown by the day, debit positive, by ledger: lines of the last hundred days with an instrument and
 * no day, or a later one, on which the bank moved the money. Only of ledgers that have lines with such a day: nobody reconciles
 * the others.
 */
export async function unclearedOf(
  { companyId, query }: CompanySnapshot,
  { ledgerIds, asOf }: LedgersOnDay,
): Promise<ReadonlyMap<string, bigint>> {
  const found = await sql<{ ledgerId: string; uncleared: bigint }>`
    select p.ledger_id as "ledgerId", coalesce(sum((a.instrument ->> 'amount')::bigint) filter (
      where a.instrument ->> 'clearedOn' is null or (a.instrument ->> 'clearedOn')::date > ${asOf}::date), 0)::bigint as uncleared
    from posting p cross join lateral jsonb_array_elements(p.bank) as a (instrument)
    where p.company_id = ${companyId} and p.ledger_id = any(${[...ledgerIds]}::uuid[]) and p.bank is not null
      and p.date > ${asOf}::date - 100 and p.date <= ${asOf}::date
    group by p.ledger_id having bool_or(a.instrument ->> 'clearedOn' is not null)`.execute(query);
  return new Map(found.rows.map(({ ledgerId, uncleared }) => [ledgerId, uncleared]));
}
