import { createHmac, randomBytes } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/* A payment gateway on loopback that behaves as badly as a real one may. */

/** What befalls the next calls, one each. `made-…`: it is done, and the answer is lost. `paid-first`: the customer is quicker than the cancel. */
export type Mishap =
  | "429"
  | "401"
  | "500"
  | "502-html"
  | "hangs"
  | "cut"
  | "not-json"
  | "redirect"
  | "made-500"
  | "made-hangs"
  | "paid-first"
  | "slow";

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

export type FakeRazorpay = {
  readonly url: string;
  readonly links: FakeLink[];
  /** Each call, such as "POST /v1/payment_links". */
  readonly calls: string[];
  /** What befalls the calls to come that begin with `to` (any, where it is left out). */
  befall(mishap: Mishap, to?: string): void;
  /** The customer pays; how the webhook tells it. */
  pay(link: FakeLink, payment?: { at?: Date; bank?: object }): object;
  /** A webhook's body of an event about a link. */
  event(name: string, link: FakeLink, payment?: object): object;
  setNow(now: Date): void;
  close(): Promise<void>;
};

export const FAKE_KEYS = { keyId: "rzp_test_A1b2C3d4E5f6G7", keySecret: "the-secret-of-a-key-at-razorpay" };
const SLOW_MILLIS = 150;
const MIN_LIFE_SECONDS = 15 * 60;

/** Signs a webhook's body as Razorpay does. */
export function signed(body: string | Uint8Array, secret: string): string {
  return createHmac("sha256", secret).update(body).digest("hex");
}

/** Starts it. It takes the keys `FAKE_KEYS` and no others. */
export async function startFakeRazorpay(start: Date): Promise<FakeRazorpay> {
  const calls: string[] = [];
  const mishaps: { mishap: Mishap; to: string }[] = [];
  let now = start;
  const account = openAccount(() => now);
  const next = (call: string): Mishap | undefined => {
    calls.push(call);
    const found = mishaps.findIndex(({ to }) => call.startsWith(to));
    return found < 0 ? undefined : mishaps.splice(found, 1)[0]?.mishap;
  };
  const server = createServer(
    (request, response) => void take(account, { request, response, next }).catch(() => undefined),
  );
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    links: account.links,
    calls,
    befall: (mishap, to = "") => void mishaps.push({ mishap, to }),
    pay: account.pay,
    event,
    setNow: (moment) => void (now = moment),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

type Asked = { method: string; url: URL; body: Readonly<Record<string, unknown>> };
type Account = Pick<FakeRazorpay, "links" | "pay"> & { answer(asked: Asked): [number, object] };

function openAccount(now: () => Date): Account {
  const links: FakeLink[] = [];
  const payments = new Map<string, object>();
  const seconds = (): number => Math.floor(now().getTime() / 1_000);
  const standing = (link: FakeLink): FakeLink => {
    if (link.status === "created" && seconds() > link.expire_by) link.status = "expired";
    return link;
  };
  return {
    links,
    pay(link, { at = now(), bank = { rrn: "612345678901" } } = {}) {
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
    },
    answer({ method, url, body }) {
      const [, , kind, id, verb] = url.pathname.split("/");
      if (kind === "payments") return [200, payments.get(id ?? "") ?? {}];
      if (id === undefined && method === "POST") return makeLink(links, { body, seconds: seconds() });
      if (id === undefined) {
        const wanted = url.searchParams.get("reference_id");
        const found = links.filter((link) => wanted === null || link.reference_id === wanted);
        return [200, { payment_links: found.map(standing) }];
      }
      const link = links.find((one) => one.id === id);
      if (link === undefined) return [404, { error: { code: "BAD_REQUEST_ERROR" } }];
      standing(link);
      if (verb !== "cancel") return [200, link];
      if (link.status !== "created")
        return refusal(`Payment link cannot be cancelled as it is ${link.status}`);
      link.status = "cancelled";
      return [200, link];
    },
  };
}

function makeLink(
  links: FakeLink[],
  { body, seconds }: { body: Readonly<Record<string, unknown>>; seconds: number },
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

type Taking = {
  request: IncomingMessage;
  response: ServerResponse;
  next: (call: string) => Mishap | undefined;
};

async function take(account: Account, { request, response, next }: Taking): Promise<void> {
  const url = new URL(request.url ?? "/", "http://fake");
  const method = request.method ?? "GET";
  const mishap = next(`${method} ${url.pathname}`);
  const text = await bodyOf(request);
  const wanted = `Basic ${Buffer.from(`${FAKE_KEYS.keyId}:${FAKE_KEYS.keySecret}`).toString("base64")}`;
  if (mishap === "401" || request.headers.authorization !== wanted) {
    return send(response, 401, { error: { description: "Authentication failed" } });
  }
  if (mishap === "429") return send(response, 429, { error: { code: "RATE_LIMIT" } });
  if (mishap === "500") return send(response, 500, {});
  if (mishap === "hangs") return;
  if (mishap === "cut") return void request.socket.destroy();
  if (mishap === "not-json") return void response.end('{"id": "plink_');
  if (mishap === "502-html") return void response.writeHead(502).end("<html>Bad Gateway</html>");
  if (mishap === "redirect") {
    return void response.writeHead(302, { location: "http://127.0.0.1:9/steal" }).end();
  }
  if (mishap === "slow") await new Promise((resolve) => setTimeout(resolve, SLOW_MILLIS));
  const paid = account.links.find(({ id }) => mishap === "paid-first" && url.pathname.includes(id));
  if (paid !== undefined) account.pay(paid);
  const body = text === "" ? {} : (JSON.parse(text) as Record<string, unknown>);
  const [status, said] = account.answer({ method, url, body });
  if (mishap === "made-hangs") return;
  if (mishap === "made-500") return send(response, 500, {});
  send(response, status, said);
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

function send(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const pieces: Buffer[] = [];
  for await (const piece of request) pieces.push(piece as Buffer);
  return Buffer.concat(pieces).toString();
}
