import { createHmac, randomBytes } from "node:crypto";

import { startFakeProvider, type FakeProvider, type ProviderCall } from "./fake-provider.ts";

/* Razorpay's payment links on loopback. */

export type FakeLink = {
  id: string;
  reference_id: string;
  amount: number;
  amount_paid: number;
  status: string;
  expire_by: number;
  short_url: string;
  payments: object[];
  asked: Readonly<Record<string, unknown>>;
};

export type FakeRazorpay = FakeProvider & {
  readonly links: FakeLink[];
  /** The customer is quicker than the next cancel. */
  payBeforeCancel(): void;
  /** The customer pays; how the webhook tells it. */
  pay(link: FakeLink, payment?: { at?: Date; bank?: object }): object;
  /** A webhook's body of an event about a link. */
  event(name: string, link: FakeLink, payment?: object): object;
  setNow(now: Date): void;
};

export const FAKE_KEYS = { keyId: "rzp_test_A1b2C3d4E5f6G7", keySecret: "the-secret-of-a-key-at-razorpay" };
const MIN_LIFE_SECONDS = 15 * 60;

/** Signs a webhook's body as Razorpay does. */
export function signed(body: string | Uint8Array, secret: string): string {
  return createHmac("sha256", secret).update(body).digest("hex");
}

/** Starts it. It takes the keys `FAKE_KEYS` and no others. */
export async function startFakeRazorpay(start: Date): Promise<FakeRazorpay> {
  let now = start;
  const { answer, ...account } = openAccount(() => now);
  const provider = await startFakeProvider({
    unauthorised: UNAUTHORISED,
    tooMuch: { error: { code: "RATE_LIMIT" } },
    answer(call) {
      const [status, body] = answer(call);
      return { status, body };
    },
  });
  return Object.assign(provider, account, { event, setNow: (moment: Date) => void (now = moment) });
}

const UNAUTHORISED = { error: { description: "Authentication failed" } };
const CREDENTIAL = Buffer.from(`${FAKE_KEYS.keyId}:${FAKE_KEYS.keySecret}`).toString("base64");

type Account = Pick<FakeRazorpay, "links" | "pay" | "payBeforeCancel"> & {
  answer: (call: ProviderCall) => [number, object];
};

function openAccount(now: () => Date): Account {
  const links: FakeLink[] = [];
  const payments = new Map<string, object>();
  let isPaidFirst = false;
  const seconds = (): number => Math.floor(now().getTime() / 1_000);
  const standing = (link: FakeLink): FakeLink => {
    if (link.status === "created" && seconds() > link.expire_by) link.status = "expired";
    return link;
  };
  const pay: FakeRazorpay["pay"] = (link, { at = now(), bank = { rrn: "612345678901" } } = {}) => {
    const payment = {
      id: `pay_${randomBytes(7).toString("hex")}`,
      entity: "payment",
      amount: link.amount,
      status: "captured",
      method: "upi",
      acquirer_data: bank,
      email: "void@razorpay.com",
      contact: "+919999999999",
      created_at: Math.floor(at.getTime() / 1_000),
    };
    payments.set(payment.id, payment);
    Object.assign(link, { status: "paid", amount_paid: link.amount });
    link.payments.push({ payment_id: payment.id, amount: link.amount, status: "captured" });
    return event("payment_link.paid", link, payment);
  };
  return {
    links,
    pay,
    payBeforeCancel: () => void (isPaidFirst = true),
    answer({ method, path, query, head, body }) {
      if (head["authorization"] !== `Basic ${CREDENTIAL}`) return [401, UNAUTHORISED];
      const [, , kind, id, verb] = path.split("/");
      if (kind === "payments") return [200, payments.get(id ?? "") ?? {}];
      if (id === undefined && method === "POST") {
        return makeLink(links, { body: JSON.parse(body) as FakeLink["asked"], seconds: seconds() });
      }
      if (id === undefined) {
        const wanted = query.get("reference_id");
        const found = links.filter((link) => wanted === null || link.reference_id === wanted);
        return [200, { payment_links: found.map(standing) }];
      }
      const link = links.find((one) => one.id === id);
      if (link === undefined) return [404, { error: { code: "BAD_REQUEST_ERROR" } }];
      standing(link);
      if (verb !== "cancel") return [200, link];
      if (isPaidFirst) pay(link);
      isPaidFirst = false;
      if (link.status !== "created")
        return refusal(`Payment link cannot be cancelled as it is ${link.status}`);
      link.status = "cancelled";
      return [200, link];
    },
  };
}

function makeLink(
  links: FakeLink[],
  { body, seconds }: { body: FakeLink["asked"]; seconds: number },
): [number, object] {
  const { amount, reference_id: reference, expire_by: expires } = body;
  if (links.some((link) => link.reference_id === reference)) {
    return refusal("payment link creation failed with reference ID already attempted");
  }
  if (Number(expires) - seconds < MIN_LIFE_SECONDS) {
    return refusal("expire_by should be at least 15 minutes after current time");
  }
  if (typeof amount !== "number" || amount < 100) return refusal("The amount must be at least INR 1.00");
  const id = `plink_${randomBytes(7).toString("hex")}`;
  const link: FakeLink = {
    id,
    reference_id: String(reference),
    amount,
    amount_paid: 0,
    status: "created",
    expire_by: Number(expires),
    short_url: `https://rzp.io/i/${id.slice(6, 14)}`,
    payments: [],
    asked: body,
  };
  links.push(link);
  return [200, link];
}

function event(name: string, link: FakeLink, payment?: object): object {
  return {
    entity: "event",
    account_id: "acc_fake",
    event: name,
    contains: payment === undefined ? ["payment_link"] : ["payment", "payment_link"],
    payload: {
      payment_link: { entity: { ...link, asked: undefined } },
      ...(payment === undefined ? {} : { payment: { entity: payment } }),
    },
    created_at: 1,
  };
}

function refusal(description: string): [number, object] {
  return [400, { error: { code: "BAD_REQUEST_ERROR", description } }];
}
