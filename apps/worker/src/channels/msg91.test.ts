import { FAKE_MSG91, startFakeMsg91, type FakeMsg91 } from "@cfa/testkit/fake-msg91";
import { afterEach, beforeEach, expect, test } from "vitest";

import type { Channel } from "./channel.ts";
import { readMsg91Event } from "./msg91-events.ts";
import { openMsg91 } from "./msg91.ts";
import { ATTEMPT, LINK, NOWHERE, outgoing, soon, TEMPLATE } from "./test-message.ts";
import { mishapsOfCalls } from "./test-mishaps.ts";

/* SMS by MSG91 over real HTTP, against a stub that behaves as badly as the real one may. */

let fake: FakeMsg91;
let channel: Channel;
beforeEach(async () => {
  fake = await startFakeMsg91();
  channel = open();
});
afterEach(() => fake.close());

function open(authKey: string = FAKE_MSG91.authKey): Channel {
  return openMsg91({ config: {}, secrets: { "auth-key": authKey } }, { ...NOWHERE, msg91: fake.url });
}

async function sent() {
  const outcome = await channel.send(outgoing(), soon());
  const message = fake.messages.at(-1);
  if (outcome.kind !== "accepted" || message === undefined) throw new Error(JSON.stringify(outcome));
  return message;
}

test("a flow goes out with its values in order, the whole link among them, and our id to be said back", async () => {
  const message = await sent();
  expect(message.asked).toEqual({
    template_id: FAKE_MSG91.flow,
    short_url: "0",
    recipients: [{ mobiles: "919825012345", CRQID: ATTEMPT, VAR1: "12000", VAR2: "SL41", VAR3: LINK }],
  });
});

test.each(mishapsOfCalls({ tooMany: "429", unread: "no-type" }))(
  "%s comes to %j, with one call and no second",
  async (mishap, outcome, isTaken) => {
    fake.befall(mishap);
    expect(await channel.send(outgoing(), soon(mishap))).toMatchObject(outcome);
    await expect.poll(() => fake.messages.length).toBe(isTaken ? 1 : 0);
    expect(fake.calls).toHaveLength(1);
    expect(
      await channel.ask({ ...outgoing(), providerId: null, calledAt: new Date(), body: "" }, soon()),
    ).toBe("cannot-say");
  },
);

test.each([
  ["301", "Insufficient balance", { kind: "refused", scope: "account", code: "wallet" }],
  ["418", "IP not whitelisted", { kind: "refused", scope: "account", code: "blocked" }],
  ["211", "DLT template id missing", { kind: "refused", scope: "template", code: "dlt" }],
  ["311", "same request within 10 seconds", { kind: "unknown" }],
  ["601", "internal error", { kind: "unknown" }],
  ["306", "route unavailable", { kind: "later" }],
  [undefined, "Flow is paused", { kind: "refused", scope: "template", code: "paused" }],
  [undefined, "Header not linked with entity", { kind: "refused", scope: "template", code: "dlt" }],
  [undefined, "you have no credits left", { kind: "refused", scope: "account", code: "wallet" }],
  [undefined, "something else altogether", { kind: "refused", scope: "message", code: "refused" }],
])("an error that comes as 200 (%s, %s) comes to %j", async (code, message, outcome) => {
  fake.refusing.set("919825012345", { message, ...(code === undefined ? {} : { code }) });
  expect(await channel.send(outgoing(), soon())).toMatchObject(outcome);
});

test("a number that is none is dead, and what has no flow is not tried", async () => {
  expect(await channel.send(outgoing({ to: "+911234" }), soon())).toMatchObject({ code: "dead" });
  const template = { ...TEMPLATE, flow: null };
  expect(await channel.send(outgoing({ template }), soon())).toMatchObject({ code: "missing" });
  expect(fake.calls).toHaveLength(1);
});

test("no key and no number of anybody stands in what comes of it, also where MSG91 says them back", async () => {
  const key = "555555Zz9Yy8Xx7Ww6512f0aP1";
  const all = [
    await open(key).send(outgoing(), soon()),
    await channel.send(outgoing({ to: "+911234567890" }), soon()),
  ];
  expect(all[0]).toMatchObject({ scope: "account", code: "bad-keys" });
  expect(JSON.stringify(all)).not.toContain(key);
  expect(JSON.stringify(all)).not.toContain("1234567890");
  expect(await openMsg91({ config: {}, secrets: {} }, NOWHERE).send(outgoing(), soon())).toMatchObject({
    code: "bad-keys",
  });
});

test.each([2, 3, 4] as const)("version %d of its webhook tells the same, twice as once", async (version) => {
  const { body } = fake.report(await sent(), "1", { version });
  expect(readMsg91Event(body)).toEqual(readMsg91Event(body));
  expect(readMsg91Event(body)).toMatchObject({
    told: [
      {
        attemptId: ATTEMPT,
        providerId: fake.messages[0]?.requestId,
        state: "delivered",
        at: new Date("2026-04-15T06:30:00Z"),
        failure: null,
      },
    ],
    replies: [],
  });
});

test.each([
  ["2", "", { scope: "message", code: "refused" }],
  ["2", "absent subscriber", { scope: "message", code: "expired" }],
  ["9", "NDNC", { scope: "address", code: "opted-out-offers" }],
  ["16", "DLT template not found", { scope: "template", code: "dlt" }],
  ["25", "rejected by provider", { scope: "message", code: "refused" }],
  ["17", "blocked number", { scope: "address", code: "dead" }],
])("a report of %s (%s) is a failure: %j", async (status, reason, failure) => {
  const { body } = fake.report(await sent(), status, { reason, version: 3 });
  expect(readMsg91Event(body)?.told).toMatchObject([{ state: "failed", failure }]);
});

test("a report without our id is known by theirs, and a state that says nothing tells nothing", async () => {
  const message = { ...(await sent()), crqid: "0" };
  expect(readMsg91Event(fake.report(message, "1").body)?.told).toMatchObject([
    { attemptId: null, providerId: message.requestId },
  ]);
  expect(readMsg91Event(fake.report(message, "8").body)?.told).toEqual([]);
});

test("replies come under several names, and twice the same is one", () => {
  const reply = { mobile: "9825012345", content: "बंद करो", date: "2026-04-15 12:00:00" };
  const told = readMsg91Event(JSON.stringify(reply))?.replies;
  expect(told).toMatchObject([{ way: "sms", from: "+919825012345", text: "बंद करो" }]);
  expect(readMsg91Event(JSON.stringify(reply))?.replies).toEqual(told);
  const other = { sender: 919825012345, message: "paid", uuid: "u-1" };
  expect(readMsg91Event(JSON.stringify(other))?.replies).toMatchObject([
    { providerId: "u-1", from: "+919825012345" },
  ]);
});

test.each([
  "",
  "null",
  "[]",
  "data=",
  "data=%5B",
  '{"status":"1"}',
  "[7,null]",
  '{"mobile":"1","message":"x"}',
])("%s tells nothing and breaks nothing", (body) => {
  const event = readMsg91Event(body);
  expect([...(event?.told ?? []), ...(event?.replies ?? [])]).toEqual([]);
});
