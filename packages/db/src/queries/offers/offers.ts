import type { Selectable, Updateable } from "kysely";

import { jsonWithPaise } from "@cfa/values/money";

import type { CompanyTx } from "../../company-scope.ts";
import type { OfferEventTable, OfferState, OfferStep, OfferTable } from "../../tables/offers.ts";
import type { BooksReader } from "../snapshot.ts";

/** An offer as a customer is shown it, with how it stands. */
export type OfferRow = {
  offerId: string;
  ledgerGuid: string;
  billKey: string;
  billDate: string;
  billName: string;
  amount: bigint;
  style: "percent" | "rupees";
  steps: OfferStep[];
  state: OfferState;
  isHeldOut: boolean;
  acceptedAt: Date | null;
  acceptedStep: number | null;
  endedAt: Date | null;
  settledOn: string | null;
  settledAmount: bigint | null;
};

/** One offer; undefined when the company has none of this id. */
export function offerRow(reader: BooksReader, offerId: string): Promise<OfferRow | undefined> {
  return select(reader).where("offer_id", "=", offerId).executeTakeFirst();
}

/** By which keys an offer's bill is found: those that stay over a sync. */
export function billOfOffer({
  ledgerGuid,
  billKey,
  billDate,
}: Pick<OfferRow, "ledgerGuid" | "billKey" | "billDate">) {
  return { ledgerGuid, side: "receivable", nameKey: billKey, date: billDate } as const;
}

/** One offer, held until the end of the transaction: whoever moves it on comes one after the other. */
export function lockOffer(tx: CompanyTx, offerId: string): Promise<OfferRow | undefined> {
  return select(tx).where("offer_id", "=", offerId).forUpdate().executeTakeFirst();
}

/** Whether a customer of that party may take an offer, or has taken one that is not settled yet. */
export async function partyHasLiveOffer(
  { companyId, query }: BooksReader,
  ledgerGuid: string,
): Promise<boolean> {
  const found = await query
    .selectFrom("offer")
    .select("offer_id")
    .where("company_id", "=", companyId)
    .where("ledger_guid", "=", ledgerGuid)
    .where("state", "in", ["approved", "accepted"])
    .executeTakeFirst();
  return found !== undefined;
}

/** Moves an offer on. The database refuses what does not follow, and any change of what was approved. */
export async function moveOffer(
  tx: CompanyTx,
  offerId: string,
  change: Pick<
    Updateable<OfferTable>,
    | "state"
    | "decided_at"
    | "decided_by"
    | "decided_name"
    | "decided_why"
    | "live_from"
    | "accepted_at"
    | "accepted_step"
    | "ended_at"
    | "end_why"
    | "settled_voucher_guid"
    | "settled_on"
    | "settled_amount"
    | "settled_discount"
    | "settled_by"
  >,
): Promise<void> {
  await tx.query
    .updateTable("offer")
    .set(change)
    .where("company_id", "=", tx.companyId)
    .where("offer_id", "=", offerId)
    .execute();
}

/** An owner's steps of a proposal, with what they bring. `proposed_at` moves on, so that nobody approves what they did not see. */
export type EditedSteps = Pick<
  Updateable<OfferTable>,
  "cost" | "profit" | "profit_low" | "days_gained" | "annual_rate" | "chance"
> & { readonly steps: readonly { until: string; discount: number; off: bigint }[]; readonly reason: unknown };

/** Puts them in the place of what was proposed. */
export async function keepEdited(
  tx: CompanyTx,
  offerId: string,
  { edited, asOf, at, by }: { edited: EditedSteps; asOf: string; at: Date; by: { id: string; name: string } },
): Promise<void> {
  const kept = {
    ...edited,
    steps: jsonWithPaise(edited.steps),
    reason: jsonWithPaise(edited.reason),
    as_of: asOf,
    proposed_at: at,
    edited_at: at,
    edited_by: by.id,
    edited_name: by.name,
  };
  await tx.query
    .updateTable("offer")
    .set(kept)
    .where("company_id", "=", tx.companyId)
    .where("offer_id", "=", offerId)
    .where("state", "=", "proposed")
    .execute();
}

export type OfferEventRow = {
  kind: Selectable<OfferEventTable>["kind"];
  offerId: string;
  at: Date;
  correctionId: string;
};

/** What the customer said of an offer, first things first. */
export function offerEvents({ companyId, query }: BooksReader, offerId: string): Promise<OfferEventRow[]> {
  return query
    .selectFrom("offer_event")
    .select(["kind", "offer_id as offerId", "at", "correction_id as correctionId"])
    .where("company_id", "=", companyId)
    .where("offer_id", "=", offerId)
    .orderBy("at")
    .orderBy("event_id")
    .execute();
}

/** What a nonce was used for; undefined: for nothing yet. */
export function offerEventOf(
  { companyId, query }: BooksReader,
  nonceHash: Uint8Array,
): Promise<OfferEventRow | undefined> {
  return query
    .selectFrom("offer_event")
    .select(["kind", "offer_id as offerId", "at", "correction_id as correctionId"])
    .where("company_id", "=", companyId)
    .where("nonce_hash", "=", Buffer.from(nonceHash))
    .executeTakeFirst();
}

/** Writes down what the customer said. A nonce that was used is refused by the database: look first, with the offer locked. */
export async function addOfferEvent(
  tx: CompanyTx,
  event: OfferEventRow & { nonceHash: Uint8Array },
): Promise<void> {
  await tx.query
    .insertInto("offer_event")
    .values({
      company_id: tx.companyId,
      offer_id: event.offerId,
      kind: event.kind,
      nonce_hash: Buffer.from(event.nonceHash),
      at: event.at,
      correction_id: event.correctionId,
    })
    .execute();
}

function select({ query, companyId }: BooksReader) {
  return query
    .selectFrom("offer")
    .select([
      "offer_id as offerId",
      "ledger_guid as ledgerGuid",
      "bill_key as billKey",
      "bill_date as billDate",
      "bill_name as billName",
      "amount",
      "style",
      "steps",
      "state",
      "is_held_out as isHeldOut",
      "accepted_at as acceptedAt",
      "accepted_step as acceptedStep",
      "ended_at as endedAt",
      "settled_on as settledOn",
      "settled_amount as settledAmount",
    ])
    .where("company_id", "=", companyId);
}
