import { daysOn, NOON } from "@cfa/api/test-offer";
import { FAKE_TWILIO, twilioHook } from "@cfa/testkit/fake-twilio";
import { whatsAppHook } from "@cfa/testkit/fake-whatsapp";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";

import {
  event,
  PUBLIC_URL,
  SECRETS,
  signatureOf,
  startChannels,
  status,
  TWILIO,
  WORD,
  written,
  type ChannelCompany,
  type Channels,
} from "./channel-company.ts";

/* What providers tell of messages: by whom it is believed, and what is made of it. */

let channels: Channels;
let asha: ChannelCompany;

beforeAll(async () => {
  channels = await startChannels();
});
afterAll(() => channels.close());
beforeEach(async () => {
  channels.now = NOON;
  await channels.database.asOwner("delete from auth.tries");
  asha = await channels.company();
  channels.jobs.length = 0;
});

test("WhatsApp is let in by the word that was set, and by no other", async () => {
  const hook = await asha.whatsApp();
  const ask = (word: string, mode = "subscribe", challenge = "1158201444") =>
    fetch(
      `${channels.server.url}${hook}?hub.mode=${mode}&hub.verify_token=${word}&hub.challenge=${encodeURIComponent(challenge)}`,
    );
  const right = await ask(WORD);
  expect([right.status, await right.text()]).toEqual([200, "1158201444"]);
  expect(right.headers.get("content-type")).toMatch(/^text\/plain/);
  for (const wrong of [ask("another"), ask(WORD, "unsubscribe"), ask(WORD, "subscribe", "<b>"), ask("")]) {
    expect((await wrong).status).toBe(403);
  }
  const nowhere = await fetch(`${channels.server.url}/hooks/whatsapp/${"A".repeat(22)}?hub.mode=subscribe`);
  expect(nowhere.status).toBe(404);
});

test("a webhook is taken by the bytes as they came, once; tampered, unsigned, empty, too long, another's: refused and not kept", async () => {
  const hook = await asha.whatsApp();
  const nudge = await asha.sent();
  const good = whatsAppHook(status(nudge, "sent"), SECRETS[0]);
  const escaped = whatsAppHook(written("1/2 हो गया", "wamid.in.0"), SECRETS[0]);
  const refused = [
    { ...good, body: good.body.replace("sent", "read") },
    // The same as JSON, other bytes.
    { ...escaped, body: JSON.stringify(JSON.parse(escaped.body)) },
    { ...good, headers: {} },
    { ...good, headers: { "x-hub-signature-256": "sha256=00" } },
    { body: "", headers: good.headers },
    whatsAppHook(status(nudge, "sent"), "a secret of another company"),
  ];
  for (const one of refused) expect((await channels.tell(hook, one)).status).toBe(401);
  expect((await channels.tell(hook, whatsAppHook({ x: "x".repeat(1_048_576) }, SECRETS[0]))).status).toBe(
    413,
  );
  expect((await channels.tell(`/hooks/whatsapp/${"A".repeat(22)}`, good)).status).toBe(404);
  expect((await channels.tell(hook.replace("whatsapp", "twilio"), good)).status).toBe(404);
  expect(await asha.outcomes()).toEqual([]);
  channels.jobs.length = 0;
  for (let count = 0; count < 3; count++) expect((await channels.tell(hook, good)).status).toBe(200);
  expect(channels.jobs).toEqual(["take-channel-events"]);
  expect(await asha.outcomes()).toEqual([null]);
  expect(channels.server.logLines.join("")).not.toContain(hook.split("/").at(-1));
});

test("two secrets are good while one is changed, and none after it was removed; they are told of and never told", async () => {
  const hook = await asha.whatsApp();
  await channels.database.asOwner("update company_secret set set_at = set_at - interval '1 day'");
  const { body } = await asha.secret("whatsapp", SECRETS[1]);
  const told = body.channels.find(({ way }) => way === "whatsapp")?.account;
  expect(told?.hook.secrets.map(({ slot, lastFour }) => [slot, lastFour])).toEqual([
    ["1", "asha"],
    ["2", "asha"],
  ]);
  expect(told?.hook.word).not.toBeNull();
  const nudge = await asha.sent();
  expect(await channels.tellWhatsApp(hook, status(nudge, "sent"), SECRETS[0])).toBe(200);
  expect(await channels.tellWhatsApp(hook, status(nudge, "delivered"), SECRETS[1])).toBe(200);
  expect((await asha.call("DELETE", "/whatsapp/hook-secrets/1")).status).toBe(200);
  expect((await asha.call("DELETE", "/whatsapp/hook-secrets/1")).status).toBe(404);
  expect(await channels.tellWhatsApp(hook, status(nudge, "read"), SECRETS[0])).toBe(401);
  const audit = await asha.rows("select action, detail from audit_entry where company_id = $1");
  for (const text of [...SECRETS, WORD]) expect(JSON.stringify([body, audit])).not.toContain(text);
  await asha.account("sms", TWILIO);
  expect((await asha.secret("sms", SECRETS[0])).status).toBe(422);
  expect((await asha.secret("email", SECRETS[0])).status).toBe(404);
});

test("Twilio's form counts by its signature over the address, with the port or without, and tells which attempt by that address", async () => {
  const hook = await asha.account("sms", TWILIO);
  const nudge = await asha.sent({ way: "sms" });
  const form = {
    AccountSid: FAKE_TWILIO.accountSid,
    MessageSid: `SM${"a1".repeat(16)}`,
    MessageStatus: "delivered",
    a: "somebody else's",
  };
  const path = `${hook}?a=${nudge.attemptId}`;
  const signed = (url: string, by?: string) => twilioHook(form, url, by);
  expect((await channels.tell(path, signed(`${PUBLIC_URL}${path}`))).status).toBe(200);
  expect((await channels.tell(path, signed(`https://app.asha.in:443${path}`))).status).toBe(200);
  for (const wrong of [
    signed(`${PUBLIC_URL}${hook}`),
    signed(`http://app.asha.in${path}`),
    signed(`${PUBLIC_URL}${path}`, "another token"),
    {
      ...signed(`${PUBLIC_URL}${path}`),
      body: new URLSearchParams({ ...form, MessageStatus: "failed" }).toString(),
    },
  ]) {
    expect((await channels.tell(path, wrong)).status).toBe(401);
  }
  const kept = await asha.rows(
    "select convert_from(body, 'UTF8') as body from channel_event where company_id = $1",
  );
  expect(kept).toHaveLength(1);
  expect(new URLSearchParams(String(kept[0]?.["body"])).getAll("a")).toEqual([nudge.attemptId]);
});

test("in any order and however often, a status never goes back, and who read when is kept", async () => {
  const hook = await asha.whatsApp();
  const nudge = await asha.sent();
  const later = daysOn(0.1);
  for (const one of [
    status(nudge, "read", { at: later }),
    status(nudge, "delivered"),
    status(nudge, "sent", { at: later }),
    status(nudge, "failed", { code: 131_026 }),
  ]) {
    expect(await channels.tellWhatsApp(hook, one)).toBe(200);
    await asha.take();
  }
  expect(await asha.states()).toEqual(["read"]);
  expect(await asha.outcomes()).toEqual(["taken", "taken", "taken", "taken"]);
  expect(await asha.rows("select what, at from party_response where company_id = $1")).toEqual([
    { what: "read", at: NOON }, // no later than now
  ]);
  expect(
    await asha.rows("select 1 from party_address where company_id = $1 and dead_at is not null"),
  ).toEqual([]);
  const bodies = await asha.rows("select body, told from channel_event where company_id = $1");
  expect(new Set(bodies.map((one) => JSON.stringify(one)))).toEqual(new Set(['{"body":null,"told":null}']));
});

test("what failed goes another way later, and what it says of the address holds", async () => {
  const hook = await asha.whatsApp();
  const nudge = await asha.sent();
  await channels.tellWhatsApp(hook, status(nudge, "sent"));
  await channels.tellWhatsApp(hook, status(nudge, "failed", { code: 131_026 }));
  await asha.take();
  expect(await asha.states()).toEqual(["failed"]);
  expect(await asha.rows("select state from nudge where company_id = $1")).toEqual([{ state: "queued" }]);
  expect(await asha.rows("select dead_why from party_address where company_id = $1")).toEqual([
    { dead_why: "dead" },
  ]);
  expect(channels.jobs).toContain("send-nudges");
});

test("what is told before we know of it is kept, looked at again, and found", async () => {
  const hook = await asha.whatsApp();
  const early = { attemptId: "0198f3a2-7c11-7d3e-9a55-2b6d0c9e4f10" };
  await channels.tellWhatsApp(hook, status(early, "delivered", { id: "wamid.early" }));
  await asha.take();
  expect(await asha.outcomes()).toEqual(["unknown"]);
  expect(channels.jobs.at(-1)).toBe("take-channel-events-again");
  const nudge = await asha.sent();
  await asha.rows("update nudge_attempt set provider_id = 'wamid.early' where company_id = $1");
  await asha.take();
  expect([await asha.outcomes(), await asha.states()]).toEqual([["taken"], ["delivered"]]);
  await channels.tellWhatsApp(hook, status(early, "read", { id: "wamid.never" }));
  channels.now = daysOn(4);
  channels.jobs.length = 0;
  await asha.take();
  expect(channels.jobs).not.toContain("take-channel-events-again");
  expect(nudge.attemptId).not.toBe(early.attemptId);
});

const about = (name: string) => ({ message_template_name: name, message_template_language: "en_US" });

test("a text that came into another category, or is paused, goes out no more, and an account that is shut is", async () => {
  const hook = await asha.whatsApp();
  await channels.database.asOwner(
    `insert into nudge_template (company_id, kind, stage, way, language, version, body, variables, state, state_at, category, provider_name, said_by, said_at)
     select $1, 'reminder', s, 'whatsapp', 'en', 1, 'x', '[]', 'approved', $2, 'utility', s, 'u', $2 from unnest(array['due', 'final']) as s`,
    [asha.companyId, NOON],
  );
  await channels.tellWhatsApp(
    hook,
    event("template_category_update", { ...about("due"), correct_category: "MARKETING" }),
  );
  await channels.tellWhatsApp(
    hook,
    event("message_template_status_update", { ...about("final"), event: "PAUSED", reason: "NONE" }),
  );
  await channels.tellWhatsApp(hook, event("account_update", { event: "ACCOUNT_RESTRICTION" }));
  await asha.take();
  const templates = () =>
    asha.rows("select stage, state, category from nudge_template where company_id = $1 order by stage");
  expect(await templates()).toEqual([
    { stage: "due", state: "recategorised", category: "marketing" },
    { stage: "final", state: "paused", category: "utility" },
  ]);
  expect(
    await asha.rows("select state, state_why, stopped_at from channel_account where company_id = $1"),
  ).toEqual([{ state: "paused", state_why: "blocked", stopped_at: channels.now }]);
  await channels.tellWhatsApp(
    hook,
    event("message_template_status_update", { ...about("final"), event: "APPROVED" }),
  );
  await channels.tellWhatsApp(
    hook,
    event("message_template_status_update", { ...about("due"), event: "APPROVED" }),
  );
  await asha.take();
  expect((await templates()).map(({ state }) => state)).toEqual(["recategorised", "approved"]);
});

const report = (crqid: string, is: string) => ({
  body: JSON.stringify({ requestId: "r1", CRQID: crqid, status: is }),
  headers: { "content-type": "application/json" },
});

test("MSG91 signs nothing: it is heard about messages of ours, and of another nothing changes", async () => {
  const hook = await asha.account("sms", { provider: "msg91", secret: "an-auth-key-of-asha" });
  const nudge = await asha.sent({ way: "sms" });
  await channels.tell(hook, report("0198f3a2-0000-7000-8000-000000000001", "1"));
  await channels.tell(hook, report("' or 1=1", "1"));
  await asha.take();
  expect([await asha.states(), new Set(await asha.outcomes())]).toEqual([["calling"], new Set(["unknown"])]);
  await channels.tell(hook, report(nudge.attemptId, "1"));
  await asha.take();
  expect(await asha.states()).toEqual(["delivered"]);
});

test("what nobody can read keeps no other waiting, and another company's webhook is not looked at", async () => {
  const hook = await asha.whatsApp();
  const nudge = await asha.sent();
  await channels.tell(hook, { body: "[1, 2", headers: { "x-hub-signature-256": signatureOf("[1, 2") } });
  await channels.tellWhatsApp(hook, { object: "something else" });
  await channels.tellWhatsApp(hook, event("security", {}));
  await channels.tellWhatsApp(hook, status(nudge, "delivered"));
  await asha.take();
  expect(new Set(await asha.outcomes())).toEqual(new Set(["nothing", "taken", "unreadable"]));
  expect(await asha.states()).toEqual(["delivered"]);
  const bindu = await channels.company();
  const theirs = await bindu.whatsApp();
  expect(await channels.tellWhatsApp(theirs, status(nudge, "read"))).toBe(200);
  await bindu.take();
  expect(await bindu.outcomes()).toEqual(["unknown"]);
  expect(await asha.states()).toEqual(["delivered"]);
});

test("what a carrier thinks of the number is kept with its moment", async () => {
  const hook = await asha.whatsApp();
  await channels.tellWhatsApp(hook, event("phone_number_quality_update", { event: "FLAGGED" }));
  await asha.take();
  expect(
    await asha.rows("select quality, quality_at, stopped_at from channel_account where company_id = $1"),
  ).toEqual([{ quality: "FLAGGED", quality_at: channels.now, stopped_at: null }]);
});
