import { sql } from "kysely";

import type { Side } from "../tables/bills.ts";
import { isNamed } from "./named.ts";
import { openAsOf } from "./open-as-of.ts";
import type { CompanySnapshot } from "./snapshot.ts";

/** `words`: every one must be in the name or an alias. `text`: all of it must be in the reference. Both in lower case, no pattern characters. */
export type Sought = { text: string; words: readonly string[]; asOf: string; limit: number };

export type FoundParty = { ledgerId: string; name: string; kind: "customer" | "supplier" | "both" };

export type FoundBill = {
  billId: string;
  name: string;
  side: Side;
  date: string;
  dueDate: string;
  amount: bigint;
  open: bigint;
  ledgerId: string;
  party: string;
};

/** Parties by name: those whose name begins so first. */
export async function soughtParties(
  { companyId, query }: CompanySnapshot,
  { text, words, limit }: Sought,
): Promise<FoundParty[]> {
  const found = await sql<FoundParty>`
    select l.ledger_id as "ledgerId", l.name, l.party_kind as kind from ledger l
    where l.company_id = ${companyId} and l.party_kind is not null
      and ${isNamed(words)}
    order by not starts_with(l.name_key, ${text}), l.name_key, l.ledger_id limit ${limit}`.execute(query);
  return found.rows;
}

/**
 * Bills by reference: the very one first, then those that are open, then the latest. A part of a reference is served by no index: every bill of the
 * company is looked at (docs/algorithms/today.md).
 */
export async function soughtBills(
  { companyId, query }: CompanySnapshot,
  { text, asOf, limit }: Sought,
): Promise<FoundBill[]> {
  const found = await sql<FoundBill>`
    select b.bill_id as "billId", b.name, b.side, b.date, b.due_date as "dueDate", b.amount, b.open,
      b.ledger_id as "ledgerId", l.name as party
    from (
      select b.bill_id, b.name, b.name_key <> ${text} as is_part, b.side, b.date, b.due_date, b.amount, b.ledger_id,
        ${openAsOf(asOf)} as open
      from bill b
      where b.company_id = ${companyId} and b.date <= ${asOf}::date and strpos(b.name_key, ${text}) > 0
      order by is_part, ${openAsOf(asOf)} = 0, b.date desc, b.bill_id limit ${limit}
    ) b join ledger l on l.company_id = ${companyId} and l.ledger_id = b.ledger_id
    order by b.is_part, b.open = 0, b.date desc, b.bill_id`.execute(query);
  return found.rows;
}
