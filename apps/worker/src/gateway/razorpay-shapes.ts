import type { EventTold } from "@cfa/db/queries/gateway/events";
import { paiseToJson, type Paise } from "@cfa/values/money";

import { fieldsIn, parsed, secondsIn, textIn } from "../read-fields.ts";
import type { GatewayLink, LinkPayment } from "./payment-gateway.ts";

/* What Razorpay answers, as far as it is looked at. Whatever has not the form of what it should be is null. */

/** A link as it is told, and what is told of its payment beside. */
export type Told = Omit<GatewayLink, "payment"> & { paymentId: string | null; paidAmount: Paise };
export type PaymentTold = Omit<LinkPayment, "amount">;

const MOST_PAISE = 10 ** 15;
const STATES: Readonly<Record<string, GatewayLink["state"]>> = {
  created: "made",
  partially_paid: "paid", // none of ours takes parts; were there money on one, it is money
  paid: "paid",
  cancelled: "cancelled",
  expired: "expired",
};

/** Of which webhooks what follows; others are kept and mean nothing to us. */
const EVENT_STATES: Readonly<Record<string, EventTold["state"]>> = {
  "payment_link.paid": "paid",
  "payment_link.partially_paid": "paid",
  "payment_link.cancelled": "cancelled",
  "payment_link.expired": "expired",
  "payment.captured": "paid",
};

export function listIn(answer: unknown): Told[] | null {
  const all = fieldsIn(answer)?.["payment_links"];
  return Array.isArray(all) ? all.flatMap((one) => linkIn(one) ?? []) : null;
}

/** A payment link. */
export function linkIn(answer: unknown): Told | null {
  const link = fieldsIn(answer);
  if (link === null) return null;
  const gatewayId = textIn(link["id"], 50);
  const reference = textIn(link["reference_id"], 40);
  const url = addressIn(link["short_url"]);
  const amount = paiseIn(link["amount"]);
  const status = STATES[textIn(link["status"], 30) ?? ""];
  if (gatewayId === null || reference === null || url === null || amount === null || status === undefined) {
    return null;
  }
  const payments: unknown[] = Array.isArray(link["payments"]) ? link["payments"] : [];
  const payment = fieldsIn(payments.at(-1));
  const paidAmount = paiseIn(link["amount_paid"]) ?? 0n;
  return {
    gatewayId,
    reference,
    url,
    amount,
    state: paidAmount > 0n ? "paid" : status,
    paymentId: textIn(payment?.["payment_id"] ?? payment?.["id"], 50),
    paidAmount: status === "paid" && paidAmount === 0n ? amount : paidAmount,
  };
}

/** A payment. Banks know it by one number or another, as it was made. */
export function paymentIn(answer: unknown): PaymentTold | null {
  const payment = fieldsIn(answer);
  const paymentId = textIn(payment?.["id"], 50);
  if (payment === null || paymentId === null) return null;
  const bank = fieldsIn(payment["acquirer_data"]);
  const utr = ["utr", "rrn", "bank_transaction_id"].map((name) => textIn(bank?.[name], 64));
  return {
    paymentId,
    at: secondsIn(payment["created_at"]),
    utr: utr.find((one) => one !== null) ?? null,
  };
}

/** A webhook; null where it is none of Razorpay's. Of one that is about no link's end only that is told. */
export function eventIn(body: string): EventTold | null {
  const event = fieldsIn(parsed(body));
  const name = textIn(event?.["event"], 60);
  if (event === null || name === null) return null;
  const payload = fieldsIn(event["payload"]);
  const link = fieldsIn(fieldsIn(payload?.["payment_link"])?.["entity"]);
  const entity = fieldsIn(payload?.["payment"])?.["entity"];
  const payment = paymentIn(entity);
  const paid = paiseIn(link?.["amount_paid"]) ?? paiseIn(fieldsIn(entity)?.["amount"]) ?? 0n;
  return {
    state: paid > 0n && EVENT_STATES[name] !== undefined ? "paid" : (EVENT_STATES[name] ?? null),
    gatewayId: textIn(link?.["id"], 50),
    reference: textIn(link?.["reference_id"], 40),
    amount: paiseToJson(paid),
    paymentId: payment?.paymentId ?? null,
    at: payment?.at?.toISOString() ?? null,
    utr: payment?.utr ?? null,
  };
}

function paiseIn(value: unknown): Paise | null {
  const isSum = typeof value === "number" && Number.isSafeInteger(value) && value >= 0 && value < MOST_PAISE;
  return isSum ? BigInt(value) : null;
}

/** Customers are led there from our page: to https alone, and without a name or password in it. */
function addressIn(value: unknown): string | null {
  const text = textIn(value, 300);
  if (text === null || !URL.canParse(text)) return null;
  const { protocol, username, password, href } = new URL(text);
  return protocol === "https:" && username === "" && password === "" ? href : null;
}
