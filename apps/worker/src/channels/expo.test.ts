import { startFakeExpo, type FakeExpo } from "@cfa/testkit/fake-expo";
import { afterEach, beforeEach, expect, test } from "vitest";

import { openPush, type Push, type PushMessage } from "./expo.ts";
import { soon } from "./test-message.ts";
import { mishapsOfCalls } from "./test-mishaps.ts";

/* Push by Expo over real HTTP, against a stub that behaves as badly as the real one may. */

const KEY = "an-access-token-of-the-project-at-expo";
let fake: FakeExpo;
let push: Push;
beforeEach(async () => {
  fake = await startFakeExpo(KEY);
  push = openPush(KEY, { expo: fake.url });
});
afterEach(() => fake.close());

const to = (name: string): string => `ExponentPushToken[${name}]`;
function message(name: string, body = "6 reminders wait for your word"): PushMessage {
  return { token: to(name), title: "Asha Traders", body, data: { page: "nudges" } };
}

test("a notification goes out and has a ticket, and later a receipt that somebody's phone maker has it", async () => {
  const [outcome] = await push.send([message("a")], soon());
  expect(outcome).toEqual({ kind: "accepted", providerId: fake.pushes[0]?.id });
  expect(fake.pushes[0]?.asked).toMatchObject({
    to: to("a"),
    title: "Asha Traders",
    ttl: 43_200,
    channelId: "alerts",
  });
  const tickets = [fake.pushes[0]?.id ?? ""];
  fake.ready(false);
  expect(await push.receipts(tickets, soon())).toEqual([]);
  fake.ready(true);
  expect(await push.receipts(tickets, soon())).toMatchObject([
    { providerId: tickets[0], state: "sent", failure: null },
  ]);
});

test("many go out a hundred at once, packed, and each has its own answer", async () => {
  const names = Array.from({ length: 250 }, (_, index) => `t${index}`);
  fake.refusing.set(to("t101"), "DeviceNotRegistered");
  const outcomes = await push.send(
    names.map((name) => message(name)),
    soon(),
  );
  expect(fake.calls.map(({ body }) => (JSON.parse(body) as object[]).length)).toEqual([100, 100, 50]);
  expect(fake.calls[0]?.head["content-encoding"]).toBe("gzip");
  expect(outcomes).toHaveLength(250);
  for (const [index, outcome] of outcomes.entries()) {
    const pushed = fake.pushes.find(({ token }) => token === to(`t${index}`));
    expect(outcome).toMatchObject(
      index === 101
        ? { kind: "refused", scope: "address", code: "dead" }
        : { kind: "accepted", providerId: pushed?.id },
    );
  }
});

test.each(mishapsOfCalls({ tooMany: "429", unread: "no-tickets" }))(
  "%s comes to %j for each, with one call and no second",
  async (mishap, outcome, isTaken) => {
    fake.befall(mishap);
    const outcomes = await push.send([message("a"), message("b")], soon(mishap));
    expect(outcomes).toHaveLength(2);
    for (const one of outcomes) expect(one).toMatchObject(outcome);
    await expect.poll(() => fake.pushes.length).toBe(isTaken ? 2 : 0);
    expect(fake.calls).toHaveLength(1);
  },
);

test("asked to be left alone, it is left alone with the rest too", async () => {
  fake.befall("429");
  const outcomes = await push.send(
    Array.from({ length: 150 }, (_, index) => message(`t${index}`)),
    soon(),
  );
  expect(outcomes.every(({ kind }) => kind === "later")).toBe(true);
  expect(fake.calls).toHaveLength(1);
});

test.each([
  ["DeviceNotRegistered", { kind: "refused", scope: "address", code: "dead" }],
  ["MessageRateExceeded", { kind: "later" }],
  ["InvalidCredentials", { kind: "refused", scope: "account", code: "bad-keys" }],
  ["ExpoError", { kind: "unknown" }],
  ["ProviderError", { kind: "unknown" }],
  ["SomethingNew", { kind: "refused", scope: "message", code: "refused" }],
])("a ticket that says %s comes to %j, beside one that is good", async (error, outcome) => {
  fake.refusing.set(to("bad"), error);
  const outcomes = await push.send([message("bad"), message("good")], soon());
  expect(outcomes).toMatchObject([outcome, { kind: "accepted" }]);
});

test("one that is too big is told as such, and a token that is none spoils nothing beside it", async () => {
  const odd = { ...message("x"), token: "not a token" };
  const outcomes = await push.send([odd, message("big", "x".repeat(5_000)), message("good")], soon());
  expect(outcomes).toMatchObject([
    { scope: "address", code: "dead" },
    { scope: "message", code: "too-long" },
    { kind: "accepted" },
  ]);
});

test("where there are not as many tickets as messages nobody knows which is whose", async () => {
  fake.loseTicket(true);
  const outcomes = await push.send([message("a"), message("b")], soon());
  expect(outcomes.map(({ kind }) => kind)).toEqual(["unknown", "unknown"]);
});

test("a device that is gone is told by the receipt, and by nothing before", async () => {
  fake.failing.set(to("gone"), "DeviceNotRegistered");
  expect(await push.send([message("gone")], soon())).toMatchObject([{ kind: "accepted" }]);
  const told = await push.receipts([fake.pushes[0]?.id ?? ""], soon());
  expect(told).toMatchObject([{ state: "failed", failure: { scope: "address", code: "dead" } }]);
  expect(told === "later" ? "" : told[0]?.failure?.detail).not.toContain("PushToken");
});

test("receipts are asked for three hundred at once, and later where they cannot be had", async () => {
  const ids = Array.from({ length: 301 }, (_, index) => `id-${index}`);
  expect(await push.receipts(ids, soon())).toEqual([]);
  expect(fake.calls.map(({ body }) => (JSON.parse(body) as { ids: string[] }).ids.length)).toEqual([300, 1]);
  for (const mishap of ["429", "500", "hangs", "not-json", "redirect"] as const) {
    fake.befall(mishap);
    expect(await push.receipts(["id-1"], soon(mishap))).toBe("later");
  }
});

test("no key and no token of a device stands in what comes of it, also where Expo says them back", async () => {
  const other = openPush("another-key-that-is-not-good", { expo: fake.url });
  const refused = await other.send([message("a")], soon());
  expect(refused).toMatchObject([{ scope: "account", code: "bad-keys" }]);
  fake.refusing.set(to("a"), "DeviceNotRegistered");
  const all = JSON.stringify([refused, await push.send([message("a")], soon())]);
  expect(all).not.toContain("another-key");
  expect(all).not.toContain("PushToken");
});

test("what was not reached was not sent", async () => {
  await fake.close();
  expect(await push.send([message("a")], soon())).toMatchObject([{ kind: "later", code: "not-reached" }]);
});
