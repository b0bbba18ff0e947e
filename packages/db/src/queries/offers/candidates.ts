import { sql } from "kysely";

import type { PartyInsight } from "@cfa/insights/payment-insight";

import { likelySettledAsOf, openAsOf, postDatedAsOf, tdsAwaitedAsOf } from "../open-as-of.ts";
import { excludesOn } from "../said-as-of.ts";
import type { BooksReader } from "../snapshot.ts";

/** A customer of whom something is learned, as offers ask of it. */
export type OfferPartyRow = {
  ledgerId: string;
  guid: string;
  class: PartyInsight["learnedClass"];
  settled: number;
  expectedDelay: number | null;
  uncertainty: number | null;
  /** What was billed to it within a year. */
  yearSales: bigint;
  isExcluded: boolean;
};

/** An open bill that is forecast. `guid`: of the ledger it stands on in Tally. */
export type OfferBillRow = {
  billId: string;
  ledgerId: string;
  guid: string;
  name: string;
  nameKey: string;
  date: string;
  dueDate: string;
  open: bigint;
  disputed: bigint;
  tdsAwaited: bigint;
  covered: bigint;
  promisedFor: string | null;
  weeks: number[];
  never: number;
};

/** What was offered before, on which bill of whom; those only proposed are none. */
export type PastOfferRow = {
  guid: string;
  billKey: string;
  billDate: string;
  state: "rejected" | "approved" | "accepted" | "honoured" | "lapsed" | "withdrawn" | "ghost" | "ghost-ended";
  /** The last day on which it could be taken; of one taken back or settled before, the day of that. */
  until: string;
  liveFrom: string | null;
  settledOn: string | null;
  discount: bigint | null;
  cost: bigint;
  /** The delay that was expected of its party when it was proposed, days. */
  delay: number | null;
};

type On = { learned: string; today: string };

/** The customers of a learning. */
export async function offerParties(
  { companyId, query }: BooksReader,
  { learned, today }: On,
): Promise<OfferPartyRow[]> {
  const found = await sql<OfferPartyRow>`
    select l.ledger_id as "ledgerId", l.guid, p.learned_class as class, (p.reason ->> 'settled')::int as settled,
      p.expected_delay as "expectedDelay", p.uncertainty, coalesce(s.amount, 0)::bigint as "yearSales",
      exists (select from correction c where c.company_id = l.company_id and c.ledger_guid = l.guid and ${excludesOn(today)}) as "isExcluded"
    from party_insight p
    join ledger l on l.company_id = p.company_id and l.ledger_id = p.ledger_id
    left join (
      select ledger_id, sum(amount) as amount from bill
      where company_id = ${companyId} and side = 'receivable' and date > ${today}::date - 365 and date <= ${today}::date
      group by ledger_id
    ) s on s.ledger_id = p.ledger_id
    where p.company_id = ${companyId} and p.side = 'receivable' and p.as_of = ${learned}::date
    order by l.ledger_id`.execute(query);
  return found.rows;
}

/** Their bills with anything open. */
export async function offerBills(
  { companyId, query }: BooksReader,
  { learned, today }: On,
): Promise<OfferBillRow[]> {
  const found = await sql<OfferBillRow>`
    select b.bill_id as "billId", b.ledger_id as "ledgerId", l.guid, b.name, b.name_key as "nameKey", b.date,
      b.due_date as "dueDate", ${openAsOf(today)} as open, b.disputed, ${tdsAwaitedAsOf(today)} as "tdsAwaited", ${likelySettledAsOf(today)} + ${postDatedAsOf(today)} as covered,
      (select min(r ->> 'day') from jsonb_array_elements(f.reasons) r where r ->> 'kind' = 'promised') as "promisedFor",
      f.weeks, f.never
    from bill_forecast f
    join bill b on b.company_id = f.company_id and b.bill_id = f.bill_id
    join ledger l on l.company_id = b.company_id and l.ledger_id = coalesce(b.origin_ledger_id, b.ledger_id)
    where f.company_id = ${companyId} and f.side = 'receivable' and f.as_of = ${learned}::date
      and ${openAsOf(today)} > 0
    order by b.due_date, b.bill_id`.execute(query);
  return found.rows;
}

/** All that went out before, or would have, the first first. */
export async function pastOffers({ companyId, query }: BooksReader): Promise<PastOfferRow[]> {
  const found = await sql<PastOfferRow>`
    select ledger_guid as guid, bill_key as "billKey", bill_date as "billDate", state,
      least(steps -> -1 ->> 'until', (ended_at at time zone 'Asia/Kolkata')::date::text) as until,
      (live_from at time zone 'Asia/Kolkata')::date as "liveFrom", settled_on as "settledOn",
      settled_discount as discount, cost, (reason ->> 'delay')::float8 as delay
    from offer where company_id = ${companyId} and state not in ('proposed', 'lapsed-unapproved')
    order by proposed_at, offer_id`.execute(query);
  return found.rows;
}
