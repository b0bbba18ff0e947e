import { createHash, randomBytes } from "node:crypto";

import { inCompany } from "@cfa/db/company-scope";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";

import type { SentNudge } from "../test-nudge-page.ts";
import { daysOn, nonceIn, NOON, PAY_TO } from "../test-offer.ts";
import { startPayPage, type PayPageTest } from "../test-pay-page.ts";
import { takeNudgeAnswer } from "./answer.ts";

/* The page of a message, as it is asked for over HTTP: noon on 15 April 2026, about INV-1 of 1,000 and INV-2 of 500. */

let pay: PayPageTest;
let nudge: SentNudge;

beforeAll(async () => {
  pay = await startPayPage();
});
beforeEach(async () => {
  pay.setNow(NOON);
  pay.jobs.length = 0;
  await pay.database.asOwner("delete from auth.tries");
  nudge = await pay.nudge();
});
afterAll(() => pay.close());

const get = (path = nudge.path, headers: Record<string, string> = {}) => pay.server.get(path, { headers });
const page = async (path = nudge.path): Promise<string> => (await get(path)).text();
/** Sends a form as a browser does: the page's policy has it name no origin. */
const send = (what: string, fields: Record<string, string>, path = nudge.path): Promise<Response> =>
  fetch(`${pay.server.url}${path}/${what}`, {
    method: "POST",
    redirect: "manual",
    headers: { origin: "null", "sec-fetch-site": "same-origin" },
    body: new URLSearchParams({ lang: "en", ...fields }),
  });
const say = async (what: string, fields: Record<string, string>, path = nudge.path) =>
  (await send(what, { nonce: nonceIn(await page(path)), ...fields }, path)).headers.get("location");
const rows = (text: string) => pay.database.asOwner(text, [nudge.companyId]);
const corrections = () =>
  rows(
    "select kind, state, value, reason, bill_key, created_by, created_name from correction where company_id = $1 order by created_at, bill_key",
  );
const words = () =>
  rows(
    "select kind, way, said, source, ledger_guid is not null as party from consent_event where company_id = $1 order by 1, 2, 5",
  );
const INV_1 = "2026-01-05 INV-1";

/** Everything that is stored of the company and could be changed by an answer. */
async function state(): Promise<object[]> {
  const tables = [
    "nudge",
    "nudge_attempt",
    "nudge_link",
    "nudge_answer",
    "correction",
    "consent_event",
    "inbound",
    "party_response",
    "audit_entry",
  ];
  const all = [];
  for (const table of tables)
    all.push(await rows(`select t::text from ${table} t where company_id = $1 order by 1`));
  return all;
}

test("it shows the seller, the bills of the message as they stand now, their sum, and how to pay it", async () => {
  const text = await page();
  for (const part of ["Asha Traders", "2 bills", "Bill INV-1", "Bill INV-2", "₹1,500", "₹1,000", "₹500"]) {
    expect(text).toContain(part);
  }
  expect(text).toContain("upi://pay?pa=asha.traders@okbank&amp;pn=Asha%20Traders&amp;am=1500.00&amp;cu=INR");
  expect(text).toContain("tn=Bill%20INV-1%20and%201%20more");
  expect(text).toContain(PAY_TO.accountNumber);
  await rows("update bill set open = 40000 where company_id = $1 and name = 'INV-1'");
  await rows("update bill set open = 0 where company_id = $1 and name = 'INV-2'");
  const later = await page();
  expect(later).toContain("am=400.00");
  expect(later).toContain("settled");
});

test("it shows nothing else: no other bill, party, phone, balance or id", async () => {
  nudge = await pay.nudge({ bills: ["INV-2"] });
  const text = await page();
  for (const secret of [
    "Meena",
    "98200",
    "INV-1",
    "₹1,000",
    "1,500",
    nudge.companyId,
    nudge.nudgeId,
    "g-Meena",
  ]) {
    expect(text).not.toContain(secret);
  }
  expect(text).toContain("am=500.00");
});

test("no word of another company's page is in it", async () => {
  await pay.nudge({ seller: "CANARY Traders" });
  expect(await page()).not.toMatch(/canary/i);
});

test("its headers keep it out of caches and search, it fetches nothing, and has no script at all", async () => {
  const response = await get();
  expect(Object.fromEntries(response.headers)).toMatchObject({
    "cache-control": "no-store",
    "x-robots-tag": "noindex, nofollow, noarchive",
    "referrer-policy": "no-referrer",
    "content-language": "en-IN",
  });
  const policy = response.headers.get("content-security-policy") ?? "";
  expect(policy).toMatch(/^default-src 'none'; style-src 'sha256-[^']+'; form-action 'self'/);
  expect(response.headers.get("set-cookie")).toBeNull();
  const text = await response.text();
  expect(text).not.toMatch(/<script|\b(src|srcset)=|url\(|@import|https?:\/\//);
  expect(Buffer.byteLength(text)).toBeLessThan(50_000);
});

test("looking changes nothing, whoever looks and however", async () => {
  const before = await state();
  for (const agent of ["WhatsApp/2.23", "facebookexternalhit/1.1", "Mozilla/5.0"]) {
    expect((await get(nudge.path, { "user-agent": agent })).status).toBe(200);
    expect((await get(`${nudge.path}/stop`, { "user-agent": agent })).status).toBe(200);
  }
  for (const path of [nudge.path, `${nudge.path}/stop`]) {
    expect((await fetch(pay.server.url + path, { method: "HEAD" })).status).toBe(200);
  }
  for (const path of ["promise", "dispute", "paid"]) {
    expect((await get(`${nudge.path}/${path}?nonce=${nonceIn(await page())}&day=2026-04-20`)).status).toBe(
      404,
    );
  }
  expect(await state()).toEqual(before);
  expect(pay.jobs).toEqual([]);
});

test("it speaks the message's language, and the other is a link away", async () => {
  nudge = await pay.nudge({ language: "hi" });
  expect(await page()).toContain('lang="hi-IN"');
  expect(await page()).toContain("भुगतान पहले ही हो चुका है");
  expect(await page(`${nudge.path}?lang=en`)).toContain('lang="en-IN"');
});

test("a day that the customer names is a promise of what these bills come to, three times at most", async () => {
  expect(await say("promise", { day: "2026-04-20" })).toBe(`${nudge.path}?lang=en`);
  expect(await corrections()).toMatchObject([
    {
      kind: "promise",
      state: "active",
      value: { amount: "150000", day: "2026-04-20" },
      created_by: "customer",
      created_name: "Customer, on the page of a message",
    },
  ]);
  expect(pay.jobs.map(({ name }) => name).toSorted()).toEqual(["apply-corrections", "plan-nudges"]);
  expect(await rows("select what from party_response where company_id = $1")).toEqual([{ what: "page" }]);
  expect(await page()).toContain("you will pay by 20 Apr 2026");
  for (const day of ["2026-04-14", "2026-05-31", "soon"]) {
    expect(await say("promise", { day })).toContain("note=bad-day");
  }
  pay.setNow(daysOn(0.1));
  for (const day of ["2026-04-21", "2026-04-22"]) expect(await say("promise", { day })).not.toContain("note");
  expect(await say("promise", { day: "2026-04-23" })).toContain("note=too-often");
});

test("what was named of bills on two parties is a promise of each", async () => {
  await rows(
    "update bill set ledger_id = (select ledger_id from ledger where company_id = $1 and name = 'Meena (old)'), origin_ledger_id = ledger_id where company_id = $1 and name = 'INV-2'",
  );
  await say("promise", { day: "2026-04-20" });
  expect(
    (await corrections()).map((row) => (row as { value: { amount: string } }).value.amount).toSorted(),
  ).toEqual(["100000", "50000"]);
});

test("a dispute is of the bill that was chosen, is asked for no more, and says its words as plain text", async () => {
  const text = "two boxes\u202E came\u0000 broken <b>now</b>";
  expect(await say("dispute", { bill: INV_1, cause: "damaged", text })).toBe(`${nudge.path}?lang=en`);
  expect(await corrections()).toMatchObject([
    {
      kind: "dispute",
      bill_key: "inv-1",
      value: { amount: "100000", owner: null },
      reason:
        "On the page of a message: Goods were damaged or were sent back. “two boxes came broken <b>now</b>”",
    },
  ]);
  const after = await page();
  expect(after).toContain("is being looked into");
  expect(after).toContain("am=500.00");
  expect(after).not.toContain("<b>now");
  expect(await say("dispute", { bill: INV_1, cause: "price", text: "" })).toContain("note=not-now");
  expect(await say("dispute", { bill: "2026-01-05 INV-9", cause: "price", text: "" })).toContain(
    "note=not-now",
  );
  expect(await say("dispute", { bill: INV_1, cause: "none", text: "" })).toContain("note=bad-bill");
});

test("that it is paid already waits for a person, with its UTR, and settles nothing", async () => {
  const paid = { bill: "all", reference: "4123 4567 8901", day: "2026-04-14" };
  expect(await say("paid", paid)).toBe(`${nudge.path}?lang=en`);
  expect(
    await rows(
      "select way, ledger_guid, text, reading, state, address_hash from inbound where company_id = $1",
    ),
  ).toEqual([
    {
      way: "page",
      ledger_guid: "g-Meena Stores",
      text: "Paid already: INV-1, INV-2, UTR 412345678901, 14 Apr 2026",
      reading: { intent: "paid", isCertain: false, day: "2026-04-14", amount: "150000", utr: "412345678901" },
      state: "waiting",
      address_hash: null,
    },
  ]);
  expect(await corrections()).toEqual([]);
  expect(pay.jobs).toMatchObject([{ name: "plan-nudges" }]);
  expect(await page()).toContain("knows that you have paid");
  for (const wrong of [{ reference: "<b>" }, { day: "2026-04-16" }, { day: "x" }, { reference: "12" }]) {
    expect(await say("paid", { ...paid, ...wrong })).toContain("note=bad-paid");
  }
  expect(await say("paid", { bill: INV_1, reference: "", day: "" })).not.toContain("note");
});

test("the same form sent again is answered the same and done once; for another answer it is used", async () => {
  const nonce = nonceIn(await page());
  const fields = { nonce, bill: "all", reference: "", day: "" };
  const [first, again] = [await send("paid", fields), await send("paid", fields)];
  expect([first.status, again.status]).toEqual([303, 303]);
  expect(again.headers.get("location")).toBe(first.headers.get("location"));
  expect(await rows("select 1 from inbound where company_id = $1")).toHaveLength(1);
  expect((await send("promise", { nonce, day: "2026-04-20" })).headers.get("location")).toContain(
    "note=used",
  );
  const other = await pay.nudge();
  const theirs = nonceIn(await page(other.path));
  for (const wrong of [theirs, "", "x"]) {
    const sent = await send("promise", { nonce: wrong, day: "2026-04-20" });
    expect(sent.headers.get("location")).toContain("note=again");
  }
  expect(await corrections()).toEqual([]);
});

test("fifty at the same moment are one answer: the message is held", async () => {
  const tokenHash = createHash("sha256").update(nudge.token).digest();
  const nonceHash = randomBytes(32);
  const outcomes = await Promise.all(
    Array.from({ length: 50 }, () =>
      inCompany(pay.database.db, nudge.companyId, (tx) =>
        takeNudgeAnswer(tx, {
          nudgeId: nudge.nudgeId,
          tokenHash,
          nonceHash,
          answer: { kind: "paid", bill: "all", reference: null, day: null },
          now: NOON,
          enqueue: () => Promise.resolve(),
        }),
      ),
    ),
  );
  expect(new Set(outcomes)).toEqual(new Set(["taken"]));
  expect(await rows("select 1 from inbound where company_id = $1")).toHaveLength(1);
});

test("what is paid, disputed or gone from Tally asks for nothing, and says so", async () => {
  await rows("update bill set open = 0 where company_id = $1");
  const paid = await page();
  expect(paid).toContain("Nothing is left to pay here");
  expect(paid).not.toMatch(/upi:|\/promise"|\/paid"|\/dispute"/);
  expect(await say("promise", { day: "2026-04-20" })).toContain("note=not-now");
  await rows("delete from bill where company_id = $1");
  expect((await get()).status).toBe(200);
});

test("what a post-dated receipt pays is asked for no more, and is said to be noted", async () => {
  await rows(
    `insert into settlement (company_id, bill_id, settlement_no, date, amount, basis)
     select company_id, bill_id, 90, '2027-05-10', open, basis from bill where company_id = $1 and side = 'receivable' and open > 0`,
  );
  await rows(
    "update bill set open = 0, last_settled = '2027-05-10' where company_id = $1 and side = 'receivable' and open > 0",
  );
  const noted = await page();
  expect(noted).toContain("your payment is noted");
  expect(noted).not.toMatch(/upi:|\/promise"/);
});

const BOTH_WAYS = ["email", "sms", "whatsapp"];
const NO_MORE = (kinds: readonly string[], ofAddress: readonly string[]) =>
  kinds.flatMap((kind) =>
    BOTH_WAYS.flatMap((way) => [
      ...(ofAddress.includes(way)
        ? [{ kind, way, said: "withdrawn", source: "pay-page", party: false }]
        : []),
      { kind, way, said: "withdrawn", source: "pay-page", party: true },
    ]),
  );

test("stop ends reminders and offers on all ways, of the party and of the address, once", async () => {
  expect(await say("stop", {})).toBe(`${nudge.path}/stop?lang=en`);
  expect(await words()).toEqual(NO_MORE(["offer", "reminder"], ["sms", "whatsapp"]));
  expect(pay.jobs).toMatchObject([{ name: "plan-nudges" }]);
  expect(await page(`${nudge.path}/stop`)).toContain("You get no more messages");
  expect(await page()).not.toContain("Send me no more messages");
  const again = nonceIn(await page());
  expect((await send("stop", { nonce: again })).status).toBe(303);
  expect(
    await rows("select 1 from consent_event where company_id = $1 and ledger_guid is not null"),
  ).toHaveLength(6);
  expect((await send("stop", { nonce: "x" })).headers.get("location")).toContain("note=again");
});

/** As a mail's own button does (RFC 8058): no cookie, no page before, no question. */
const oneClick = (path: string) =>
  fetch(`${pay.server.url}${path}/stop`, {
    method: "POST",
    headers: { "content-type": "application/x-www-form-urlencoded" },
    body: "List-Unsubscribe=One-Click",
  });

test("a mail's own button ends messages by one request, long after the page is over, and never by a look", async () => {
  nudge = await pay.nudge({ way: "email" });
  pay.setNow(daysOn(200));
  expect((await get()).status).toBe(404);
  expect((await get(`${nudge.path}/stop`)).status).toBe(200);
  expect(await words()).toEqual([]);
  const done = await oneClick(nudge.path);
  expect([done.status, await done.text()]).toEqual([200, ""]);
  expect(await words()).toEqual(NO_MORE(["offer", "reminder"], ["email"]));
  expect((await oneClick(nudge.path)).status).toBe(200);
  expect(
    await rows("select 1 from audit_entry where company_id = $1 and action = 'change-consent'"),
  ).toHaveLength(1);
  const withoutWord = await fetch(`${pay.server.url}${nudge.path}/stop`, {
    method: "POST",
    redirect: "manual",
  });
  expect(withoutWord.status).toBe(303);
});

test("an offer's address ends messages too: all by one click, offers alone by a person's choice", async () => {
  const offer = await pay.offer();
  nudge = { ...nudge, companyId: offer.companyId };
  const asked = await page(`${offer.path}/stop`);
  expect(asked).toContain("Send me no more offers");
  expect(await page(offer.path)).toContain(`href="${offer.path}/stop?lang=en"`);
  const sent = await send("stop", { nonce: nonceIn(asked), what: "offers" }, offer.path);
  expect(sent.headers.get("location")).toBe(`${offer.path}/stop?lang=en`);
  expect(await words()).toEqual(NO_MORE(["offer"], []));
  expect(await page(`${offer.path}/stop`)).toContain("You get no more offers");
  expect((await oneClick(offer.path)).status).toBe(200);
  expect(await words()).toEqual(NO_MORE(["offer", "reminder"], []));
});

/** Status, headers and body, without what differs between any two requests. */
async function seen(path: string): Promise<object> {
  const response = await get(path);
  const headers = Object.fromEntries(response.headers);
  for (const name of ["date", "x-request-id", "content-length"]) delete headers[name];
  return { status: response.status, headers, text: await response.text() };
}

test("a wrong address, one taken back and one long over are one and the same 404", async () => {
  const missing = await seen(`/n/${randomBytes(16).toString("base64url")}`);
  expect(missing).toMatchObject({ status: 404 });
  const offer = await pay.offer();
  for (const path of ["x", `${nudge.token}x`, "%00", offer.token])
    expect(await seen(`/n/${path}`)).toEqual(missing);
  pay.setNow(daysOn(91));
  expect(await seen(nudge.path)).toEqual(missing);
  pay.setNow(NOON);
  const nonce = nonceIn(await page());
  await rows("update nudge_link set revoked_at = now() where company_id = $1");
  expect(await seen(nudge.path)).toEqual(missing);
  expect(await seen(`${nudge.path}/stop`)).toEqual(missing);
  expect((await send("promise", { nonce, day: "2026-04-20" })).status).toBe(404);
  expect((await oneClick(nudge.path)).status).toBe(404);
  expect(await words()).toEqual([]);
});

test("thirty looks a minute and ten answers an hour are taken, for each address by itself", async () => {
  for (let count = 0; count < 30; count++) expect((await get()).status).toBe(200);
  expect((await get()).status).toBe(429);
  const other = await pay.nudge();
  expect((await get(other.path)).status).toBe(200);
  for (let count = 0; count < 10; count++) expect((await send("promise", { nonce: "x" })).status).toBe(303);
  expect((await send("promise", { nonce: "x" })).status).toBe(429);
});

test("however often an address is looked at, messages are ended by it", async () => {
  for (let count = 0; count < 30; count++) expect((await get(`${nudge.path}/stop`)).status).toBe(200);
  expect((await get(`${nudge.path}/stop`)).status).toBe(429);
  expect((await oneClick(nudge.path)).status).toBe(200);
  expect(await words()).toEqual(NO_MORE(["offer", "reminder"], ["sms", "whatsapp"]));
});

test("no line of the log holds a token, and names that would be HTML are text", async () => {
  nudge = await pay.nudge({ seller: `<script>alert("1")</script> & Söhne's` });
  const text = await page();
  await say("stop", {});
  expect(text).toContain("&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt; &amp; Söhne&#39;s");
  expect(text).not.toContain("<script");
  const log = pay.server.logLines.join("");
  expect(log).toContain("/n/…");
  expect(log).not.toContain(nudge.token);
});
