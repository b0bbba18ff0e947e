import type { Paise } from "@cfa/values/money";

import type { GatewayLink, LinkPayment } from "./payment-gateway.ts";

/* What Razorpay answers, as far as it is looked at. Whatever has not the form of what it should be is null. */

/** A link as it is told, and what is told of its payment beside. */
export type Told = Omit<GatewayLink, "payment"> & { paymentId: string | null; paidAmount: Paise };
export type PaymentTold = Omit<LinkPayment, "amount">;

type Fields = Readonly<Record<string, unknown>>;

const MOST_PAISE = 10 ** 15;
const STATES: Readonly<Record<string, GatewayLink["state"]>> = {
  created: "made",
  partially_paid: "paid", // none of ours takes parts; were there money on one, it is money
  paid: "paid",
  cancelled: "cancelled",
  expired: "expired",
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
  const at = payment["created_at"];
  return {
    paymentId,
    at:
      typeof at === "number" && Number.isSafeInteger(at) && at > 0 && at < 1e11 ? new Date(at * 1_000) : null,
    utr: utr.find((one) => one !== null) ?? null,
  };
}

function fieldsIn(value: unknown): Fields | null {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Fields) : null;
}

function textIn(value: unknown, most: number): string | null {
  return typeof value === "string" && value !== "" && value.length <= most ? value : null;
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
