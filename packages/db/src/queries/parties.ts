import { sql } from "kysely";

import type { Side } from "../tables/bills.ts";
import { shownContact } from "./shown-contact.ts";
import type { CompanySnapshot } from "./snapshot.ts";

export type PartyRow = {
  ledger_id: string;
  guid: string;
  name: string;
  aliases: string[];
  group_name: string;
  gstin: string | null;
  phone: string | null;
  email: string | null;
  party_kind: "customer" | "supplier" | "both";
  home_side: Side | null;
  is_bill_wise: boolean;
  is_inferred: boolean;
  credit_period: unknown;
  credit_limit: bigint | null;
};

/** One party; undefined when the company has none of this id. */
export async function partyRow(snapshot: CompanySnapshot, ledgerId: string): Promise<PartyRow | undefined> {
  const row = await snapshot.query
    .selectFrom("ledger as l")
    .select([
      "ledger_id",
      "guid",
      "name",
      "aliases",
      "group_name",
      "party_kind",
      "home_side",
      "is_bill_wise",
      // What a list made has no master either.
      sql<boolean>`is_inferred or guid like 'file:%'`.as("is_inferred"),
      "credit_period",
      "credit_limit",
      "gstin",
      shownContact("phone").as("phone"),
      shownContact("email").as("email"),
    ])
    .where("company_id", "=", snapshot.companyId)
    .where("ledger_id", "=", ledgerId)
    .where("party_kind", "is not", null)
    .executeTakeFirst();
  return row as PartyRow | undefined;
}

/** A ledger's balance on a day, debit positive: its opening balance, the months before, and the lines of its month. */
export async function ledgerBalance(
  snapshot: CompanySnapshot,
  wanted: { ledgerId: string; asOf: string },
): Promise<bigint> {
  const found = await sql<{ balance: bigint }>`
    select (l.opening + coalesce(
      (select sum(m.debit - m.credit) from ledger_month m
       where m.company_id = l.company_id and m.ledger_id = l.ledger_id
         and m.month < date_trunc('month', ${wanted.asOf}::date)::date), 0
    ) + coalesce(
      (select sum(p.amount) from posting p
       where p.company_id = l.company_id and p.ledger_id = l.ledger_id
         and p.date >= date_trunc('month', ${wanted.asOf}::date)::date and p.date <= ${wanted.asOf}::date), 0
    ))::bigint as balance
    from ledger l
    where l.company_id = ${snapshot.companyId} and l.ledger_id = ${wanted.ledgerId}`.execute(snapshot.query);
  return found.rows[0]?.balance ?? 0n;
}

/** What people have written off of a party's bills by a day, debit positive. Its ledger in Tally knows nothing of it. */
export async function writtenOff(
  snapshot: CompanySnapshot,
  wanted: { ledgerId: string; asOf: string },
): Promise<bigint> {
  const found = await sql<{ amount: bigint }>`
    select coalesce(sum(case b.side when 'receivable' then s.amount else -s.amount end), 0)::bigint as amount
    from bill b join settlement s using (company_id, bill_id) join correction c using (company_id, correction_id)
    where b.company_id = ${snapshot.companyId} and b.ledger_id = ${wanted.ledgerId} and s.basis = 'corrected'
      and s.date <= ${wanted.asOf}::date and c.kind = 'write-off'`.execute(snapshot.query);
  return found.rows[0]?.amount ?? 0n;
}

/** Where a party's unapplied money comes from, newest first: what is left of each sum on that day. */
export type UnappliedRow = {
  date: string;
  amount: bigint;
  side: Side;
  kind: "on-account" | "advance" | "excess" | "opening";
  name: string;
  voucherId: string | null;
};

/**
 * What is left of each sum that came in unapplied. A row that takes carries the voucher it takes from, so the rows of
 * one voucher and reference add up to what remains; they add up to the party's unapplied figure.
 */
export async function unappliedRows(
  snapshot: CompanySnapshot,
  wanted: { ledgerId: string; asOf: string },
): Promise<UnappliedRow[]> {
  const found = await sql<UnappliedRow>`
    select min(u.date) as date, sum(u.amount)::bigint as amount, u.side, u.kind, u.name, u.voucher_id as "voucherId"
    from unapplied u
    where u.company_id = ${snapshot.companyId} and u.ledger_id = ${wanted.ledgerId}
      and u.date <= ${wanted.asOf}::date
    group by u.side, u.kind, u.name, u.voucher_id
    having sum(u.amount) <> 0
    order by min(u.date) desc, u.name, u.voucher_id`.execute(snapshot.query);
  return found.rows;
}
