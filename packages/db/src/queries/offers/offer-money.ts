import { sql } from "kysely";

import type { OfferState, OfferStep } from "../../tables/offers.ts";
import type { BooksReader } from "../snapshot.ts";
import { BILL_OF_OFFER } from "./bill-of-offer.ts";

/** Money of a voucher, paise as text. */
export type VoucherMoneyRow = { date: string; amount: string; voucher: string };

/** An offer that went out, or would have, and may end or be honoured otherwise, with the money that may be its own. */
export type OpenOfferRow = {
  offerId: string;
  state: Extract<OfferState, "approved" | "accepted" | "honoured" | "lapsed" | "ghost">;
  isHeldOut: boolean;
  wasAccepted: boolean;
  amount: bigint;
  steps: OfferStep[];
  from: string;
  isBillThere: boolean;
  /** Its party has another one that it can take. */
  hasOtherLive: boolean;
  settled: { voucher: string; day: string; amount: string; by: string | null } | null;
  /** On its bill, of vouchers that brought money. */
  money: VoucherMoneyRow[];
  /** Receipts of the party that are set against no bill, or were moved on to this one by a journal; with all their words. None of another offer. */
  aside: (VoucherMoneyRow & { words: string })[];
  /** The party's other offers that went out, and what is open of its other bills. */
  others: string[];
  otherBills: string[];
};

/** Those of a company: first what was honoured, for its money may be free again. */
export async function openOffers({ companyId, query }: BooksReader): Promise<OpenOfferRow[]> {
  const found = await sql<OpenOfferRow>`
    select o.offer_id as "offerId", o.state, o.is_held_out as "isHeldOut", o.accepted_at is not null as "wasAccepted", o.amount, o.steps,
      i."from", b.bill_id is not null as "isBillThere",
      exists (
        select from offer n where n.company_id = o.company_id and n.ledger_guid = o.ledger_guid and n.offer_id <> o.offer_id
          and n.state in ('approved', 'accepted')) as "hasOtherLive",
      case when o.settled_voucher_guid is not null then jsonb_build_object(
        'voucher', o.settled_voucher_guid, 'day', o.settled_on, 'amount', o.settled_amount::text, 'by', o.settled_by) end as settled,
      coalesce((
        select jsonb_agg(jsonb_build_object('date', s.date, 'amount', s.amount::text, 'voucher', v.guid) order by s.date, s.settlement_no)
        from settlement s join voucher v on v.company_id = s.company_id and v.voucher_id = s.voucher_id
        where s.company_id = o.company_id and s.bill_id = b.bill_id and s.basis in (b.basis, 'corrected')
          and v.kind = 'receipt'), '[]') as money,
      coalesce(a.money, '[]') as aside,
      coalesce((
        select jsonb_agg(n.offer_id) from offer n where n.company_id = o.company_id and n.ledger_guid = o.ledger_guid
          and n.offer_id <> o.offer_id and n.live_from is not null), '[]') as others,
      coalesce((
        select jsonb_agg(x.open::text) from bill x where x.company_id = o.company_id and x.side = 'receivable' and x.open > 0
          and coalesce(x.origin_ledger_id, x.ledger_id) = l.ledger_id and x.bill_id <> b.bill_id), '[]') as "otherBills"
    from offer o
    left join ledger l on l.company_id = o.company_id and l.guid = o.ledger_guid
    ${BILL_OF_OFFER}
    cross join lateral (
      select coalesce((o.live_from at time zone 'Asia/Kolkata')::date, o.as_of) as "from", (o.steps -> -1 ->> 'until')::date as until
    ) i
    left join lateral (
      select jsonb_agg(jsonb_build_object('date', r.date, 'amount', r.amount::text, 'voucher', r.guid, 'words', r.words)) as money
      from (
        select v.voucher_id, v.guid, v.date, -sum(p.amount) as amount,
          concat_ws(' | ', v.number, v.reference, v.narration, (
            select string_agg(concat_ws(' | ', w.allocations::text, w.bank::text), ' | ') from posting w
            where w.company_id = v.company_id and w.voucher_id = v.voucher_id)) as words
        from posting p join voucher v on v.company_id = p.company_id and v.voucher_id = p.voucher_id
        where p.company_id = o.company_id and p.ledger_id = l.ledger_id and p.date between i."from" and i.until
          and v.kind = 'receipt' and v.state = 'posted'
        group by v.company_id, v.voucher_id
      ) r
      where r.amount > 0
        and not exists (
          select from settlement s join bill x on x.company_id = s.company_id and x.bill_id = s.bill_id
          where s.company_id = o.company_id and s.voucher_id = r.voucher_id and s.basis in (x.basis, 'corrected'))
        and not exists (
          select from offer n where n.company_id = o.company_id and n.offer_id <> o.offer_id and n.settled_voucher_guid = r.guid)
        and (r.amount = (
            select sum(u.amount) from unapplied u where u.company_id = o.company_id and u.voucher_id = r.voucher_id
              and coalesce(u.origin_ledger_id, u.ledger_id) = l.ledger_id)
          or r.amount <= (
            select sum(s.amount) from settlement s join voucher j on j.company_id = s.company_id and j.voucher_id = s.voucher_id
            where s.company_id = o.company_id and s.bill_id = b.bill_id and s.basis in (b.basis, 'corrected')
              and j.kind = 'journal' and s.date >= r.date))
    ) a on not o.is_held_out and b.bill_id is not null
    where o.company_id = ${companyId} and (o.state in ('approved', 'accepted', 'honoured', 'ghost')
      or o.state = 'lapsed' and o.end_why = 'receipt-gone')
    order by o.state <> 'honoured', o.offer_id
    for update of o`.execute(query);
  return found.rows;
}
