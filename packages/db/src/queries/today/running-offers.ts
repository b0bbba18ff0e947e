import { sql } from "kysely";

import { BILL_OF_OFFER } from "../offers/bill-of-offer.ts";
import type { BooksReader } from "../snapshot.ts";

/** An offer of which a step ends on a day and that its customer has not answered. */
export type EndingOfferRow = {
  offerId: string;
  ledgerId: string | null;
  name: string | null;
  billId: string | null;
  bill: string;
  amount: bigint;
  daysGained: number;
};

/** Those of a company, the most first. */
export async function endingOffers(
  { companyId, query }: BooksReader,
  until: string,
): Promise<EndingOfferRow[]> {
  const found = await sql<EndingOfferRow>`
    select o.offer_id as "offerId", l.ledger_id as "ledgerId", l.name, b.bill_id as "billId", o.bill_name as bill, o.amount,
      o.days_gained as "daysGained"
    from offer o left join ledger l on l.company_id = o.company_id and l.guid = o.ledger_guid
    ${BILL_OF_OFFER}
    where o.company_id = ${companyId} and o.state = 'approved'
      and exists (select from jsonb_array_elements(o.steps) as s (step) where s.step ->> 'until' = ${until})
    order by o.amount desc, o.offer_id`.execute(query);
  return found.rows;
}

/** What is promised by offers that went out from a day in India on, as it was reckoned. */
export async function promisedByOffers({ companyId, query }: BooksReader, from: string): Promise<bigint> {
  const found = await sql<{ cost: bigint }>`
    select coalesce(sum(cost), 0)::bigint as cost from offer
    where company_id = ${companyId} and (live_from at time zone 'Asia/Kolkata')::date >= ${from}::date`.execute(
    query,
  );
  return found.rows[0]?.cost ?? 0n;
}
