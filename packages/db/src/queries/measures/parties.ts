import { sql, type RawBuilder } from "kysely";

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
    ${settledInFull(snapshot, { ...wanted, parties: [wanted.ledgerId], withoutParties: [] })}
    order by max(s.date) desc, b.bill_id`.execute(snapshot.query);
  return found.rows;
}

/** How a party's bills that were settled in full by a day were paid. `allowed`: each sum times the days it had. */
export type SettledSumRow = {
  ledgerId: string;
  name: string;
  bills: number;
  amount: bigint;
  paiseDays: bigint;
  allowed: bigint;
};

/** Each party's bills of a side that were settled in full by a day, added up. */
export async function settledSums(
  snapshot: CompanySnapshot,
  wanted: { side: Side; asOf: string; parties: readonly string[]; withoutParties: readonly string[] },
): Promise<SettledSumRow[]> {
  const found = await sql<SettledSumRow>`
    select s."ledgerId", l.name, count(*)::int as bills, sum(s.amount)::bigint as amount,
      sum(s."paiseDays")::bigint as "paiseDays", sum(s.amount * (s."dueDate" - s.date))::bigint as allowed
    from (${settledInFull(snapshot, wanted)}) as s
    join ledger l on l.company_id = ${snapshot.companyId} and l.ledger_id = s."ledgerId"
    group by s."ledgerId", l.name, l.name_key order by l.name_key, s."ledgerId"`.execute(snapshot.query);
  return found.rows;
}

function settledInFull(
  { companyId }: CompanySnapshot,
  {
    side,
    asOf,
    parties,
    withoutParties,
  }: { side: Side; asOf: string; parties: readonly string[]; withoutParties: readonly string[] },
): RawBuilder<SettledBillRow> {
  return sql`
    select b.bill_id as "billId", b.ledger_id as "ledgerId", b.name, b.date, b.due_date as "dueDate", b.amount,
      max(s.date) as "settledOn", sum(s.amount * (s.date - b.date))::bigint as "paiseDays",
      bool_or(s.basis = 'inferred') as "isInferred", b.is_opening as "isOpening"
    from bill b join settlement s using (company_id, bill_id)
    where b.company_id = ${companyId} and b.side = ${side} and b.date <= ${asOf}::date and s.date <= ${asOf}::date
      and s.basis in (b.basis, 'corrected')
      ${parties.length === 0 ? sql`` : sql`and b.ledger_id = any(${[...parties]}::uuid[])`}
      ${withoutParties.length === 0 ? sql`` : sql`and b.ledger_id <> all(${[...withoutParties]}::uuid[])`}
    group by b.company_id, b.bill_id having sum(s.amount) = b.amount`;
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
