import { randomBytes } from "node:crypto";

import type { GatewayStanding } from "@cfa/contract/gateway";
import { ensureCompany, ensureDemoMembers } from "@cfa/api/demo";
import { callAs } from "@cfa/api/test-calls";
import { writeCorrectionBooks } from "@cfa/api/test-correction-books";
import { approvedOffer, NOON, daysOn, nonceIn, type PayOffer } from "@cfa/api/test-offer";
import { signInDeps, startTestServer, type TestServer } from "@cfa/api/test-server";
import { inCompany } from "@cfa/db/company-scope";
import { gatewayPayments } from "@cfa/db/queries/gateway/links";
import { moveOffer } from "@cfa/db/queries/offers/offers";
import { readMasterKeys } from "@cfa/db/sealing";
import { FAKE_KEYS, signed, startFakeRazorpay, type FakeRazorpay } from "@cfa/testkit/fake-razorpay";
import { cloneDatabase, type TestDatabase } from "@cfa/testkit/test-database";
import { idOut } from "@cfa/values/ids";
import { tendGatewayTask } from "@cfa/worker/tasks/tend-gateway";
import { pino } from "pino";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";

/* A company's gateway from its keys to what the gateway says was paid: real server, real job, a gateway on loopback. */

const keys = readMasterKeys(randomBytes(32).toString("base64"));
if (!keys.ok) throw new Error(keys.error);
const masterKeys = keys.value;
const SECRETS = ["the-first-webhook-secret-4Fj", "the-second-webhook-secret-9Kq"] as const;

let database: TestDatabase;
let server: TestServer;
let fake: FakeRazorpay;
let now = NOON;
let jobs: { name: string; afterSeconds?: number }[];
let lines: string[];
let offer: PayOffer;
let owner: string;
let hook: string;
let made = 0;

beforeAll(async () => {
  database = await cloneDatabase();
  server = await startTestServer(database, {
    config: { masterKeys },
    deps: {
      now: () => now,
      enqueue: (_, name) => {
        jobs.push({ name });
        return Promise.resolve();
      },
    },
  });
});
afterAll(async () => {
  await server.close();
  await database.close();
});
beforeEach(async () => {
  now = NOON;
  jobs = [];
  lines = [];
  fake = await startFakeRazorpay(NOON);
  const { companyId } = await ensureCompany(database.db, { name: `Asha ${++made}`, isDemo: true });
  await ensureDemoMembers(signInDeps(database.db), [companyId]);
  await writeCorrectionBooks(database.db, companyId);
  offer = await approvedOffer(database, companyId);
  owner = await server.signIn("owner");
  await call("PUT", "", FAKE_KEYS);
  const { body } = await call("PUT", "/webhook-secret", { secret: SECRETS[0] });
  hook = new URL(body.webhookUrl ?? "").pathname;
});
afterEach(() => fake.close());

function call(method: "GET" | "PUT" | "DELETE", path: string, body?: object, token = owner) {
  const url = `/api/companies/${idOut("company", offer.companyId)}/gateway${path}`;
  return callAs<GatewayStanding & { code?: string }>(
    server,
    token,
    body === undefined ? [method, url] : [method, url, body],
  );
}
async function tend(at = now): Promise<void> {
  now = at;
  fake.setNow(at);
  await tendGatewayTask(
    {
      db: database.db,
      log: pino({ level: "debug" }, { write: (line: string) => void lines.push(line) }),
      now: at,
      gateway: { masterKeys, razorpayUrl: fake.url },
      enqueue: (_, name, _data, { afterSeconds } = {}) => {
        jobs.push({ name, ...(afterSeconds === undefined ? {} : { afterSeconds }) });
        return Promise.resolve();
      },
    },
    { companyId: offer.companyId },
  );
}
const rows = () =>
  database.asOwner<{ state: string; step: number; amount: string; utr: string | null }>(
    "select state, step, amount, utr from gateway_link where company_id = $1 order by wanted_at, step",
    [offer.companyId],
  );
const states = async () => (await rows()).map(({ step, state }) => `${step} ${state}`);
const outcomes = () =>
  database.asOwner("select outcome, body from gateway_event where company_id = $1", [offer.companyId]);
const linkAt = (at: number) => {
  const link = fake.links[at];
  if (link === undefined) throw new Error("no such link");
  return link;
};
const tell = (
  event: object | string,
  { secret = SECRETS[0], id = "", path = hook, signature = "" }: Record<string, string> = {},
) => {
  const body = typeof event === "string" ? event : JSON.stringify(event);
  return fetch(server.url + path, {
    method: "POST",
    body,
    headers: {
      "x-razorpay-signature": signature || signed(body, secret),
      ...(id === "" ? {} : { "x-razorpay-event-id": id }),
    },
  });
};

const page = async (lang = "en") => (await fetch(`${server.url}${offer.path}?lang=${lang}`)).text();

test("keys that the gateway refuses are said to be, make no link, and are asked about anew once others are set", async () => {
  const keysNow = async () => (await call("GET", "")).body.keys;
  await call("PUT", "", { ...FAKE_KEYS, keySecret: "somebody-elses-secret-4567" });
  expect(await keysNow()).toBeNull();
  await tend();
  expect(await keysNow()).toEqual({ askedAt: NOON.toISOString(), areGood: false });
  expect(await rows()).toEqual([]);
  expect(jobs.at(-1)).toEqual({ name: "tend-gateway-again", afterSeconds: 6 * 3_600 });
  await call("PUT", "", FAKE_KEYS);
  expect(await keysNow()).toBeNull();
  await tend();
  expect(await keysNow()).toEqual({ askedAt: NOON.toISOString(), areGood: true });
  expect(await states()).toEqual(["0 made"]);
});

test("keys that were good and are refused later are said to be", async () => {
  await tend();
  fake.befall("401");
  await tend(new Date(NOON.getTime() + 11 * 60_000));
  expect((await call("GET", "")).body.keys).toMatchObject({ areGood: false });
});

test("the link of the first step gives way to that of the next, and the last one to none", async () => {
  await tend();
  expect(linkAt(0)).toMatchObject({ amount: 980_00, status: "created" });
  expect(jobs.at(-1)).toEqual({ name: "tend-gateway-again", afterSeconds: 600 });
  await tend(); // again changes nothing
  expect(fake.links).toHaveLength(1);
  await tend(daysOn(3));
  expect(fake.links.map(({ status, amount }) => [status, amount])).toEqual([
    ["expired", 980_00],
    ["created", 990_00],
  ]);
  await tend(daysOn(6));
  expect(await states()).toEqual(["0 expired", "1 expired"]);
});

test("the pay page leads to the link of the step that is good now, in both languages, and to none that is not", async () => {
  expect(await page()).not.toContain("rzp.io");
  await tend();
  expect(await page()).toContain(`href="${linkAt(0).short_url}" rel="noopener noreferrer">Pay by card`);
  expect(await page("hi")).toContain("कार्ड, नेटबैंकिंग या UPI से पैसे दें");
  now = daysOn(3); // the step has ended, and nobody has tended the links yet
  expect(await page()).not.toContain("rzp.io");
  await tend();
  expect(await page()).toContain(linkAt(1).short_url);
  await call("DELETE", "");
  expect(await page()).not.toContain("rzp.io");
});

test("the next link waits until the one before is certainly gone", async () => {
  await tend();
  for (const mishap of ["500", "429", "cut"] as const) {
    fake.befall(mishap, "POST /v1/payment_links/plink");
    await tend(daysOn(3));
    expect(await states()).toEqual(["0 made"]);
  }
  expect(jobs.at(-1)).toEqual({ name: "tend-gateway-again", afterSeconds: 60 });
  await tend();
  expect(await states()).toEqual(["0 expired", "1 made"]);
});

test("one that was paid at the last moment is paid, and no other is made", async () => {
  await tend();
  fake.pay(linkAt(0), { at: daysOn(2), bank: { rrn: "612345678901" } });
  await tend(daysOn(3));
  expect(await states()).toEqual(["0 paid"]);
  const paid = await inCompany(database.db, offer.companyId, (tx) => gatewayPayments(tx));
  expect(paid).toMatchObject([{ amount: 980_00n, paidAt: daysOn(2), utr: "612345678901", step: 0 }]);
  expect(await page()).toContain("₹980 was paid at Razorpay");
  expect(await page()).not.toMatch(/upi:\/\/|plink|How to pay|Yes, I will pay/);
});

test("who says that something is wrong with the bill is not asked to pay it: the link is taken back at once", async () => {
  await tend();
  jobs = [];
  const nonce = nonceIn(await page());
  const said = await fetch(`${server.url}${offer.path}/dispute`, {
    method: "POST",
    redirect: "manual",
    body: new URLSearchParams({ nonce, cause: "price", text: "", lang: "en" }),
  });
  expect([said.status, jobs.map(({ name }) => name)]).toEqual([
    303,
    expect.arrayContaining(["tend-gateway"]),
  ]);
  await tend();
  expect([linkAt(0).status, await states()]).toEqual(["cancelled", ["0 cancelled"]]);
});

test("a link whose making was not answered is made once, and taken back when the offer ends first", async () => {
  fake.befall("taken-500", "POST /v1/payment_links");
  await tend();
  expect(await states()).toEqual(["0 wanted"]);
  await inCompany(database.db, offer.companyId, (tx) =>
    moveOffer(tx, offer.offerId, { state: "withdrawn", ended_at: NOON, end_why: "x" }),
  );
  await tend();
  expect(linkAt(0).status).toBe("cancelled");
  expect(await states()).toEqual(["0 cancelled"]);
});

test("a bill with money on it has no link: the one that stands is taken back", async () => {
  await tend();
  await database.asOwner("update bill set open = open - 100 where company_id = $1 and name = 'INV-1'", [
    offer.companyId,
  ]);
  await tend();
  expect(linkAt(0).status).toBe("cancelled");
  expect(fake.links).toHaveLength(1);
});

test("a webhook is taken once, looked at later, and its payer is not kept", async () => {
  await tend();
  const event = fake.pay(linkAt(0));
  expect((await tell(event, { id: "e1" })).status).toBe(200);
  expect(await states()).toEqual(["0 made"]);
  jobs = [];
  expect((await tell(event, { id: "e1" })).status).toBe(200);
  expect((await tell(event, { id: "e2" })).status).toBe(200); // the same bytes, sent again by somebody else
  expect(jobs).toEqual([]);
  await tend();
  expect(await rows()).toMatchObject([{ state: "paid", utr: "612345678901" }]);
  expect(await outcomes()).toEqual([{ outcome: "taken", body: null }]);
  const kept = await database.asOwner("select told::text from gateway_event");
  expect(JSON.stringify(kept)).not.toContain("9999999999");
});

test("in any order, a status never goes back; what is told before we know of it is kept and found", async () => {
  fake.befall("taken-500", "POST /v1/payment_links");
  await tend();
  await tell(fake.pay(linkAt(0)));
  await tell(fake.event("payment_link.cancelled", { ...linkAt(0), amount_paid: 0, status: "cancelled" }));
  await tell(fake.event("payment_link.paid", { ...linkAt(0), id: "plink_x", reference_id: "unknown" }));
  await tell("[1, 2");
  await tend();
  expect(await states()).toEqual(["0 paid"]);
  expect((await outcomes()).map((row) => (row as { outcome: string }).outcome).toSorted()).toEqual([
    "taken",
    "taken",
    "unknown",
    "unreadable",
  ]);
});

test("tampered, unsigned, too long, another company's: refused, and nothing is kept", async () => {
  await tend();
  const event = JSON.stringify(fake.pay(linkAt(0)));
  const other = await tell(event, { secret: "a secret of another company" });
  const tampered = await tell(event.replace("98000", "1"), { signature: signed(event, SECRETS[0]) });
  const none = await tell(event, { signature: "none" });
  const empty = await tell("", { signature: "00" });
  const long = await tell("x".repeat(1_048_576));
  const wrong = await tell(event, { path: `/gateway/razorpay/${"A".repeat(22)}` });
  expect([other, tampered, none, empty, long, wrong].map(({ status }) => status)).toEqual([
    401, 401, 401, 401, 413, 404,
  ]);
  expect(await outcomes()).toEqual([]);
});

test("two webhook secrets are good while one is changed, and none after it was removed", async () => {
  await tend();
  await database.asOwner("update company_secret set set_at = set_at - interval '1 day'");
  const { body } = await call("PUT", "/webhook-secret", { secret: SECRETS[1] });
  expect(body.webhookSecrets.map(({ slot }) => slot)).toEqual(["1", "2"]);
  const event = fake.event("payment_link.expired", linkAt(0));
  expect((await tell(event, { secret: SECRETS[0], id: "a" })).status).toBe(200);
  expect((await tell(event, { secret: SECRETS[1], id: "b" })).status).toBe(200);
  await call("DELETE", "/webhook-secrets/1");
  expect((await tell(event, { secret: SECRETS[0], id: "c" })).status).toBe(401);
  await call("DELETE", "");
  expect((await tell(event, { secret: SECRETS[1], id: "d" })).status).toBe(404);
});

test("secrets are told of and never told: not to their owner, to nobody else, in no log and no audit entry", async () => {
  await tend();
  const { body } = await call("GET", "");
  expect(body).toMatchObject({ isAvailable: true, keySecret: { lastFour: FAKE_KEYS.keySecret.slice(-4) } });
  const accountant = await server.signIn("accountant");
  expect((await call("GET", "", undefined, accountant)).status).toBe(403);
  expect((await call("PUT", "", FAKE_KEYS, accountant)).status).toBe(403);
  const refused = await call("PUT", "", { keyId: "rzp_live_x", keySecret: "not a secret with blanks" });
  expect(refused.status).toBe(422);
  const audit = await database.asOwner("select action, detail from audit_entry where company_id = $1", [
    offer.companyId,
  ]);
  expect(audit).toMatchObject([
    { action: "gateway.keys-set", detail: {} },
    { action: "gateway.webhook-secret-set", detail: {} },
  ]);
  const all = JSON.stringify([body, refused.body, audit, lines, server.logLines]);
  for (const secret of [FAKE_KEYS.keySecret, FAKE_KEYS.keyId, SECRETS[0], "not a secret"]) {
    expect(all).not.toContain(secret);
  }
});
