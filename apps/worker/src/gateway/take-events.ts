import type { CompanyTx } from "@cfa/db/company-scope";
import { linkOfEvent, noteGatewayEvent, waitingEvents, type EventTold } from "@cfa/db/queries/gateway/events";
import { advanceGatewayLink } from "@cfa/db/queries/gateway/links";

import { eventIn } from "./razorpay-shapes.ts";

/** So long a webhook of no known link is looked at again: payments beside ours are told too. It is kept for good. */
const UNKNOWN_MILLIS = 3 * 86_400_000;

/**
 * Looks at the webhooks of a company that wait. They come more than once, in any order, and before we know of what they tell: a link moves on only,
 * and one of no known link is looked at again the next time. Answers how many moved something.
 */
export async function takeEvents(tx: CompanyTx, now: Date): Promise<number> {
  let taken = 0;
  const since = new Date(now.getTime() - UNKNOWN_MILLIS);
  for (const { eventId, body, told: before } of await waitingEvents(tx, since)) {
    const told = before ?? (body === null ? null : eventIn(Buffer.from(body).toString()));
    const outcome = told === null ? "unreadable" : await takeOne(tx, told);
    await noteGatewayEvent(tx, eventId, { told, outcome });
    if (outcome === "taken") taken++;
  }
  return taken;
}

async function takeOne(tx: CompanyTx, told: EventTold): Promise<"taken" | "unknown" | "nothing"> {
  if (told.state === null) return "nothing";
  const linkId = await linkOfEvent(tx, told);
  if (linkId === undefined) return "unknown";
  await advanceGatewayLink(tx, linkId, {
    state: told.state,
    gatewayId: told.gatewayId,
    payment:
      told.state === "paid"
        ? {
            amount: BigInt(told.amount),
            at: told.at === null ? null : new Date(told.at),
            paymentId: told.paymentId,
            utr: told.utr,
          }
        : null,
  });
  return "taken";
}
