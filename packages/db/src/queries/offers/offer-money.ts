import { sql } from "kysely";

import type { OfferStep } from "../../tables/offers.ts";
import type { BooksReader } from "../snapshot.ts";

/** An offer that went out, or would have, and has not ended, with the money that counts on its bill. */
export type OpenOfferRow = {
  offerId: string;
  isHeldOut: boolean;
  amount: bigint;
  steps: OfferStep[];
  from: string;
  isBillThere: boolean;
  /** Paise as text, of vouchers that brought money. */
  money: { date: string; amount: string; voucher: string }[];
};

/** Those of a company. */
export async function openOffers({ companyId, query }: BooksReader): Promise<OpenOfferRow[]> {
  const found = await sql<OpenOfferRow>`
    select o.offer_id as "offerId", o.is_held_out as "isHeldOut", o.amount, o.steps,
      coalesce((o.live_from at time zone 'Asia/Kolkata')::date, o.as_of) as "from",
      b.bill_id is not null as "isBillThere",
      coalesce((
        select jsonb_agg(jsonb_build_object('date', s.date, 'amount', s.amount::text, 'voucher', v.guid) order by s.date, s.settlement_no)
        from settlement s join voucher v on v.company_id = s.company_id and v.voucher_id = s.voucher_id
        where s.company_id = o.company_id and s.bill_id = b.bill_id and s.basis in (b.basis, 'corrected')
          and v.kind = 'receipt'), '[]') as money
    from offer o
    left join ledger l on l.company_id = o.company_id and l.guid = o.ledger_guid
    left join lateral (
      select b.bill_id, b.basis from bill b
      where b.company_id = o.company_id and b.side = 'receivable' and b.name_key = o.bill_key and b.date = o.bill_date
        and (b.ledger_id = l.ledger_id and b.origin_ledger_id is null or b.origin_ledger_id = l.ledger_id)
      order by b.occurrence limit 1
    ) b on true
    where o.company_id = ${companyId} and o.state in ('approved', 'accepted', 'ghost')
    order by o.offer_id
    for update of o`.execute(query);
  return found.rows;
}
