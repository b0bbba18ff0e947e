import { NOON } from "@cfa/api/test-offer";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";

import {
  SECRETS,
  signatureOf,
  SMTP,
  startChannels,
  written,
  type ChannelCompany,
  type Channels,
} from "./channel-company.ts";

/* What customers write back: only a plain stop is acted on, everything else waits for a person. */

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

const words = () =>
  asha.rows(
    "select kind, way, said, source, proof, ledger_guid is not null as party from consent_event where company_id = $1 order by 1, 2, 6",
  );
const inbound = () =>
  asha.rows(
    "select way, ledger_guid, text, state, reading from inbound where company_id = $1 order by received_at, text",
  );

test("a mail is taken by the company's own signature, and what it answers to acts by its words", async () => {
  const hook = await asha.account("email", SMTP);
  await asha.secret("email", SECRETS[0]);
  const nudge = await asha.sent({ way: "email" });
  const mail = [
    "From: Meena <meena@stores.in>",
    "To: accounts@asha.in",
    "Message-ID: <r1@stores.in>",
    `In-Reply-To: <${nudge.attemptId}@app.asha.in>`,
    "Content-Type: text/plain; charset=utf-8",
    "",
    "बंद करो",
    "",
  ].join("\r\n");
  const signed = (by: string) => ({ body: mail, headers: { "x-signature-256": signatureOf(mail, by) } });
  expect((await channels.tell(hook, signed("another"))).status).toBe(401);
  expect((await channels.tell(hook, signed(SECRETS[0]))).status).toBe(200);
  await asha.take();
  expect(await inbound()).toMatchObject([
    {
      way: "email",
      ledger_guid: "g-Meena Stores",
      text: "बंद करो",
      state: "taken",
      reading: { intent: "stop" },
    },
  ]);
  expect((await words()).filter(({ party }) => party === true)).toHaveLength(6);
});

const NO_MORE = (kinds: readonly string[]) =>
  kinds.flatMap((kind) =>
    (["email", "sms", "whatsapp"] as const).flatMap((way) => [
      ...(way === "email" ? [] : [{ kind, way, said: "withdrawn", party: false }]),
      { kind, way, said: "withdrawn", party: true },
    ]),
  );

test.each([
  ["STOP", ["offer", "reminder"]],
  ["Stop please.", ["offer", "reminder"]],
  ["बंद करो", ["offer", "reminder"]],
  ["STOP OFFERS", ["offer"]],
])("%s and nothing else ends them at once, on all ways, and is acted on once", async (text, kinds) => {
  const hook = await asha.whatsApp();
  await asha.sent();
  await channels.tellWhatsApp(hook, written(text, "wamid.in.1"));
  await channels.tellWhatsApp(hook, { ...written(text, "wamid.in.1"), again: true }); // other bytes, the same message
  await asha.take();
  expect(await words()).toMatchObject(NO_MORE(kinds));
  expect((await words())[0]).toMatchObject({ source: "reply", proof: text });
  expect(await inbound()).toMatchObject([{ ledger_guid: "g-Meena Stores", state: "taken" }]);
  expect(channels.jobs).toContain("plan-nudges");
});

test.each([
  ["stop it, i will pay on friday", "stop"],
  ["will pay friday", "promise"],
  ["goods were damaged", "dispute"],
  ["paid, UTR 412345678901", "paid"],
  ["ok", "other"],
])("“%s” waits for a person", async (text, intent) => {
  const hook = await asha.whatsApp();
  await asha.sent();
  await channels.tellWhatsApp(hook, written(text, "wamid.in.2"));
  await asha.take();
  expect(await words()).toEqual([]);
  expect(await inbound()).toMatchObject([
    { text, ledger_guid: "g-Meena Stores", state: "waiting", reading: { intent, isCertain: false } },
  ]);
  expect(await asha.rows("select what from party_response where company_id = $1")).toEqual([
    { what: "reply" },
  ]);
});

test("nothing in a text says whose it is: of an unknown number or one of two parties nobody is chosen, and a stop is the number's", async () => {
  const hook = await asha.whatsApp();
  const nudge = await asha.sent();
  await channels.database.asOwner(
    `insert into party_address (company_id, ledger_guid, way, address, address_hash, source, seen_at)
     select company_id, 'g-Meena (old)', way, address, address_hash, source, seen_at from party_address where company_id = $1`,
    [asha.companyId],
  );
  await channels.tellWhatsApp(hook, written("STOP for g-Meena Stores", "wamid.in.3"));
  await channels.tellWhatsApp(hook, written("stop", "wamid.in.4"));
  await asha.take();
  expect((await inbound()).map(({ ledger_guid }) => ledger_guid)).toEqual([null, null]);
  expect(await words()).toMatchObject(
    ["offer", "reminder"].flatMap((kind) => ["sms", "whatsapp"].map((way) => ({ kind, way, party: false }))),
  );
  // What it answers tells whose it is.
  await asha.rows("update nudge_attempt set provider_id = 'wamid.out' where company_id = $1");
  await channels.tellWhatsApp(hook, written("will pay", "wamid.in.5", { context: { id: "wamid.out" } }));
  await asha.take();
  expect((await inbound()).map(({ ledger_guid }) => ledger_guid)).toContain("g-Meena Stores");
  expect(nudge.token).toBeTruthy();
});

test("a text hides nothing and is not too long; a picture alone waits too; who is known by an id is known from then on", async () => {
  const hook = await asha.whatsApp();
  await asha.sent();
  await asha.rows("update nudge_attempt set provider_id = 'wamid.out' where company_id = $1");
  const user = { from: undefined, from_user_id: "IN.abc123", context: { id: "wamid.out" } };
  await channels.tellWhatsApp(hook, written(`a\u0000b\u202E\n${"x".repeat(5_000)}`, "wamid.in.6", user));
  await channels.tellWhatsApp(hook, written("", "wamid.in.7", { ...user, type: "image" }));
  await asha.take();
  const all = await inbound();
  expect(all).toHaveLength(2);
  const text = String(all.find((one) => one["text"] !== "")?.["text"]);
  expect(text.startsWith("a bx") || text.startsWith("a b x")).toBe(true);
  expect(text.length).toBeLessThanOrEqual(2_000);
  expect(
    await asha.rows("select address, source from party_address where company_id = $1 and source = 'inbound'"),
  ).toEqual([{ address: "IN.abc123", source: "inbound" }]);
});
