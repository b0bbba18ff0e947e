import { sql } from "kysely";

import type { ConsentFact, LiveOfferFact, ResponseFact, StepFact } from "@cfa/nudges/facts";
import type { Kind, Stage, Way } from "@cfa/nudges/kinds";

import type { OfferStep } from "../../tables/offers.ts";
import type { BooksReader } from "../snapshot.ts";

type Guids = readonly string[];

/** An address that is known; `address` null: erased. */
export type KnownAddressRow = {
  guid: string;
  way: Exclude<Way, "print">;
  address: string | null;
  hash: Buffer;
  source: "tally" | "correction" | "inbound" | "provider";
  seenAt: Date;
  isDead: boolean;
};

/** Addresses of some ledgers, the newest first. */
export async function knownAddresses(
  { companyId, query }: BooksReader,
  guids: Guids,
): Promise<KnownAddressRow[]> {
  const found = await sql<KnownAddressRow>`
    select ledger_guid as guid, way, address, address_hash as hash, source, seen_at as "seenAt", dead_at is not null as "isDead"
    from party_address where company_id = ${companyId} and ledger_guid = any(${[...guids]}::text[])
    order by seen_at desc, address_id`.execute(query);
  return found.rows;
}

export type ConsentRow = Omit<ConsentFact, "of" | "hash"> & { guid: string | null; hash: Buffer | null };

/** What was said of consent of some ledgers and of some addresses, the first first. */
export async function consentSaid(
  { companyId, query }: BooksReader,
  { guids, hashes }: { guids: Guids; hashes: readonly Uint8Array[] },
): Promise<ConsentRow[]> {
  const found = await sql<ConsentRow>`
    select ledger_guid as guid, address_hash as hash, kind, way, said, at from consent_event
    where company_id = ${companyId} and (ledger_guid = any(${[...guids]}::text[]) or address_hash = any(${hashes.map((one) => Buffer.from(one))}::bytea[]))
    order by consent_no`.execute(query);
  return found.rows;
}

/** When customers of some ledgers answered, since a moment. */
export async function partyResponses(
  { companyId, query }: BooksReader,
  { guids, since }: { guids: Guids; since: Date },
): Promise<(ResponseFact & { guid: string })[]> {
  const found = await sql<ResponseFact & { guid: string }>`
    select ledger_guid as guid, at, what from party_response
    where company_id = ${companyId} and ledger_guid = any(${[...guids]}::text[]) and at >= ${since} order by at`.execute(
    query,
  );
  return found.rows;
}

export type SentRow = { guid: string; nudgeId: string; kind: Kind; stage: Stage; day: string; at: Date };

/** What went out to some ledgers' customers since a day, or may have: of attempts that surely arrived nowhere nothing is told. */
export async function sentTo(
  { companyId, query }: BooksReader,
  { guids, since }: { guids: Guids; since: string },
): Promise<SentRow[]> {
  const found = await sql<SentRow>`
    select n.ledger_guid as guid, n.nudge_id as "nudgeId", n.kind, n.stage, n.day, min(a.called_at) as at
    from nudge n join nudge_attempt a on a.company_id = n.company_id and a.nudge_id = n.nudge_id and a.state not in ('put-off', 'failed')
    where n.company_id = ${companyId} and n.ledger_guid = any(${[...guids]}::text[]) and n.day >= ${since}::date
    group by n.ledger_guid, n.nudge_id, n.kind, n.stage, n.day order by min(a.called_at)`.execute(query);
  return found.rows;
}

export type StepRow = Omit<StepFact, "bill" | "dueOn"> & {
  guid: string;
  billKey: string;
  billDate: string;
  dueOn: string;
};

/** What became of the stages that bills of some ledgers reached. */
export async function dunningSteps({ companyId, query }: BooksReader, guids: Guids): Promise<StepRow[]> {
  const found = await sql<StepRow>`
    select ledger_guid as guid, bill_key as "billKey", bill_date as "billDate", stage, due_on as "dueOn", state, nudge_id as "nudgeId", code
    from dunning_step where company_id = ${companyId} and ledger_guid = any(${[...guids]}::text[])`.execute(
    query,
  );
  return found.rows;
}

export type LiveOffer = {
  guid: string;
  offerId: string;
  billKey: string;
  billDate: string;
  amount: bigint;
  state: LiveOfferFact["state"];
  steps: OfferStep[];
};

/** The offers that customers of some ledgers may take, or have; the first first. */
export async function liveOffersTo({ companyId, query }: BooksReader, guids: Guids): Promise<LiveOffer[]> {
  const found = await sql<LiveOffer>`
    select ledger_guid as guid, offer_id as "offerId", bill_key as "billKey", bill_date as "billDate", amount, state, steps
    from offer where company_id = ${companyId} and ledger_guid = any(${[...guids]}::text[]) and state in ('approved', 'accepted')
    order by proposed_at, offer_id`.execute(query);
  return found.rows;
}

export type ClaimRow = {
  guid: string;
  kind: "said-paid" | "paid-at-gateway" | "reply-waiting";
  at: Date;
  amount: bigint | null;
  billKey: string | null;
  billDate: string | null;
};

/** What customers of some ledgers say that the books do not show: a payment at the gateway, a reply that a person has to read or has taken. */
export async function claimsOf(
  { companyId, query }: BooksReader,
  { guids, since }: { guids: Guids; since: Date },
): Promise<ClaimRow[]> {
  const found = await sql<ClaimRow>`
    select o.ledger_guid as guid, 'paid-at-gateway' as kind, coalesce(k.paid_at, k.looked_at, k.wanted_at) as at, k.paid_amount as amount,
      o.bill_key as "billKey", o.bill_date as "billDate"
    from gateway_link k join offer o on o.company_id = k.company_id and o.offer_id = k.offer_id
    where k.company_id = ${companyId} and k.state = 'paid' and o.ledger_guid = any(${[...guids]}::text[])
      and coalesce(k.paid_at, k.looked_at, k.wanted_at) >= ${since}
    union all
    select ledger_guid, case state when 'waiting' then 'reply-waiting' else 'said-paid' end, received_at, (reading ->> 'amount')::bigint, null, null
    from inbound
    where company_id = ${companyId} and ledger_guid = any(${[...guids]}::text[]) and received_at >= ${since}
      and (state = 'waiting' and reading ->> 'intent' in ('promise', 'dispute', 'paid') or state = 'taken' and reading ->> 'intent' = 'paid')`.execute(
    query,
  );
  return found.rows;
}
