import { sql } from "kysely";

import type { Side } from "../../tables/bills.ts";
import { isNamed } from "../named.ts";
import { holdsOn } from "../said-as-of.ts";
import type { CompanySnapshot } from "../snapshot.ts";

/** A bill of a party that was settled in full by a day. `paiseDays`: each settlement's sum times its days from the bill's. */
export type SettledBillRow = {
  billId: string;
  name: string;
  date: string;
  dueDate: string;
  amount: bigint;
  settledOn: string;
  paiseDays: bigint;
  isInferred: boolean;
  isOpening: boolean;
};

export type CreditLimitRow = { ledgerId: string; name: string; limit: bigint };

/**
 * Names of the parties, or of those whose name or alias contains every one of `words` (lower case). The words are compared as they
 * are: no pattern characters.
 */
export async function partiesNamed(
  snapshot: CompanySnapshot,
  words: readonly string[],
): Promise<{ ledgerId: string; name: string; nameKey: string }[]> {
  const found = await sql<{ ledgerId: string; name: string; nameKey: string }>`
    select l.ledger_id as "ledgerId", l.name, l.name_key as "nameKey" from ledger l
    where l.company_id = ${snapshot.companyId} and l.party_kind is not null
      and ${isNamed(words)}`.execute(snapshot.query);
  return found.rows;
}

/** The bills of a party and side that were settled in full by a day, last settled first. */
export async function settledBills(
  snapshot: CompanySnapshot,
  wanted: { ledgerId: string; side: Side; asOf: string },
): Promise<SettledBillRow[]> {
  const found = await sql<SettledBillRow>`
    select b.bill_id as "billId", b.name, b.date, b.due_date as "dueDate", b.amount, max(s.date) as "settledOn",
      sum(s.amount * (s.date - b.date))::bigint as "paiseDays", bool_or(s.basis = 'inferred') as "isInferred",
      b.is_opening as "isOpening"
    from bill b join settlement s using (company_id, bill_id)
    where b.company_id = ${snapshot.companyId} and b.ledger_id = ${wanted.ledgerId} and b.side = ${wanted.side}
      and b.date <= ${wanted.asOf}::date and s.date <= ${wanted.asOf}::date and s.basis in (b.basis, 'corrected')
    group by b.company_id, b.bill_id having sum(s.amount) = b.amount
    order by max(s.date) desc, b.bill_id`.execute(snapshot.query);
  return found.rows;
}

/** Customers with a credit limit: what people say it is on a day, else Tally's. */
export async function creditLimits(snapshot: CompanySnapshot, asOf: string): Promise<CreditLimitRow[]> {
  const found = await sql<CreditLimitRow>`
    select "ledgerId", name, "limit" from (
      select l.ledger_id as "ledgerId", l.name, l.name_key,
        case when c.value is null then l.credit_limit else (c.value ->> 'limit')::bigint end as "limit"
      from ledger l
      left join correction c on c.company_id = l.company_id and c.ledger_guid = l.guid and c.kind = 'credit-limit'
        and ${holdsOn(asOf)}
      where l.company_id = ${snapshot.companyId} and l.party_kind in ('customer', 'both')
    ) as limited where "limit" > 0 order by name_key, "ledgerId"`.execute(snapshot.query);
  return found.rows;
}
