import { sql } from "kysely";

import type { OfferFigures } from "@cfa/contract/offer-results";
import { jsonWithPaise } from "@cfa/values/money";

import type { CompanyTx } from "../../company-scope.ts";
import type { OfferResultTable, OfferState } from "../../tables/offers.ts";
import { excludesOn } from "../said-as-of.ts";
import type { BooksReader } from "../snapshot.ts";

/** An offer as it is measured, ghosts too. `guid`: of the ledger its bill stands on in Tally. */
export type MeasuredOfferRow = {
  guid: string;
  billKey: string;
  billDate: string;
  state: OfferState;
  isHeldOut: boolean;
  wasAccepted: boolean;
  proposedOn: string;
  delay: number;
  settledOn: string | null;
  discount: bigint | null;
};

/** All that were ever proposed, the first first. */
export async function measuredOffers({ companyId, query }: BooksReader): Promise<MeasuredOfferRow[]> {
  const found = await sql<MeasuredOfferRow>`
    select ledger_guid as guid, bill_key as "billKey", bill_date as "billDate", state, is_held_out as "isHeldOut",
      accepted_at is not null as "wasAccepted", as_of as "proposedOn", coalesce((reason ->> 'delay')::float8, 0) as delay,
      settled_on as "settledOn", settled_discount as discount
    from offer where company_id = ${companyId}
    order by as_of, proposed_at, offer_id`.execute(query);
  return found.rows;
}

/** A bill of a party that was proposed something. `party`: the party's own GUID; `guid`: of the ledger it stands on in Tally. */
export type MeasuredBillRow = {
  party: string;
  guid: string;
  nameKey: string;
  date: string;
  dueDate: string;
  amount: bigint;
  /** The day of the last money on it, where nothing is left but tax that is awaited. */
  paid: string | null;
};

const ROUNDING_PAISE = 100;

/** The bills of some parties from a day on, up to another, as the books stand. */
export async function measuredBills(
  { companyId, query }: BooksReader,
  { parties, from, upTo }: { parties: readonly string[]; from: string; upTo: string },
): Promise<MeasuredBillRow[]> {
  const found = await sql<MeasuredBillRow>`
    select p.guid as party, l.guid, b.name_key as "nameKey", b.date, b.due_date as "dueDate", b.amount,
      case when b.open - coalesce(b.tds_awaited, 0) <= ${ROUNDING_PAISE} then coalesce((
        select max(s.date) from settlement s
        join voucher v on v.company_id = s.company_id and v.voucher_id = s.voucher_id and v.kind = 'receipt'
        where s.company_id = b.company_id and s.bill_id = b.bill_id and s.basis in (b.basis, 'corrected')
      ), b.last_settled) end as paid
    from ledger p
    join bill b on b.company_id = p.company_id and b.ledger_id = p.ledger_id and b.side = 'receivable'
    join ledger l on l.company_id = b.company_id and l.ledger_id = coalesce(b.origin_ledger_id, b.ledger_id)
    where p.company_id = ${companyId} and p.guid = any(${[...parties]}::text[])
      and b.date between ${from}::date and ${upTo}::date and b.amount > 0
    order by b.date, b.bill_id`.execute(query);
  return found.rows;
}

/** Since when parties are never to be chased, where that holds on a day. */
export async function chasedNoMore(
  { companyId, query }: BooksReader,
  today: string,
): Promise<{ guid: string; since: string }[]> {
  const found = await sql<{ guid: string; since: string }>`
    select c.ledger_guid as guid, min((c.created_at at time zone 'Asia/Kolkata')::date) as since
    from correction c
    where c.company_id = ${companyId} and ${excludesOn(today)}
    group by c.ledger_guid order by c.ledger_guid`.execute(query);
  return found.rows;
}

/** What offers brought, as it was measured on a day. */
export type OfferResultRow = {
  asOf: string;
  measuredAt: Date;
  treated: number;
  heldOut: number;
  net: { mean: bigint; low: bigint; high: bigint } | null;
  verdict: OfferResultTable["verdict"];
  figures: OfferFigures;
  stoppedFor: string | null;
};

/** Puts a day's results in the place of those measured earlier that day. A stop of that day stays. */
export async function keepOfferResult(tx: CompanyTx, result: OfferResultRow): Promise<void> {
  const { net } = result;
  const kept = {
    measured_at: result.measuredAt,
    treated: result.treated,
    held_out: result.heldOut,
    net: net?.mean ?? null,
    net_low: net?.low ?? null,
    net_high: net?.high ?? null,
    verdict: result.verdict,
    figures: jsonWithPaise(result.figures),
    ...(result.stoppedFor === null ? {} : { stopped_for: result.stoppedFor }),
  };
  await tx.query
    .insertInto("offer_result")
    .values({ company_id: tx.companyId, as_of: result.asOf, ...kept })
    .onConflict((conflict) => conflict.columns(["company_id", "as_of"]).doUpdateSet(kept))
    .execute();
}

/** The latest results; undefined: nothing was measured. */
export async function latestOfferResult(reader: BooksReader): Promise<OfferResultRow | undefined> {
  const row = await reader.query
    .selectFrom("offer_result")
    .selectAll()
    .where("company_id", "=", reader.companyId)
    .orderBy("as_of", "desc")
    .limit(1)
    .executeTakeFirst();
  if (row === undefined) return undefined;
  return {
    asOf: row.as_of,
    measuredAt: row.measured_at,
    treated: row.treated,
    heldOut: row.held_out,
    net: netOf(row),
    verdict: row.verdict,
    figures: row.figures,
    stoppedFor: row.stopped_for,
  };
}

/** The latest time that the rule of two quarters switched offers off; undefined: never. */
export function latestStop({
  companyId,
  query,
}: BooksReader): Promise<{ day: string; stoppedFor: string } | undefined> {
  return query
    .selectFrom("offer_result")
    .select("as_of as day")
    .select((e) => e.ref("stopped_for").$notNull().as("stoppedFor"))
    .where("company_id", "=", companyId)
    .where("stopped_for", "is not", null)
    .orderBy("as_of", "desc")
    .limit(1)
    .executeTakeFirst();
}

/** Net rupees day by day, the latest first. */
export type OfferResultDay = Pick<OfferResultRow, "asOf" | "treated" | "heldOut" | "net" | "verdict">;

/** The last so many of them. */
export async function offerResultDays(
  { companyId, query }: BooksReader,
  limit: number,
): Promise<OfferResultDay[]> {
  const rows = await query
    .selectFrom("offer_result")
    .select(["as_of", "treated", "held_out", "net", "net_low", "net_high", "verdict"])
    .where("company_id", "=", companyId)
    .orderBy("as_of", "desc")
    .limit(limit)
    .execute();
  return rows.map((row) => ({
    asOf: row.as_of,
    treated: row.treated,
    heldOut: row.held_out,
    net: netOf(row),
    verdict: row.verdict,
  }));
}

function netOf(row: { net: bigint | null; net_low: bigint | null; net_high: bigint | null }) {
  const { net: mean, net_low: low, net_high: high } = row;
  return mean === null || low === null || high === null ? null : { mean, low, high };
}

/** Switches offers off in nobody's name but the product's; `usual`: what holds where nothing was said. False: they were off. */
export async function switchOffersOff(
  tx: CompanyTx,
  { usual, at, by }: { usual: OfferSwitch; at: Date; by: { id: string; name: string } },
): Promise<boolean> {
  const said = { is_on: false, said_at: at, said_by: by.id, said_name: by.name };
  const rows = await tx.query
    .insertInto("offer_setting")
    .values({ company_id: tx.companyId, ...usual, ...said })
    .onConflict((conflict) =>
      conflict.column("company_id").doUpdateSet(said).where("offer_setting.is_on", "=", true),
    )
    .returning("company_id")
    .execute();
  return rows.length > 0;
}

type OfferSwitch = {
  rule: "own-forecast" | "plain";
  style: "percent" | "rupees";
  gst_mode: "financial" | "section34";
  margin: number | null;
  cap: number;
  monthly_budget: bigint;
  party_year_cap: number;
  gap_days: number;
};
