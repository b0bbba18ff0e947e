import { sql } from "kysely";

import type { PartyInsight } from "@cfa/insights/payment-insight";

import type { Side } from "../../tables/bills.ts";
import { BILL_OF_OFFER } from "../offers/bill-of-offer.ts";
import { holdsOn } from "../said-as-of.ts";
import type { CompanySnapshot } from "../snapshot.ts";

/** A bill with what counts against it up to a day. Days are counted from 1970-01-01, sums are paise. */
export type PaymentBillRow = {
  billId: string;
  ledgerId: string;
  originId: string | null; // the ledger of a merged party it stands on
  date: number;
  dueDate: number;
  /** Of an opening bill not before the books begin: what was settled earlier is in no books. */
  known: number;
  amount: bigint;
  disputed: bigint;
  /** The tax awaited, where its day has come. */
  tdsAwaited: bigint | null;
  /** What counts against it and what is likely, in order of days; null: nothing. */
  settledOn: number[] | null;
  settled: string[] | null;
  /** What kind of settlement each is: a sum of `HOW`. */
  how: number[] | null;
};

export const HOW = { inferred: 1, likely: 2, money: 4, writtenOff: 8 } as const;

/** What kind of settlement a sum of `HOW` says. */
export function readHow(how: number): {
  isInferred: boolean;
  isLikely: boolean;
  isMoney: boolean;
  isWrittenOff: boolean;
} {
  return {
    isInferred: (how & HOW.inferred) !== 0,
    isLikely: (how & HOW.likely) !== 0,
    isMoney: (how & HOW.money) !== 0,
    isWrittenOff: (how & HOW.writtenOff) !== 0,
  };
}

/** Money of a voucher that came without a bill and was taken by one later. */
export type TakenMoneyRow = { ledgerId: string; came: string; taken: string; amount: bigint };

/** A ledger of a party with what learning asks of it. */
export type PaymentPartyRow = {
  ledgerId: string;
  before: PartyInsight["learnedClass"] | null; // as of an earlier day
  pinned: Exclude<PartyInsight["class"], "new"> | null;
  isExcluded: boolean;
};

const AT_ONCE = 2_000;

/** Of a side, from a day on and up to another; of one party where it is named. */
type Wanted = { side: Side; from: string; asOf: string; ledgerId?: string };

/** The bills of a side from a day on, as they stood on another, in order of their days; some at a time. */
export async function* paymentBills(
  snapshot: CompanySnapshot,
  wanted: Wanted,
): AsyncGenerator<PaymentBillRow[]> {
  const asOf = sql`${sql.lit(wanted.asOf)}::date`;
  await sql`declare payment_bills no scroll cursor for
    select b.bill_id as "billId", b.ledger_id as "ledgerId", b.origin_ledger_id as "originId",
      b.date - '1970-01-01'::date as date, b.due_date - '1970-01-01'::date as "dueDate",
      b.known - '1970-01-01'::date as known,
      b.amount, b.disputed, case when b.tds_from <= ${asOf} then b.tds_awaited end as "tdsAwaited",
      s."settledOn", s.settled, s.how
    from (
      -- In order before their settlements are looked for: the first rows come without all the others.
      select *, greatest(date, case when is_opening then
          (select books_from from company where company_id = ${sql.lit(snapshot.companyId)}) end) as known
      from bill
      where company_id = ${sql.lit(snapshot.companyId)} and side = ${sql.lit(wanted.side)}
        and date between ${sql.lit(wanted.from)}::date and ${asOf}
        ${wanted.ledgerId === undefined ? sql`` : sql`and ledger_id = ${sql.lit(wanted.ledgerId)}`}
      order by date, bill_id
    ) b
    left join lateral (
      select array_agg(e.date - '1970-01-01'::date) as "settledOn", array_agg(e.amount) as settled, array_agg(e.how) as how
      from (
        select s.date, s.amount,
          ${sql.lit(HOW.inferred)} * (s.basis = 'inferred')::int
          + ${sql.lit(HOW.likely)} * (s.basis = 'inferred' and b.basis = 'stated')::int
          + ${sql.lit(HOW.money)} * coalesce(v.kind in ('receipt', 'payment'), false)::int
          + ${sql.lit(HOW.writtenOff)} * (s.basis = 'corrected' and s.voucher_id is null)::int as how
        from settlement s
        left join voucher v on v.company_id = s.company_id and v.voucher_id = s.voucher_id
        where s.company_id = ${sql.lit(snapshot.companyId)} and s.bill_id = b.bill_id
          and s.basis in (b.basis, 'corrected', 'inferred') and s.date <= ${asOf}
        order by s.date, s.settlement_no
      ) e
    ) s on true`.execute(snapshot.query);
  for (;;) {
    const some = await sql<PaymentBillRow>`fetch ${sql.lit(AT_ONCE)} from payment_bills`.execute(
      snapshot.query,
    );
    if (some.rows.length > 0) yield some.rows;
    if (some.rows.length < AT_ONCE) break;
  }
  await sql`close payment_bills`.execute(snapshot.query);
}

/** The bills that were paid under an offer by a day: when they came says what the offer did, not how their party pays. */
export async function billsPaidByOffer(
  { companyId, query }: CompanySnapshot,
  asOf: string,
): Promise<string[]> {
  const found = await sql<{ billId: string }>`
    select b.bill_id as "billId"
    from offer o
    join ledger l on l.company_id = o.company_id and l.guid = o.ledger_guid
    ${BILL_OF_OFFER}
    where o.company_id = ${companyId} and b.bill_id is not null and o.state = 'honoured' and o.settled_on <= ${asOf}::date`.execute(
    query,
  );
  return found.rows.map(({ billId }) => billId);
}

/** The money of a side that came without a bill from a day on and was taken later, up to another day. */
export async function takenMoney(
  { companyId, query }: CompanySnapshot,
  wanted: Wanted,
): Promise<TakenMoneyRow[]> {
  const found = await sql<TakenMoneyRow>`
    select u.ledger_id as "ledgerId", v.date as came, u.date as taken, -u.amount as amount
    from unapplied u join voucher v on v.company_id = u.company_id and v.voucher_id = u.voucher_id
    where u.company_id = ${companyId} and u.side = ${wanted.side} and u.amount < 0
      and u.date between ${wanted.from}::date and ${wanted.asOf}::date
      ${wanted.ledgerId === undefined ? sql`` : sql`and u.ledger_id = ${wanted.ledgerId}`}
    order by u.ledger_id, u.unapplied_no`.execute(query);
  return found.rows;
}

/** How many bills of a side are older than a day. */
export async function billsBefore(
  { companyId, query }: CompanySnapshot,
  wanted: { side: Side; before: string },
): Promise<number> {
  const found = await sql<{ bills: number }>`
    select count(*)::int as bills from bill
    where company_id = ${companyId} and side = ${wanted.side} and date < ${wanted.before}::date`.execute(
    query,
  );
  return found.rows[0]?.bills ?? 0;
}

/** The parties of the company: their class as learned on an earlier day, and what people say of them. */
export async function paymentParties(
  { companyId, query }: CompanySnapshot,
  wanted: { side: Side; asOf: string },
): Promise<PaymentPartyRow[]> {
  const { side, asOf } = wanted;
  const found = await sql<PaymentPartyRow>`
    with said as (
      select c.ledger_guid, max(c.value ->> 'class') filter (where c.kind = 'class-pin') as pinned,
        bool_or(c.kind = 'exclude') as is_excluded
      from correction c
      where c.company_id = ${companyId} and c.kind in ('class-pin', 'exclude') and ${holdsOn(asOf)}
      group by c.ledger_guid
    ), earlier as (
      select max(as_of) as as_of from payment_learning
      where company_id = ${companyId} and side = ${side} and as_of < ${asOf}::date
    )
    select l.ledger_id as "ledgerId", p.learned_class as before,
      case when l.home_side = ${side} then s.pinned end as pinned,
      coalesce(s.is_excluded, false) as "isExcluded"
    from ledger l
    left join said s on s.ledger_guid = l.guid
    left join party_insight p on p.company_id = l.company_id and p.ledger_id = l.ledger_id and p.side = ${side}
      and p.as_of = (select as_of from earlier)
    where l.company_id = ${companyId} and l.home_side is not null
    order by l.ledger_id`.execute(query);
  return found.rows;
}

/** What the latest learning of a side left for the next one; undefined: nothing that this version of the model can use. */
export async function keptTraining(
  { companyId, query }: CompanySnapshot,
  { side, model }: { side: Side; model: string },
): Promise<unknown> {
  const row = await query
    .selectFrom("payment_training")
    .select("training")
    .where("company_id", "=", companyId)
    .where("side", "=", side)
    .where("model", "=", model)
    .executeTakeFirst();
  return row?.training;
}
