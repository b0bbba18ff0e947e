import { sql } from "kysely";

import type { OfferState } from "../../tables/offers.ts";
import type { CompanyTx } from "../../company-scope.ts";
import type { BooksReader } from "../snapshot.ts";
import { lockOffer, type OfferRow } from "./offers.ts";

/** An offer as the company sees it. Ghosts are none of these: nobody is shown who is held out. */
export type OfferFullRow = Omit<OfferRow, "state" | "isHeldOut" | "acceptedStep"> & {
  state: Exclude<OfferState, "ghost" | "ghost-ended">;
  cost: bigint;
  profit: bigint;
  profitLow: bigint;
  daysGained: number;
  annualRate: number | null;
  chance: number;
  gstMode: "financial" | "section34";
  reason: unknown;
  editedAt: Date | null;
  editedName: string | null;
  asOf: string;
  proposedAt: Date;
  decidedAt: Date | null;
  decidedName: string | null;
  decidedWhy: string | null;
  endWhy: string | null;
  settledDiscount: bigint | null;
  hasLink: boolean;
};

export type OfferList = "waiting" | "live" | "over" | "open";

const STATES: Readonly<Record<OfferList, readonly OfferState[]>> = {
  waiting: ["proposed"],
  live: ["approved", "accepted"],
  open: ["proposed", "approved", "accepted"],
  over: ["rejected", "honoured", "lapsed", "withdrawn"], // and what an owner had edited, but not decided
};

/** `ledgerGuid`: of one party. */
type OfferAsk = { list: OfferList; limit: number; offset: number; ledgerGuid?: string };

/** Offers of a list: those that wait by what they bring, the others by when they were decided, the latest first. */
export async function offerList(
  reader: BooksReader,
  { list, limit, offset, ledgerGuid }: OfferAsk,
): Promise<OfferFullRow[]> {
  const order = list === "waiting" ? sql`o.profit desc` : sql`coalesce(o.ended_at, o.decided_at) desc`;
  const found = await sql<OfferFullRow>`
    ${select(reader)} and (o.state = any(${[...STATES[list]]}::text[])
      or ${list === "over"} and o.state = 'lapsed-unapproved' and o.edited_at is not null)
      and (${ledgerGuid ?? null}::text is null or o.ledger_guid = ${ledgerGuid ?? null}::text)
    order by ${order}, o.offer_id limit ${limit} offset ${offset}`.execute(reader.query);
  return found.rows;
}

/** One of them; undefined: there is none of this id, or it is a ghost. */
export async function fullOffer(reader: BooksReader, offerId: string): Promise<OfferFullRow | undefined> {
  const found = await sql<OfferFullRow>`${select(reader)} and o.offer_id = ${offerId}`.execute(reader.query);
  return found.rows[0];
}

/** The same, held until the end of the transaction. */
export async function lockFullOffer(tx: CompanyTx, offerId: string): Promise<OfferFullRow | undefined> {
  return (await lockOffer(tx, offerId)) && fullOffer(tx, offerId);
}

/** How many wait and are live, and what was given by those that were honoured within the month. */
export type OfferStanding = {
  waiting: number;
  waitingAmount: bigint;
  waitingCost: bigint;
  waitingProfit: bigint;
  live: number;
  liveAmount: bigint;
  accepted: number;
  given: bigint;
};

/** The same for a company, in the month of a day. */
export async function offerStanding(reader: BooksReader, today: string): Promise<OfferStanding> {
  const found = await sql<OfferStanding>`
    select count(*) filter (where state = 'proposed')::int as waiting,
      coalesce(sum(amount) filter (where state = 'proposed'), 0)::bigint as "waitingAmount",
      coalesce(sum(cost) filter (where state = 'proposed'), 0)::bigint as "waitingCost",
      coalesce(sum(profit) filter (where state = 'proposed'), 0)::bigint as "waitingProfit",
      count(*) filter (where state in ('approved', 'accepted'))::int as live,
      coalesce(sum(amount) filter (where state in ('approved', 'accepted')), 0)::bigint as "liveAmount",
      count(*) filter (where state = 'accepted')::int as accepted,
      coalesce(sum(settled_discount) filter (where state = 'honoured' and settled_on >= date_trunc('month', ${today}::date)), 0)::bigint as given
    from offer where company_id = ${reader.companyId}`.execute(reader.query);
  const [row] = found.rows;
  if (row === undefined) throw new Error("a sum has one row");
  return row;
}

function select({ companyId }: BooksReader) {
  return sql`
    select o.offer_id as "offerId", o.ledger_guid as "ledgerGuid", o.bill_key as "billKey", o.bill_date as "billDate",
      o.bill_name as "billName", o.amount, o.style, o.steps, o.state, o.cost, o.profit, o.profit_low as "profitLow",
      o.days_gained as "daysGained", o.annual_rate as "annualRate", o.chance, o.gst_mode as "gstMode",
      o.reason, o.edited_at as "editedAt", o.edited_name as "editedName", o.as_of as "asOf", o.proposed_at as "proposedAt",
      o.decided_at as "decidedAt", o.decided_name as "decidedName",
      o.decided_why as "decidedWhy", o.accepted_at as "acceptedAt", o.ended_at as "endedAt", o.end_why as "endWhy",
      o.settled_on as "settledOn", o.settled_amount as "settledAmount", o.settled_discount as "settledDiscount",
      exists (select from offer_link k where k.company_id = o.company_id and k.offer_id = o.offer_id
        and k.revoked_at is null and k.nudge_id is null) as "hasLink"
    from offer o where o.company_id = ${companyId} and not o.is_held_out`;
}
