import type { ProviderMishap } from "@cfa/testkit/fake-provider";
import { FAKE_TWILIO, startFakeTwilio, twilioHook, type FakeTwilio } from "@cfa/testkit/fake-twilio";
import { afterEach, beforeEach, expect, test } from "vitest";

import type { Channel } from "./channel.ts";
import { ATTEMPT, LINK, NOWHERE, outgoing, RENDERED, soon } from "./test-message.ts";
import { mishapsOfCalls } from "./test-mishaps.ts";
import { readTwilioEvent } from "./twilio-events.ts";
import { openTwilio } from "./twilio.ts";

/* SMS by Twilio over real HTTP, against a stub that behaves as badly as the real one may. */

const TEXT = `Rs 12000 for bill SL41 is due. Pay: ${LINK} Asha Traders`;
const OTHER = { ...RENDERED, body: RENDERED.body.replace("SL41", "SL42") };
let fake: FakeTwilio;
let channel: Channel;
beforeEach(async () => {
  fake = await startFakeTwilio();
  channel = open();
});
afterEach(() => fake.close());

function open(token: string = FAKE_TWILIO.authToken, more: object = {}): Channel {
  const config = { accountSid: FAKE_TWILIO.accountSid, from: FAKE_TWILIO.from, hookToken: "hk1", ...more };
  return openTwilio({ config, secrets: { "auth-token": token } }, { ...NOWHERE, twilio: fake.url });
}

function sought(more: object = {}) {
  const calledAt = new Date();
  return {
    attemptId: ATTEMPT,
    providerId: null,
    to: "+919825012345",
    calledAt,
    body: RENDERED.body,
    ...more,
  };
}

test("a text goes out with its link, with where to tell what became of it, and not for the night", async () => {
  const outcome = await channel.send(outgoing(), soon());
  expect(outcome).toEqual({ kind: "accepted", providerId: fake.messages[0]?.sid });
  expect(fake.messages[0]?.form).toEqual({
    To: "+919825012345",
    From: "ASHATR",
    Body: TEXT,
    ValidityPeriod: "3600",
    StatusCallback: `https://app.asha.in/hooks/twilio/hk1?a=${ATTEMPT}`,
  });
});

test("a messaging service stands in for a sender, and without a public address nothing is to be told", async () => {
  const account = {
    config: { accountSid: FAKE_TWILIO.accountSid, messagingServiceSid: "MG0123456789abcdef0123456789abcdef" },
    secrets: { "auth-token": FAKE_TWILIO.authToken },
  };
  const twilio = openTwilio(account, { ...NOWHERE, twilio: fake.url, hooks: null });
  expect(await twilio.send(outgoing(), soon())).toMatchObject({ kind: "accepted" });
  expect(Object.keys(fake.messages[0]?.form ?? {})).toEqual([
    "To",
    "MessagingServiceSid",
    "Body",
    "ValidityPeriod",
  ]);
});

test.each(mishapsOfCalls({ tooMany: "20429", unread: "no-id" }))(
  "%s comes to %j, with one call and no second",
  async (mishap, outcome, isTaken) => {
    fake.befall(mishap);
    expect(await channel.send(outgoing(), soon(mishap))).toMatchObject(outcome);
    await expect.poll(() => fake.messages.length).toBe(isTaken ? 1 : 0);
    expect(fake.calls).toHaveLength(1);
  },
);

test.each([
  [21_211, { kind: "refused", scope: "address", code: "dead" }],
  [21_610, { kind: "refused", scope: "address", code: "opted-out" }],
  [21_901, { kind: "refused", scope: "template", code: "dlt" }],
  [21_606, { kind: "refused", scope: "account", code: "bad-sender" }],
  [21_999, { kind: "refused", scope: "message", code: "refused" }],
  [21_611, { kind: "later" }],
])("the code %d comes to %j", async (code, outcome) => {
  fake.refusing.set("+919825012345", code);
  expect(await channel.send(outgoing(), soon())).toMatchObject(outcome);
});

test("a text that is too long is not tried", async () => {
  const rendered = { ...RENDERED, body: "x".repeat(1_601) };
  expect(await channel.send(outgoing({ rendered }), soon())).toMatchObject({ code: "too-long" });
  expect(fake.calls).toHaveLength(0);
});

test.each<ProviderMishap>(["taken-hangs", "taken-500", "taken-cut"])(
  "a message whose answer was lost (%s) is found by its number and text, and no other for it",
  async (mishap) => {
    await channel.send(outgoing({ rendered: OTHER }), soon());
    fake.befall(mishap);
    await channel.send(outgoing(), soon(mishap));
    const told = await channel.ask(sought(), soon());
    expect(told).toMatchObject({ attemptId: ATTEMPT, providerId: fake.messages[1]?.sid, state: "accepted" });
  },
);

test("what was never taken is not there, nor is an older message of the same words", async () => {
  expect(await channel.ask(sought(), soon())).toBe("not-there");
  await channel.send(outgoing(), soon());
  expect(await channel.ask(sought({ calledAt: new Date(Date.now() + 600_000) }), soon())).toBe("not-there");
  expect(await channel.ask(sought({ to: "+919825099999" }), soon())).toBe("not-there");
});

test("among more messages than are listed one that is not found is not said to be missing", async () => {
  for (let one = 0; one < 100; one++) await channel.send(outgoing({ rendered: OTHER }), soon());
  expect(await channel.ask(sought(), soon())).toBe("cannot-say");
});

test("one that Twilio named is asked for by its name, and what cannot be asked now is asked later", async () => {
  await channel.send(outgoing(), soon());
  const [message] = fake.messages;
  if (message === undefined) throw new Error("nothing was sent");
  fake.status(message, "undelivered", 30_005);
  const named = sought({ providerId: message.sid });
  expect(await channel.ask(named, soon())).toMatchObject({
    state: "failed",
    failure: { scope: "address", code: "dead" },
  });
  for (const mishap of ["429", "500", "hangs", "cut", "redirect"] as const) {
    fake.befall(mishap);
    expect(await channel.ask(named, soon(mishap))).toBe("later");
  }
  fake.befall("401");
  expect(await channel.ask(named, soon())).toBe("cannot-say");
  expect(await channel.ask(sought({ providerId: "../Calls" }), soon())).toBe("cannot-say");
});

test("no token and no number of anybody stands in what comes of it, also where Twilio says them back", async () => {
  const token = "0123456789abcdef0123456789abcdef";
  const outcome = await open(token).send(outgoing(), soon());
  expect(outcome).toMatchObject({ kind: "refused", scope: "account", code: "bad-keys" });
  fake.refusing.set("+919825012345", 21_211);
  const all = JSON.stringify([outcome, await channel.send(outgoing(), soon())]);
  expect(all).not.toContain(token);
  expect(all).not.toContain(
    Buffer.from(`${FAKE_TWILIO.accountSid}:${token}`).toString("base64").slice(0, 40),
  );
  expect(all).not.toContain("9825012345");
});

test("an account of which something is missing is not tried", async () => {
  for (const bad of [{ accountSid: "../../x" }, { accountSid: undefined }, { from: undefined }]) {
    expect(await open(undefined, bad).send(outgoing(), soon())).toMatchObject({ code: "bad-keys" });
  }
  expect(fake.calls).toHaveLength(0);
});

const read = (form: Record<string, string>) => readTwilioEvent(twilioHook(form, "https://x.in/").body);

test.each([
  ["queued", "accepted"],
  ["sending", "accepted"],
  ["sent", "sent"],
  ["delivered", "delivered"],
  ["read", "read"],
  ["undelivered", "failed"],
  ["failed", "failed"],
])("a webhook of a message that is %s tells %s, under our id", async (status, state) => {
  await channel.send(outgoing(), soon());
  const [message] = fake.messages;
  if (message === undefined) throw new Error("nothing was sent");
  const form = { ...fake.status(message, status, 30_003), a: ATTEMPT };
  expect(read(form)?.told).toEqual([
    {
      attemptId: ATTEMPT,
      providerId: message.sid,
      state,
      at: null,
      failure: state === "failed" ? { scope: "message", code: "expired", detail: "30003" } : null,
      cost: null,
    },
  ]);
});

test("what somebody writes is a reply, and one that Twilio has acted on says so", () => {
  expect(read(fake.written("+919825012345", "will pay Friday"))?.replies).toMatchObject([
    { way: "sms", from: "+919825012345", text: "will pay Friday", oneClickStop: false },
  ]);
  expect(read(fake.written("+919825012345", "STOP", "STOP"))?.replies[0]?.oneClickStop).toBe(true);
  expect(read(fake.written("+919825012345", ""))?.replies[0]?.text).toBe("");
});

test.each(["", "a=1", "{}", "MessageSid=SM1", "MessageSid=SM1&AccountSid=AC1&MessageStatus=gone"])(
  "%s tells nothing and breaks nothing",
  (body) => {
    const event = readTwilioEvent(body);
    expect([...(event?.told ?? []), ...(event?.replies ?? [])]).toEqual([]);
  },
);
