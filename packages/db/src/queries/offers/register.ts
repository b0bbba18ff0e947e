import { sql, type Selectable } from "kysely";

import type { OfferTable } from "../../tables/offers.ts";
import type { TallyDraftTable } from "../../tables/drafts.ts";
import type { VoucherState } from "../../tables/vouchers.ts";
import type { CompanyTx } from "../../company-scope.ts";
import { draftLedgers } from "../drafts/facts.ts";
import type { BooksReader } from "../snapshot.ts";
import { BILL_OF_OFFER } from "./bill-of-offer.ts";
import { VOUCHER_OF_DRAFT } from "../drafts/became.ts";

/** A discount that was earned, with what is known of its credit note. */
export type EarnedRow = {
  offerId: string;
  ledgerId: string | null;
  party: string | null;
  billId: string | null;
  billName: string;
  billDate: string;
  paidOn: string;
  paid: bigint;
  discount: bigint;
  told: OfferTable["settled_by"];
  termsVersion: number;
  gstMode: "financial" | "section34";
  draft: {
    draftId: string;
    state: Selectable<TallyDraftTable>["state"];
    gst: Selectable<TallyDraftTable>["gst"];
    isReadSince: boolean;
  } | null;
  /** The voucher that the draft became, as Tally has it. */
  became: { number: string; date: string; state: VoucherState } | null;
  /** A credit note of that sum which a person entered on the bill. */
  byHand: { number: string; date: string } | null;
};

/** Those of a company, the latest paid first; or that of one offer. */
export async function earnedDiscounts(
  { companyId, query }: BooksReader,
  only: { offerId?: string } = {},
): Promise<EarnedRow[]> {
  const one = only.offerId === undefined ? sql`` : sql`and o.offer_id = ${only.offerId}`;
  const found = await sql<EarnedRow>`
    select o.offer_id as "offerId", l.ledger_id as "ledgerId", l.name as party, b.bill_id as "billId", o.bill_name as "billName",
      o.bill_date as "billDate", o.settled_on as "paidOn", o.settled_amount as paid, o.settled_discount as discount, o.settled_by as told,
      o.terms_version as "termsVersion", o.gst_mode as "gstMode",
      case when d.draft_id is not null then jsonb_build_object('draftId', d.draft_id, 'state', d.state, 'gst', d.gst,
        'isReadSince', coalesce(s.read_at > d.decided_at, false)) end as draft,
      case when v.voucher_id is not null then jsonb_build_object('number', v.number, 'date', v.date, 'state', v.state) end as became,
      h.note as "byHand"
    from offer o
    left join ledger l on l.company_id = o.company_id and l.guid = o.ledger_guid
    left join sync_state s on s.company_id = o.company_id
    ${BILL_OF_OFFER}
    left join tally_draft d on d.company_id = o.company_id and d.draft_id = o.note_draft_id
      and d.state not in ('withdrawn', 'refused')
    ${VOUCHER_OF_DRAFT}
    left join lateral (
      select jsonb_build_object('number', j.number, 'date', j.date) as note
      from settlement n join voucher j on j.company_id = n.company_id and j.voucher_id = n.voucher_id
      where n.company_id = o.company_id and n.bill_id = b.bill_id and n.basis in (b.basis, 'corrected')
        and j.kind = 'credit-note' and j.state = 'posted' and n.date >= o.bill_date and j.date >= (o.live_from at time zone 'Asia/Kolkata')::date
        and n.amount between o.settled_discount - 100 and o.settled_discount + 100
      order by j.date, j.voucher_id limit 1
    ) h on true
    where o.company_id = ${companyId} and o.state = 'honoured' and o.settled_discount > 0 ${one}
    order by o.settled_on desc, o.offer_id`.execute(query);
  return found.rows;
}

/** A line of a bill's own voucher besides its party, paise as credit positive. */
export type SaleLineRow = {
  billId: string;
  ledgerId: string;
  amount: bigint;
  isTax: boolean;
  isRevenue: boolean;
};

/** Those of some bills. */
export async function saleLines(reader: BooksReader, billIds: readonly string[]): Promise<SaleLineRow[]> {
  const { companyId, query } = reader;
  const found = await sql<{ billId: string; ledgerId: string; amount: bigint }>`
    select b.bill_id as "billId", p.ledger_id as "ledgerId", -sum(p.amount)::bigint as amount
    from bill b join posting p on p.company_id = b.company_id and p.voucher_id = b.voucher_id
    where b.company_id = ${companyId} and b.bill_id = any(${[...billIds]}::uuid[])
      and p.ledger_id <> coalesce(b.origin_ledger_id, b.ledger_id)
    group by b.bill_id, p.ledger_id order by b.bill_id, min(p.line_no)`.execute(query);
  const ids = [...new Set(found.rows.map(({ ledgerId }) => ledgerId))];
  const ledgers = new Map((await draftLedgers(reader, { ids })).map((one) => [one.ledgerId, one]));
  return found.rows.map((row) => {
    const ledger = ledgers.get(row.ledgerId);
    return { ...row, isTax: ledger?.isTax ?? false, isRevenue: ledger?.isRevenue ?? false };
  });
}

/** The ledger that took the discount of the note drafted last, by its name; null: there was none. */
export async function lastNoteLedger({ companyId, query }: BooksReader): Promise<string | null> {
  const found = await sql<{ name: string }>`
    select d.voucher -> 'lines' -> 0 ->> 'ledger' as name
    from tally_draft d join offer o on o.company_id = d.company_id and o.note_draft_id = d.draft_id
    where d.company_id = ${companyId} order by d.created_at desc, d.draft_id limit 1`.execute(query);
  return found.rows[0]?.name ?? null;
}

/** Says which draft is the note of an offer. */
export async function keepNoteDraft(tx: CompanyTx, offerId: string, draftId: string): Promise<void> {
  await tx.query
    .updateTable("offer")
    .set({ note_draft_id: draftId })
    .where("company_id", "=", tx.companyId)
    .where("offer_id", "=", offerId)
    .execute();
}

/** Withdraws the note of an offer that is not honoured any more, where nobody has accepted it; answers the draft. */
export async function withdrawNote(tx: CompanyTx, offerId: string): Promise<string | undefined> {
  const found = await sql<{ draftId: string }>`
    update tally_draft d set state = 'withdrawn' from offer o
    where o.company_id = ${tx.companyId} and o.offer_id = ${offerId} and d.company_id = o.company_id
      and d.draft_id = o.note_draft_id and d.state = 'drafted'
    returning d.draft_id as "draftId"`.execute(tx.query);
  return found.rows[0]?.draftId;
}
