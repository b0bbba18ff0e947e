import type { CompanyTx } from "../../company-scope.ts";

/** What a webhook says, as far as it is about a link or a payment. Sums are paise as text. */
export type EventTold = {
  readonly state: "cancelled" | "expired" | "paid" | null;
  readonly gatewayId: string | null;
  readonly reference: string | null;
  readonly amount: string;
  readonly paymentId: string | null;
  readonly at: string | null;
  readonly utr: string | null;
};

export type WaitingEvent = { eventId: string; body: Uint8Array | null; told: EventTold | null };

const MOST = 200;

/** Keeps a webhook; false: it was told before. */
export async function keepGatewayEvent(
  tx: CompanyTx,
  event: { eventId: string; bodyHash: Uint8Array; body: Uint8Array; at: Date },
): Promise<boolean> {
  const { eventId, bodyHash, body, at } = event;
  const rows = await tx.run(
    `insert into gateway_event (company_id, event_id, body_hash, received_at, body) values ($1, $2, $3, $4, $5)
     on conflict do nothing returning event_id`,
    [tx.companyId, eventId, Buffer.from(bodyHash), at, Buffer.from(body)],
  );
  return rows.length > 0;
}

/** Webhooks that were not looked at, and those since a moment of no known link, oldest first. */
export function waitingEvents(tx: CompanyTx, since: Date): Promise<WaitingEvent[]> {
  return tx.run<WaitingEvent>(
    `select event_id as "eventId", body, told from gateway_event
     where company_id = $1 and (outcome is null or (outcome = 'unknown' and received_at > $2))
     order by outcome nulls first, received_at, event_id limit ${MOST}`,
    [tx.companyId, since],
  );
}

/** The link that a webhook is about; undefined: none of ours, so far. */
export async function linkOfEvent(tx: CompanyTx, told: EventTold): Promise<string | undefined> {
  const rows = await tx.run<{ linkId: string }>(
    `select link_id as "linkId" from gateway_link where company_id = $1
       and (replace(link_id::text, '-', '') = $2 or gateway_id = $3 or payment_id = $4) limit 1`,
    [tx.companyId, told.reference, told.gatewayId, told.paymentId],
  );
  return rows[0]?.linkId;
}

/** Notes what became of a webhook; its body goes, what it says of a link stays. */
export async function noteGatewayEvent(
  tx: CompanyTx,
  eventId: string,
  worked: { told: EventTold | null; outcome: "taken" | "unknown" | "nothing" | "unreadable" },
): Promise<void> {
  await tx.run(
    "update gateway_event set body = null, told = $3, outcome = $4 where company_id = $1 and event_id = $2",
    [tx.companyId, eventId, worked.told === null ? null : JSON.stringify(worked.told), worked.outcome],
  );
}
