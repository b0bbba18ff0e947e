import {
  FAKE_WHATSAPP,
  startFakeWhatsApp,
  whatsAppHook,
  type FakeWhatsApp,
} from "@cfa/testkit/fake-whatsapp";
import { afterEach, beforeEach, expect, test } from "vitest";

import type { Channel } from "./channel.ts";
import { ATTEMPT, LINK, NOWHERE, outgoing, RENDERED, soon } from "./test-message.ts";
import { mishapsOfCalls } from "./test-mishaps.ts";
import { readWhatsAppEvent } from "./whatsapp-events.ts";
import { openWhatsApp } from "./whatsapp.ts";

/* WhatsApp over real HTTP, against a stub that behaves as badly as the real one may. */

let fake: FakeWhatsApp;
let channel: Channel;
beforeEach(async () => {
  fake = await startFakeWhatsApp();
  fake.templates.set("bill_due", { values: 3, languages: ["en", "hi"], state: "approved" });
  channel = open();
});
afterEach(() => fake.close());

function open(token: string = FAKE_WHATSAPP.token): Channel {
  const account = { config: { phoneNumberId: FAKE_WHATSAPP.phoneNumberId }, secrets: { token } };
  return openWhatsApp(account, { ...NOWHERE, graph: fake.url });
}

async function sent() {
  const outcome = await channel.send(outgoing(), soon());
  const message = fake.messages.at(-1);
  if (outcome.kind !== "accepted" || message === undefined) throw new Error(JSON.stringify(outcome));
  return message;
}

test("a template goes out with its values in order, the page among them, and our id to be said back", async () => {
  const outcome = await channel.send(outgoing(), soon());
  expect(outcome).toEqual({ kind: "accepted", providerId: fake.messages[0]?.id });
  expect(fake.messages[0]?.asked).toEqual({
    messaging_product: "whatsapp",
    recipient_type: "individual",
    to: "919825012345",
    type: "template",
    template: {
      name: "bill_due",
      language: { code: "en" },
      components: [
        {
          type: "body",
          parameters: [
            { type: "text", text: "12000" },
            { type: "text", text: "SL41" },
            { type: "text", text: LINK },
          ],
        },
      ],
    },
    biz_opaque_callback_data: ATTEMPT,
  });
});

test("somebody whose number is withheld is written to by the id they have with the company", async () => {
  expect(await channel.send(outgoing({ to: "IN.1410018717833190" }), soon())).toMatchObject({
    kind: "accepted",
  });
  expect(fake.messages[0]?.asked).toMatchObject({ recipient: "IN.1410018717833190" });
  expect(fake.messages[0]?.asked).not.toHaveProperty("to");
});

test.each(mishapsOfCalls({ tooMany: "130429", unread: "no-id" }))(
  "%s comes to %j, with one call and no second",
  async (mishap, outcome, isTaken) => {
    fake.befall(mishap);
    expect(await channel.send(outgoing(), soon(mishap))).toMatchObject(outcome);
    await expect.poll(() => fake.messages.length).toBe(isTaken ? 1 : 0);
    expect(fake.calls).toHaveLength(1);
  },
);

test.each([
  [131_026, { kind: "refused", scope: "address", code: "dead" }],
  [131_047, { kind: "refused", scope: "address", code: "window-shut" }],
  [131_049, { kind: "refused", scope: "address", code: "withheld" }],
  [130_472, { kind: "refused", scope: "address", code: "withheld" }],
  [131_050, { kind: "refused", scope: "address", code: "opted-out-offers" }],
  [131_042, { kind: "refused", scope: "account", code: "wallet" }],
  [131_031, { kind: "refused", scope: "account", code: "blocked" }],
  [131_051, { kind: "refused", scope: "message", code: "refused" }],
  [131_048, { kind: "later", afterSeconds: 60 }],
  [131_056, { kind: "later", afterSeconds: 360 }],
  [131_000, { kind: "unknown" }],
])("the code %d comes to %j", async (code, outcome) => {
  fake.refusing.set("919825012345", code);
  expect(await channel.send(outgoing(), soon())).toMatchObject(outcome);
});

test("a template that is paused, gone or takes other values is told as such", async () => {
  const template = fake.templates.get("bill_due");
  if (template === undefined) throw new Error("no template");
  template.state = "paused";
  expect(await channel.send(outgoing(), soon())).toMatchObject({ scope: "template", code: "paused" });
  fake.templates.set("bill_due", { ...template, state: "approved", values: 4 });
  expect(await channel.send(outgoing(), soon())).toMatchObject({ scope: "template", code: "mismatch" });
  fake.templates.clear();
  expect(await channel.send(outgoing(), soon())).toMatchObject({ scope: "template", code: "missing" });
  expect(await channel.send(outgoing({ template: null }), soon())).toMatchObject({ code: "missing" });
  expect(fake.messages).toHaveLength(0);
});

test("no token and no number of anybody stands in what comes of it, also where WhatsApp says them back", async () => {
  const token = "EAAGanotherTokenThatIsNotGoodAtAll";
  const outcome = await open(token).send(outgoing(), soon());
  expect(outcome).toMatchObject({ kind: "refused", scope: "account", code: "bad-keys" });
  fake.refusing.set("919825012345", 131_026);
  const all = JSON.stringify([outcome, await channel.send(outgoing(), soon())]);
  expect(all).not.toContain(token);
  expect(all).not.toContain("9825012345");
});

test("one that cannot be reached was surely not sent, and one without keys is not tried", async () => {
  const account = {
    config: { phoneNumberId: FAKE_WHATSAPP.phoneNumberId },
    secrets: { token: FAKE_WHATSAPP.token },
  };
  expect(await openWhatsApp(account, NOWHERE).send(outgoing(), soon())).toMatchObject({
    kind: "later",
    code: "not-reached",
  });
  for (const bad of [
    { config: null, secrets: account.secrets },
    { config: { phoneNumberId: "../../me" }, secrets: account.secrets },
    { config: account.config, secrets: {} },
  ]) {
    const none = openWhatsApp(bad, { ...NOWHERE, graph: fake.url });
    expect(await none.send(outgoing(), soon())).toMatchObject({ scope: "account", code: "bad-keys" });
  }
  expect(fake.calls).toHaveLength(0);
});

const read = (event: object) => readWhatsAppEvent(whatsAppHook(event).body);

test("what becomes of a message is told under our id, whatever comes first and however often", async () => {
  const message = await sent();
  const at = new Date("2026-04-15T06:30:00Z");
  const event = fake.together(
    fake.status(message, "read", { at }),
    fake.status(message, "delivered", { at, billable: false }),
    fake.status(message, "read", { at }),
  );
  const told = read(event)?.told;
  expect(told?.map(({ state, cost }) => [state, cost])).toEqual([
    ["read", null],
    ["delivered", 0n],
    ["read", null],
  ]);
  expect(told?.[0]).toEqual({
    attemptId: ATTEMPT,
    providerId: message.id,
    state: "read",
    at,
    failure: null,
    cost: null,
  });
});

test("one that was taken and failed later says why, without the number", async () => {
  const message = await sent();
  const failure = read(fake.status(message, "failed", { code: 131_050 }))?.told[0]?.failure;
  expect(failure).toMatchObject({ scope: "address", code: "opted-out-offers" });
  expect(failure?.detail).not.toContain(message.to);
});

test("the webhook that is quicker than the answer names the attempt that it is of", async () => {
  const told: unknown[] = [];
  const { createServer } = await import("node:http");
  const server = createServer((request, response) => {
    let body = "";
    request.on("data", (piece: Buffer) => void (body += piece.toString()));
    request.on("end", () => {
      told.push(readWhatsAppEvent(body)?.told[0]?.attemptId);
      response.end();
    });
  });
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  fake.hookTo(`http://127.0.0.1:${typeof address === "object" ? address?.port : ""}/`);
  fake.befall("hook-first");
  expect(await channel.send(outgoing(), soon())).toMatchObject({ kind: "accepted" });
  expect(told).toEqual([ATTEMPT, ATTEMPT]);
  server.close();
});

test("what people write, tap and send is taken as far as it is words", () => {
  const at = new Date("2026-04-15T06:30:00Z");
  const from = { number: "919825012345", user: "IN.1410018717833190" };
  const words = (message: object) => read(fake.written(from, message, at))?.replies[0];
  expect(
    words({ type: "text", text: { body: "शुक्रवार को दूँगा 🙏" }, context: { id: "wamid.ours" } }),
  ).toMatchObject({
    way: "whatsapp",
    from: "+919825012345",
    text: "शुक्रवार को दूँगा 🙏",
    at,
    replyTo: "wamid.ours",
  });
  expect(words({ type: "button", button: { text: "STOP", payload: "x" } })?.text).toBe("STOP");
  expect(
    words({ type: "interactive", interactive: { button_reply: { id: "1", title: "Paid" } } })?.text,
  ).toBe("Paid");
  expect(words({ type: "image", image: { id: "9" } })?.text).toBe("");
  expect(words({ type: "text", text: { body: "x".repeat(10_000) } })?.text).toHaveLength(2_000);
  const hidden = read(fake.written({ user: "IN.1410018717833190" }, { type: "text", text: { body: "ok" } }));
  expect(hidden?.replies[0]?.from).toBe("IN.1410018717833190");
});

test("who stops offers in WhatsApp itself has said so", () => {
  const event = fake.change("user_preferences", {
    user_preferences: [
      { wa_id: "919825012345", category: "marketing_messages", value: "stop", timestamp: 1_776_234_600 },
    ],
  });
  expect(read(event)?.replies).toMatchObject([{ from: "+919825012345", text: "STOP OFFERS" }]);
  expect(read(event)?.replies).toEqual(read(event)?.replies);
});

test("templates that are paused, disabled, or another category, done or to come, are told", () => {
  const template = { message_template_name: "bill_due", message_template_language: "en" };
  const changed = (field: string, value: object) =>
    read(fake.change(field, { ...template, ...value }))?.templates;
  expect(changed("message_template_status_update", { event: "PAUSED", reason: "LOW_QUALITY" })).toEqual([
    { providerName: "bill_due", language: "en", change: "paused", category: null, why: "LOW_QUALITY" },
  ]);
  expect(changed("message_template_status_update", { event: "DISABLED", reason: "NONE" })).toMatchObject([
    { change: "disabled", why: null },
  ]);
  expect(
    changed("template_category_update", { correct_category: "MARKETING", new_category: "UTILITY" }),
  ).toMatchObject([{ change: "recategorised", category: "marketing" }]);
  expect(
    changed("template_category_update", { previous_category: "UTILITY", new_category: "MARKETING" }),
  ).toMatchObject([{ change: "recategorised", category: "marketing" }]);
  expect(changed("message_template_status_update", { event: "SOMETHING_NEW" })).toEqual([]);
});

test("a number of less quality and an account that is blocked are told", () => {
  const quality = fake.change("phone_number_quality_update", { event: "FLAGGED", current_limit: "TIER_1K" });
  const blocked = fake.change("account_update", { event: "ACCOUNT_RESTRICTION" });
  const fine = fake.change("account_update", { event: "VERIFIED_ACCOUNT" });
  expect(read(fake.together(quality, blocked, fine))?.account).toEqual([
    { what: "quality", value: "FLAGGED" },
    { what: "blocked", value: "ACCOUNT_RESTRICTION" },
  ]);
});

test.each([
  "",
  "null",
  "[]",
  "{",
  '{"object":"page"}',
  '{"object":"whatsapp_business_account","entry":[{"changes":[{"field":"messages","value":{"statuses":[{"id":7,"status":"sent"},null,{"id":"x","status":"gone"}],"messages":[{"from":"abc","id":"w"}]}}]}]}',
])("%s tells nothing and breaks nothing", (body) => {
  const event = readWhatsAppEvent(body);
  expect([...(event?.told ?? []), ...(event?.replies ?? [])]).toEqual([]);
});

test("a text without a link goes out as it is", async () => {
  fake.templates.set("bill_due", { values: 2, languages: ["en"], state: "approved" });
  const rendered = { ...RENDERED, hasLink: false, values: RENDERED.values.slice(0, 2) };
  expect(await channel.send(outgoing({ rendered }), soon())).toMatchObject({ kind: "accepted" });
});
