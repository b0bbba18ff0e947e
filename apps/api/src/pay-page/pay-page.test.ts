import { createHash, randomBytes } from "node:crypto";

import { inCompany } from "@cfa/db/company-scope";
import { makeOfferLink, revokeOfferLink } from "@cfa/db/queries/offers/links";
import { moveOffer } from "@cfa/db/queries/offers/offers";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";

import { daysOn, nonceIn, NOON, PAY_TO, type PayOffer } from "../test-offer.ts";
import { startPayPage, type PayPageTest } from "../test-pay-page.ts";
import { TEST_SECRET } from "../test-server.ts";
import { takeAnswer } from "./answer.ts";
import { nonceHash } from "./nonce.ts";

/* The page that a customer pays from, as it is asked for over HTTP: noon on 15 April 2026, 2 % to 17 April, 1 % to 20 April. */

let pay: PayPageTest;
let offer: PayOffer;

beforeAll(async () => {
  pay = await startPayPage();
});
beforeEach(async () => {
  pay.setNow(NOON);
  pay.jobs.length = 0;
  await pay.database.asOwner("delete from auth.tries");
  offer = await pay.offer();
});
afterAll(() => pay.close());

const get = (path = offer.path, headers: Record<string, string> = {}) => pay.server.get(path, { headers });
const page = async (path = offer.path): Promise<string> => (await get(path)).text();

/** Sends a form as a browser does: the page's policy has it name no origin. */
function send(what: string, fields: Record<string, string>, path = offer.path): Promise<Response> {
  return fetch(`${pay.server.url}${path}/${what}`, {
    method: "POST",
    redirect: "manual",
    headers: { origin: "null", "sec-fetch-site": "same-origin" },
    body: new URLSearchParams(fields),
  });
}
const accept = (nonce: string, step = "0") => send("accept", { nonce, step, lang: "en" });

/** Everything that is stored of the offer's company. */
async function state(): Promise<object[]> {
  const tables = ["offer", "offer_event", "offer_link", "correction", "audit_entry", "pay_detail"];
  const all = [];
  for (const table of tables) {
    all.push(
      await pay.database.asOwner(`select t::text from ${table} t where company_id = $1 order by 1`, [
        offer.companyId,
      ]),
    );
  }
  return all;
}
const rows = (text: string) => pay.database.asOwner(text, [offer.companyId]);
const offerState = async () =>
  (await rows("select state, accepted_step from offer where company_id = $1"))[0];

test("it shows the seller, the bill, what to pay now and next, until when, and how", async () => {
  const text = await page();
  for (const part of [
    "Asha Traders",
    "INV-1",
    "₹980",
    "₹1,000",
    "2 %",
    "₹990",
    "17 Apr 2026",
    "20 Apr 2026",
  ]) {
    expect(text).toContain(part);
  }
  expect(text).toContain("upi://pay?pa=asha.traders@okbank&amp;pn=Asha%20Traders&amp;am=980.00&amp;cu=INR");
  expect(text).toContain(PAY_TO.accountNumber);
  expect(text).toContain("promise to pay, not a payment");
  expect(text).toContain(`data-now="${NOON.getTime()}"`);
});

test("it shows nothing else: no party, phone, other bill, balance or id", async () => {
  const text = await page();
  for (const secret of [
    "Meena",
    "98200",
    "INV-2",
    "1,500",
    "1,400",
    offer.companyId,
    offer.offerId,
    "g-Meena",
  ]) {
    expect(text).not.toContain(secret);
  }
});

test("no word of another company's page is in it", async () => {
  await pay.offer({
    seller: "CANARY Traders",
    payTo: { ...PAY_TO, payeeName: "CANARY", vpa: "canary@okbank" },
  });
  expect(await page()).not.toMatch(/canary/i);
  const accepted = await accept(nonceIn(await page()));
  expect(accepted.status).toBe(303);
  expect(await page()).not.toMatch(/canary/i);
});

test("its headers keep it out of caches, search and other pages' hands", async () => {
  const { headers } = await get();
  expect(Object.fromEntries(headers)).toMatchObject({
    "cache-control": "no-store",
    "x-robots-tag": "noindex, nofollow, noarchive",
    "referrer-policy": "no-referrer",
    "x-frame-options": "DENY",
    "content-language": "en-IN",
  });
  const policy = headers.get("content-security-policy") ?? "";
  expect(policy).toMatch(
    /^default-src 'none'; script-src 'sha256-[^']+'; style-src 'sha256-[^']+'; form-action 'self'/,
  );
  expect(policy).not.toMatch(/unsafe|https?:|\*/);
  expect(headers.get("set-cookie")).toBeNull();
});

test("it is small and asks for nothing besides", async () => {
  const text = await page();
  expect(Buffer.byteLength(text)).toBeLessThan(50_000);
  expect(text).not.toMatch(/\b(src|srcset)=|url\(|@import|https?:\/\//);
});

test("looking changes nothing, whoever looks and however", async () => {
  const before = await state();
  for (const agent of ["WhatsApp/2.23", "facebookexternalhit/1.1", "Mozilla/5.0"]) {
    expect((await get(offer.path, { "user-agent": agent })).status).toBe(200);
  }
  expect((await fetch(pay.server.url + offer.path, { method: "HEAD" })).status).toBe(200);
  for (const path of ["accept", "promise", "dispute"]) {
    expect((await get(`${offer.path}/${path}?nonce=${nonceIn(await page())}&step=0`)).status).toBe(404);
  }
  expect((await get(`${offer.path}/bill.pdf`)).status).toBe(200);
  expect(await state()).toEqual(before);
  expect(pay.jobs).toEqual([]);
});

test("Hindi is a link away, and the default of a phone that likes it", async () => {
  const hindi = await page(`${offer.path}?lang=hi`);
  expect(hindi).toContain('lang="hi-IN"');
  expect(hindi).toContain("भुगतान का वादा");
  const byPhone = await (await get(offer.path, { "accept-language": "hi-IN,hi;q=0.9,en;q=0.8" })).text();
  expect(byPhone).toContain('lang="hi-IN"');
  expect(await page(`${offer.path}?lang=en`)).toContain('lang="en-IN"');
});

test("accepting makes a promise of what holds today, said by the customer, and leads back", async () => {
  const response = await accept(nonceIn(await page()));
  expect([response.status, response.headers.get("location")]).toEqual([303, `${offer.path}?lang=en`]);
  expect(await offerState()).toEqual({ state: "accepted", accepted_step: 0 });
  expect(
    await rows(
      "select kind, state, value, reason, created_by, created_name from correction where company_id = $1",
    ),
  ).toEqual([
    {
      kind: "promise",
      state: "active",
      value: { amount: "98000", day: "2026-04-17" },
      reason: "Accepted the offer on the pay page: ₹980 by 17 Apr 2026",
      created_by: "customer",
      created_name: "Customer, on the pay page",
    },
  ]);
  expect(pay.jobs).toMatchObject([{ name: "apply-corrections" }]);
  const after = await page();
  expect(after).toContain("You have accepted");
  expect(after).not.toContain(`${offer.path}/accept"`);
});

test("the same form sent again is answered the same, and done once", async () => {
  const nonce = nonceIn(await page());
  const [first, again] = [await accept(nonce), await accept(nonce)];
  expect([first.status, again.status]).toEqual([303, 303]);
  expect(again.headers.get("location")).toBe(first.headers.get("location"));
  expect(await rows("select 1 from offer_event where company_id = $1")).toHaveLength(1);
  const other = await send("dispute", { nonce, cause: "price", text: "", lang: "en" });
  expect(other.headers.get("location")).toContain("note=used");
  expect(await rows("select 1 from correction where company_id = $1")).toHaveLength(1);
});

test("fifty at the same moment are one acceptance", async () => {
  const nonces = await Promise.all(Array.from({ length: 20 }, async () => nonceIn(await page())));
  const all = await Promise.all(Array.from({ length: 50 }, (_, at) => accept(nonces[at % 20] ?? "")));
  expect(new Set(all.map(({ status }) => status))).toEqual(new Set([303, 429])); // five an hour are looked at
  expect(all.filter(({ status }) => status === 303)).toHaveLength(5);
  expect(await rows("select kind from offer_event where company_id = $1")).toEqual([{ kind: "accepted" }]);
  expect(await rows("select kind from correction where company_id = $1")).toEqual([{ kind: "promise" }]);
});

test("fifty past the limit are one acceptance too: the row is locked", async () => {
  const tokenHash = createHash("sha256").update(offer.token).digest();
  const outcomes = await Promise.all(
    Array.from({ length: 50 }, () =>
      inCompany(pay.database.db, offer.companyId, (tx) =>
        takeAnswer(tx, {
          offerId: offer.offerId,
          tokenHash,
          nonceHash: randomBytes(32),
          answer: { kind: "accepted", step: 0 },
          now: NOON,
          enqueue: () => Promise.resolve(),
        }),
      ),
    ),
  );
  expect(new Set(outcomes)).toEqual(new Set(["taken"]));
  expect(await rows("select kind from offer_event where company_id = $1")).toEqual([{ kind: "accepted" }]);
  expect(await rows("select kind from correction where company_id = $1")).toEqual([{ kind: "promise" }]);
});

test("the server's clock judges: a step that ended while the page lay open is not accepted", async () => {
  const nonce = nonceIn(await page());
  pay.setNow(new Date("2026-04-17T23:59:59+05:30"));
  const late = nonceIn(await page());
  pay.setNow(new Date("2026-04-18T00:00:00+05:30"));
  const response = await accept(late);
  expect(response.headers.get("location")).toContain("note=moved");
  expect(await offerState()).toMatchObject({ state: "approved" });
  expect((await accept(nonce)).headers.get("location")).toMatch(/note=(moved|again)/);
  expect(await page(`${offer.path}?lang=en&note=moved`)).toContain("has just ended");
  expect((await accept(late, "1")).headers.get("location")).not.toContain("note");
  expect(await offerState()).toEqual({ state: "accepted", accepted_step: 1 });
});

test("a clock that is set forward and back gives nobody more than was accepted, and nothing anew", async () => {
  pay.setNow(daysOn(4)); // 19 April: the second step
  await accept(nonceIn(await page()), "1");
  pay.setNow(NOON);
  const before = await offerState();
  expect((await accept(nonceIn(await page()))).status).toBe(303);
  expect(await offerState()).toEqual(before);
  pay.setNow(daysOn(20));
  expect(await page()).toContain("This offer is over");
  expect(await rows("select 1 from offer_event where company_id = $1")).toHaveLength(1);
});

test("after the last step the full amount is shown, and nothing is accepted", async () => {
  const nonce = nonceIn(await page());
  pay.setNow(daysOn(6));
  const text = await page();
  expect(text).toContain("This offer is over");
  expect(text).toContain("am=1000.00");
  expect(text).not.toContain("₹980");
  expect((await accept(nonceIn(text))).headers.get("location")).toContain("note=not-now");
  expect((await accept(nonce)).headers.get("location")).toContain("note=again"); // older than a day
  expect(await offerState()).toMatchObject({ state: "approved" });
});

test("a day that the customer names is a promise of what holds on that day, three times at most", async () => {
  const say = async (day: string) =>
    (await send("promise", { nonce: nonceIn(await page()), day, lang: "hi" })).headers.get("location");
  expect(await say("2026-04-19")).toBe(`${offer.path}?lang=hi`);
  expect(await page()).toContain("you will pay by 19 Apr 2026");
  for (const day of ["2026-04-14", "2026-05-31", "yesterday"])
    expect(await say(day)).toContain("note=bad-day");
  pay.setNow(daysOn(0.05));
  await say("2026-04-25");
  await say("2026-05-30");
  expect(await say("2026-05-01")).toContain("note=too-often");
  expect(
    await rows("select value, created_by from correction where company_id = $1 order by created_at"),
  ).toEqual([
    { value: { amount: "99000", day: "2026-04-19" }, created_by: "customer" },
    { value: { amount: "100000", day: "2026-04-25" }, created_by: "customer" },
    { value: { amount: "100000", day: "2026-05-30" }, created_by: "customer" },
  ]);
  expect(await offerState()).toMatchObject({ state: "approved" });
});

test("a dispute is one of the bill, with what the customer says as plain text", async () => {
  const text = "two boxes\u202E came\u0000 broken <b>now</b>\nthanks";
  const response = await send("dispute", {
    nonce: nonceIn(await page()),
    cause: "damaged",
    text,
    lang: "en",
  });
  expect(response.headers.get("location")).toBe(`${offer.path}?lang=en`);
  expect(await rows("select kind, value, reason, bill_key from correction where company_id = $1")).toEqual([
    {
      kind: "dispute",
      value: { amount: "100000", owner: null },
      reason:
        "On the pay page: Goods were damaged or were sent back. “two boxes came broken <b>now</b> thanks”",
      bill_key: "inv-1",
    },
  ]);
  const after = await page();
  expect(after).toContain("This bill is being looked into");
  expect(after).not.toContain("upi://");
  expect(after).not.toMatch(/accept"|<b>now/);
});

test("where the seller's people write Hindi, they read what was said in Hindi", async () => {
  await pay.database.asOwner("update company set language = 'hi' where company_id = $1", [offer.companyId]);
  await send("dispute", { nonce: nonceIn(await page()), cause: "paid", text: "", lang: "en" });
  expect(await rows("select reason, created_name from correction where company_id = $1")).toEqual([
    { reason: "भुगतान पेज पर: इसका भुगतान पहले ही हो चुका है", created_name: "ग्राहक, भुगतान पेज पर" },
  ]);
});

test("how it ended is said: honoured, taken back, paid", async () => {
  const move = (change: object) =>
    inCompany(pay.database.db, offer.companyId, (tx) =>
      moveOffer(tx, offer.offerId, { ended_at: NOON, ...change }),
    );
  await pay.database.asOwner("update bill set open = 0 where company_id = $1 and name = 'INV-1'", [
    offer.companyId,
  ]);
  expect(await page()).toContain("Nothing is left to pay");
  const settled = {
    settled_voucher_guid: "g-R9",
    settled_on: "2026-04-15",
    settled_amount: 980_00,
    settled_discount: 20_00,
  };
  await move({ state: "honoured", ...settled });
  expect(await page()).toContain("Your payment of ₹980 has arrived");
  offer = await pay.offer();
  await move({ state: "withdrawn", end_why: "by the owner" });
  expect(await page()).toContain("This offer was taken back");
});

/** Status, headers and body, without what differs between any two requests. */
async function seen(response: Response): Promise<object> {
  const headers = Object.fromEntries(response.headers);
  for (const name of ["date", "x-request-id", "content-length"]) delete headers[name];
  return { status: response.status, headers, text: await response.text() };
}

test("a wrong address, one taken back, one made anew and one long over are one and the same 404", async () => {
  const wrong = await get(`/pay/${randomBytes(16).toString("base64url")}`);
  expect(wrong.status).toBe(404);
  const missing = await seen(wrong);
  const mutated = offer.token.slice(0, -1) + (offer.token.endsWith("A") ? "B" : "A");
  for (const path of [mutated, "x", offer.token.toLowerCase(), `${offer.token}x`, "%00", "a".repeat(5_000)]) {
    expect(await seen(await get(`/pay/${path}`))).toEqual(missing);
  }
  pay.setNow(daysOn(36)); // 21 May: thirty-one days after the last step
  expect(await seen(await get())).toEqual(missing);
  pay.setNow(NOON);
  const hash = createHash("sha256").update("another").digest();
  const link = { offerId: offer.offerId, tokenHash: hash, at: NOON, by: "u" };
  await inCompany(pay.database.db, offer.companyId, (tx) => makeOfferLink(tx, link));
  expect(await seen(await get())).toEqual(missing);
  await inCompany(pay.database.db, offer.companyId, (tx) => revokeOfferLink(tx, offer.offerId, NOON));
  expect(await seen(await get())).toEqual(missing);
  expect(await seen(await get(`${offer.path}/bill.pdf`))).toEqual(missing);
  expect((await accept("x")).status).toBe(404);
});

test("a link taken back while its page lies open takes no answer", async () => {
  const nonce = nonceIn(await page());
  await inCompany(pay.database.db, offer.companyId, (tx) => revokeOfferLink(tx, offer.offerId, NOON));
  expect((await accept(nonce)).status).toBe(404);
  expect(await offerState()).toMatchObject({ state: "approved" });
});

test("an answer needs what this page gave: nothing made up, of another offer, or old", async () => {
  const mine = nonceIn(await page());
  const other = await pay.offer();
  const theirs = nonceIn(await page(other.path));
  const flipped = (mine.startsWith("A") ? "B" : "A") + mine.slice(1);
  for (const nonce of [theirs, flipped, "", "x", mine.slice(0, -2)]) {
    pay.setNow(new Date(NOON.getTime() + 2 * 3_600_000)); // each hour has its own five tries
    const response = await accept(nonce).then((one) => one.headers.get("location") ?? one.status);
    expect([429, `${offer.path}?lang=en&note=again`]).toContain(response);
  }
  expect(await offerState()).toMatchObject({ state: "approved" });
  const under = { secret: TEST_SECRET, tokenHash: createHash("sha256").update(offer.token).digest() };
  expect(nonceHash(mine, { ...under, now: daysOn(0.99) })).not.toBeNull();
  expect(nonceHash(mine, { ...under, now: daysOn(1.01) })).toBeNull();
  expect(nonceHash(mine, { ...under, secret: "another", now: NOON })).toBeNull();
});

test("thirty looks a minute and five accepts an hour are answered, for each address by itself", async () => {
  for (let count = 0; count < 30; count++) expect((await get()).status).toBe(200);
  const refused = await get();
  expect([refused.status, refused.headers.get("retry-after")]).toEqual([429, "60"]);
  expect(await refused.text()).toContain("opened too often");
  const other = await pay.offer();
  expect((await get(other.path)).status).toBe(200);
  pay.setNow(new Date(NOON.getTime() + 61_000));
  for (let count = 0; count < 5; count++) expect((await accept("x")).status).toBe(303);
  expect((await accept(nonceIn(await page()))).status).toBe(429);
  pay.setNow(new Date(NOON.getTime() + 3_700_000));
  expect((await accept(nonceIn(await page()))).headers.get("location")).toBe(`${offer.path}?lang=en`);
});

test("sixty misses an hour, and from then on a miss is refused; whoever has a right address is not", async () => {
  pay.setNow(daysOn(3));
  let missed = 0;
  for (let count = 0; count < 70; count++) {
    const { status } = await get(`/pay/${randomBytes(16).toString("base64url")}`);
    if (status === 404) missed++;
    else expect(status).toBe(429);
  }
  expect(missed).toBe(60);
  expect((await get()).status).toBe(200);
});

test("an offer in rupees says no percent", async () => {
  offer = await pay.offer({ style: "rupees" });
  expect(await page()).toContain("You save ₹20<");
  expect(await page()).not.toContain(" %");
});

test("the bill comes as a document of its own, in either language", async () => {
  for (const lang of ["en", "hi"]) {
    const response = await get(`${offer.path}/bill.pdf?lang=${lang}`);
    expect(response.headers.get("content-type")).toBe("application/pdf");
    const bytes = Buffer.from(await response.arrayBuffer());
    expect(bytes.subarray(0, 5).toString()).toBe("%PDF-");
    expect(bytes.length).toBeGreaterThan(3_000);
  }
});

test("names that would be HTML are text", async () => {
  offer = await pay.offer({ seller: `<script>alert("1")</script> & Söhne's` });
  const text = await page();
  expect(text).toContain("&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt; &amp; Söhne&#39;s");
  expect(text.match(/<script/g)).toHaveLength(1);
});

test("no line of the log holds a token, and no request needs a cookie or an origin", async () => {
  await get();
  await accept(nonceIn(await page()));
  const log = pay.server.logLines.join("");
  expect(log).toContain("/pay/…");
  expect(log).not.toContain(offer.token);
});

test.each([
  ["a form that is too long", "x=".padEnd(20_000, "x"), "application/x-www-form-urlencoded", 413],
  ["JSON", '{"step":0}', "application/json", 303],
  ["nothing", "", "text/plain", 303],
  ["parts without their mark", "--x", "multipart/form-data; boundary=y", 303],
])("%s is no answer and no accident", async (_, body, type, status) => {
  const response = await fetch(`${pay.server.url}${offer.path}/accept`, {
    method: "POST",
    redirect: "manual",
    headers: { "content-type": type },
    body,
  });
  expect(response.status).toBe(status);
  expect(await offerState()).toMatchObject({ state: "approved" });
});
