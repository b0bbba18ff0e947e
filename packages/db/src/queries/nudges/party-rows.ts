import { sql } from "kysely";

import type { PaymentClass } from "@cfa/insights/payment-behaviour";
import type { Language, Way } from "@cfa/nudges/kinds";

import { likelySettledAsOf, openAsOf, postDatedAsOf, tdsAwaitedAsOf } from "../open-as-of.ts";
import { excludesOn, holdsOn, STANDS } from "../said-as-of.ts";
import { shownContact } from "../shown-contact.ts";
import type { BooksReader } from "../snapshot.ts";

/** A ledger of a party, with what people say of it and how it is written to. */
export type NudgeLedgerRow = {
  ledgerId: string;
  guid: string;
  name: string;
  /** As Tally says, unless it was erased here; so is the mail. */
  phone: string | null;
  email: string | null;
  /** A person's word on how it is reached: what stands in it comes before Tally's. */
  contact: { phone: string | null; email: string | null; language: string | null } | null;
  isExcluded: boolean;
  pinned: PaymentClass | null;
  class: PaymentClass | null;
  isTied: boolean;
  isHeldOut: boolean;
  wayOrder: Way[] | null;
  hour: number | null;
  quietUntil: string | null;
  language: Language | null;
};

/** An open bill of a party. `guid`: of the ledger it stands on in Tally; `ledgerId`: of the party. */
export type NudgeBillRow = {
  billId: string;
  ledgerId: string;
  guid: string;
  name: string;
  billKey: string;
  date: string;
  dueDate: string;
  open: bigint;
  disputed: bigint;
  tdsAwaited: bigint;
  covered: bigint;
  postDated: bigint;
};

/** What a customer promised, and what receipts have brought since. */
export type NudgePromiseRow = {
  id: string;
  guid: string;
  amount: bigint;
  day: string;
  givenOn: string;
};

/** Money of a customer. `closed`: the bills that it closed. */
export type NudgeReceiptRow = {
  ledgerId: string;
  voucher: string;
  date: string;
  seenAt: Date;
  amount: bigint;
  closed: { guid: string; billKey: string; billDate: string; name: string; dueDate: string }[];
};

/** The ledgers of customers with anything open on a day, or who have paid in the days before. */
export async function guidsToNudge(
  { companyId, query }: BooksReader,
  { today, days }: { today: string; days: number },
): Promise<string[]> {
  const found = await sql<{ guid: string }>`
    select l.guid from ledger l
    where l.company_id = ${companyId} and l.party_kind is not null and (
      exists (select from bill b where b.company_id = l.company_id and b.ledger_id = l.ledger_id and b.side = 'receivable'
        and b.date <= ${today}::date and ${openAsOf(today)} > 0)
      or exists (select from posting p join voucher v on v.company_id = p.company_id and v.voucher_id = p.voucher_id
        where p.company_id = l.company_id and p.ledger_id = l.ledger_id and v.kind = 'receipt'
          and p.date between ${today}::date - ${days}::int and ${today}::date))
    order by l.guid`.execute(query);
  return found.rows.map(({ guid }) => guid);
}

/** Ledgers by their GUIDs. `year`: of the hold-out. */
export async function nudgeLedgers(
  { companyId, query }: BooksReader,
  { guids, today, year }: { guids: readonly string[]; today: string; year: number },
): Promise<NudgeLedgerRow[]> {
  const found = await sql<NudgeLedgerRow>`
    select l.ledger_id as "ledgerId", l.guid, l.name,
      ${shownContact("phone")} as phone, ${shownContact("email")} as email,
      (select c.value from correction c where c.company_id = l.company_id and c.ledger_guid = l.guid and c.kind = 'contact'
        and ${STANDS} order by c.created_at desc limit 1) as contact,
      exists (select from correction c where c.company_id = l.company_id and c.ledger_guid = l.guid and ${excludesOn(today)}) as "isExcluded",
      (select c.value ->> 'class' from correction c where c.company_id = l.company_id and c.ledger_guid = l.guid and c.kind = 'class-pin'
        and l.home_side = 'receivable' and ${holdsOn(today)} order by c.created_at desc limit 1) as pinned,
      (select p.learned_class from party_insight p where p.company_id = l.company_id and p.ledger_id = l.ledger_id
        and p.side = 'receivable' and p.as_of <= ${today}::date order by p.as_of desc limit 1) as class,
      not exists (select from tie_out_party t where t.company_id = l.company_id and t.ledger_id = l.ledger_id
        and t.side = 'receivable' and t.ours <> t.tally) as "isTied",
      coalesce(a.is_held_out, false) as "isHeldOut",
      n.way_order as "wayOrder", n.hour, n.quiet_until as "quietUntil", n.language
    from ledger l
    left join nudge_party n on n.company_id = l.company_id and n.ledger_guid = l.guid
    left join offer_arm a on a.company_id = l.company_id and a.year = ${year} and a.ledger_guid = l.guid
    where l.company_id = ${companyId} and l.guid = any(${[...guids]}::text[])`.execute(query);
  return found.rows;
}

/** What is open on a day of the bills of some parties. */
export async function nudgeBills(
  { companyId, query }: BooksReader,
  { ledgerIds, today }: { ledgerIds: readonly string[]; today: string },
): Promise<NudgeBillRow[]> {
  const found = await sql<NudgeBillRow>`
    select b.bill_id as "billId", b.ledger_id as "ledgerId", l.guid, b.name, b.name_key as "billKey", b.date, b.due_date as "dueDate",
      ${openAsOf(today)} as open, b.disputed, ${tdsAwaitedAsOf(today)} as "tdsAwaited", ${likelySettledAsOf(today)} as covered,
      ${postDatedAsOf(today)} as "postDated"
    from bill b
    join ledger l on l.company_id = b.company_id and l.ledger_id = coalesce(b.origin_ledger_id, b.ledger_id)
    where b.company_id = ${companyId} and b.ledger_id = any(${[...ledgerIds]}::uuid[]) and b.side = 'receivable'
      and b.date <= ${today}::date and ${openAsOf(today)} > 0
    order by b.due_date, b.bill_id`.execute(query);
  return found.rows;
}

/** What some parties have paid that no bill has taken, post-dated receipts too, by the id of the party's ledger. */
export async function nudgeUnapplied(
  { companyId, query }: BooksReader,
  ledgerIds: readonly string[],
): Promise<Map<string, bigint>> {
  const found = await sql<{ ledgerId: string; amount: bigint }>`
    select ledger_id as "ledgerId", sum(amount)::bigint as amount from unapplied
    where company_id = ${companyId} and ledger_id = any(${[...ledgerIds]}::uuid[]) and side = 'receivable'
    group by ledger_id`.execute(query);
  return new Map(found.rows.map(({ ledgerId, amount }) => [ledgerId, amount]));
}

/** What holds of what some ledgers' customers promised. */
export async function nudgePromises(
  { companyId, query }: BooksReader,
  guids: readonly string[],
): Promise<NudgePromiseRow[]> {
  const found = await sql<NudgePromiseRow>`
    select c.correction_id as id, c.ledger_guid as guid, (c.value ->> 'amount')::bigint as amount, c.value ->> 'day' as day, c.from_date as "givenOn"
    from correction c where c.company_id = ${companyId} and c.ledger_guid = any(${[...guids]}::text[]) and c.kind = 'promise' and ${STANDS}
    order by c.created_at`.execute(query);
  return found.rows;
}

/** What some parties have paid since a day, up to another, newest last, with the bills that the money closed. */
export async function nudgeReceipts(
  { companyId, query }: BooksReader,
  { ledgerIds, from, to }: { ledgerIds: readonly string[]; from: string; to: string },
): Promise<NudgeReceiptRow[]> {
  const found = await sql<NudgeReceiptRow>`
    select p.ledger_id as "ledgerId", v.guid as voucher, v.date, (-sum(p.amount))::bigint as amount,
      coalesce((select r.applied_at from fact f join sync_run r on r.company_id = f.company_id and r.run_id = f.run_id
        where f.company_id = v.company_id and f.kind = 'voucher' and f.guid = v.guid), v.date::timestamptz) as "seenAt",
      coalesce((select jsonb_agg(jsonb_build_object('guid', l.guid, 'billKey', b.name_key, 'billDate', b.date, 'name', b.name,
          'dueDate', b.due_date))
        from settlement s join bill b on b.company_id = s.company_id and b.bill_id = s.bill_id
        join ledger l on l.company_id = b.company_id and l.ledger_id = coalesce(b.origin_ledger_id, b.ledger_id)
        where s.company_id = v.company_id and s.voucher_id = v.voucher_id and s.basis in (b.basis, 'corrected')
          and b.side = 'receivable' and b.open = 0), '[]') as closed
    from posting p join voucher v on v.company_id = p.company_id and v.voucher_id = p.voucher_id
    where p.company_id = ${companyId} and p.ledger_id = any(${[...ledgerIds]}::uuid[]) and v.kind = 'receipt' and v.state = 'posted'
      and p.date between ${from}::date and ${to}::date
    group by p.ledger_id, v.company_id, v.voucher_id, v.guid, v.date
    having sum(p.amount) < 0
    order by v.date, v.guid`.execute(query);
  return found.rows;
}
