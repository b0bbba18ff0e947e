import { fail, ok, type Result } from "@cfa/values/result";

import { call } from "../channels/call.ts";
import type { GatewayLink, GatewayTrouble, PaymentGateway, WantedLink } from "./payment-gateway.ts";
import { linkIn, listIn, paymentIn, type PaymentTold, type Told } from "./razorpay-shapes.ts";

/** How a company's Razorpay account is reached. */
export type RazorpayAccount = {
  /** Where Razorpay is; a test's own machine in tests. */
  readonly baseUrl: string;
  readonly keyId: string;
  readonly keySecret: string;
  /** How long an answer may take. */
  readonly timeoutMillis?: number;
};

export const RAZORPAY_URL = "https://api.razorpay.com";
const TIMEOUT_MILLIS = 10_000;
const MAX_ANSWER_BYTES = 1024 * 1024;
const LINK_ID = /^plink_[A-Za-z0-9]{1,40}$/;
const PAYMENT_ID = /^pay_[A-Za-z0-9]{1,40}$/;

type Asked = { readonly method: "GET" | "POST"; readonly path: string; readonly body?: object };

/**
 * Razorpay's payment links. Nothing of a customer is told to it; it writes to nobody (`notify`, `reminder_enable`), takes no part payments, and sends the
 * customer nowhere afterwards.
 */
export function razorpay(account: RazorpayAccount): PaymentGateway {
  const ask = (asked: Asked): Promise<Result<unknown, GatewayTrouble>> => answerOf(account, asked);

  const find = async (reference: string): Promise<Result<GatewayLink | null, GatewayTrouble>> => {
    const answer = await ask({
      method: "GET",
      path: `/v1/payment_links?reference_id=${encodeURIComponent(reference)}`,
    });
    if (!answer.ok) return answer;
    const all = listIn(answer.value);
    if (all === null) return fail("later");
    // What does not know the filter answers all there are.
    const link = all.find((one) => one.reference === reference);
    return link === undefined ? ok(null) : whole(ask, link);
  };

  const read = async (gatewayId: string): Promise<Result<GatewayLink, GatewayTrouble>> => {
    if (!LINK_ID.test(gatewayId)) return fail("refused");
    const answer = await ask({ method: "GET", path: `/v1/payment_links/${gatewayId}` });
    return answer.ok ? linkOr(ask, answer.value) : answer;
  };

  return {
    find,
    read,
    async make(wanted) {
      const answer = await ask({ method: "POST", path: "/v1/payment_links", body: bodyOf(wanted) });
      if (answer.ok) return linkOr(ask, answer.value);
      if (answer.error !== "refused") return answer;
      // Refused may mean: made before, by a call whose answer was lost.
      const before = await find(wanted.reference);
      if (!before.ok) return before;
      return before.value === null ? fail("refused") : ok(before.value);
    },
    async cancel(gatewayId) {
      if (!LINK_ID.test(gatewayId)) return fail("refused");
      const answer = await ask({ method: "POST", path: `/v1/payment_links/${gatewayId}/cancel`, body: {} });
      if (answer.ok) return linkOr(ask, answer.value);
      // Refused where it was paid, cancelled or over already: what came first is what counts.
      return answer.error === "refused" ? read(gatewayId) : answer;
    },
  };
}

function bodyOf({ reference, amount, expiresAt, description }: WantedLink): object {
  return {
    amount: Number(amount),
    currency: "INR",
    accept_partial: false,
    reference_id: reference,
    expire_by: Math.floor(expiresAt.getTime() / 1_000) - 1, // the last second that is good
    description,
    notify: { sms: false, email: false },
    reminder_enable: false,
  };
}

async function linkOr(
  ask: (asked: Asked) => Promise<Result<unknown, GatewayTrouble>>,
  answer: unknown,
): Promise<Result<GatewayLink, GatewayTrouble>> {
  const told = linkIn(answer);
  return told === null ? fail("unsure") : whole(ask, told);
}

/** A link with what is known of its payment: under which number the banks have it stands with the payment alone. */
async function whole(
  ask: (asked: Asked) => Promise<Result<unknown, GatewayTrouble>>,
  { paymentId, paidAmount, ...link }: Told,
): Promise<Result<GatewayLink, GatewayTrouble>> {
  if (link.state !== "paid") return ok({ ...link, payment: null });
  const bare: PaymentTold = { paymentId, at: null, utr: null };
  if (paymentId === null || !PAYMENT_ID.test(paymentId)) {
    return ok({ ...link, payment: { ...bare, amount: paidAmount } });
  }
  const answer = await ask({ method: "GET", path: `/v1/payments/${paymentId}` });
  // That it is paid is certain without it; a webhook may tell the rest.
  const payment = (answer.ok ? paymentIn(answer.value) : null) ?? bare;
  return ok({ ...link, payment: { ...payment, amount: paidAmount } });
}

async function answerOf(
  { baseUrl, keyId, keySecret, timeoutMillis = TIMEOUT_MILLIS }: RazorpayAccount,
  { method, path, body }: Asked,
): Promise<Result<unknown, GatewayTrouble>> {
  const answer = await call({
    baseUrl,
    path,
    method,
    signal: AbortSignal.timeout(timeoutMillis),
    mostBytes: MAX_ANSWER_BYTES,
    headers: {
      authorization: `Basic ${Buffer.from(`${keyId}:${keySecret}`).toString("base64")}`,
      ...(body === undefined ? {} : { "content-type": "application/json" }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  // No answer, half of one, or one that is none: what was asked may have been done.
  if (answer.kind !== "answered") return fail("unsure");
  const { status, json } = answer;
  if (status === 401 || status === 403) return fail("bad-keys");
  if (status === 429) return fail("later");
  if (status >= 500) return fail("unsure");
  if (status >= 400) return fail("refused");
  return json === null ? fail("unsure") : ok(json);
}
