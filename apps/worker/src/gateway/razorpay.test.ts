import type { ProviderMishap } from "@cfa/testkit/fake-provider";
import { FAKE_KEYS, startFakeRazorpay, type FakeRazorpay } from "@cfa/testkit/fake-razorpay";
import { afterEach, beforeEach, expect, test } from "vitest";

import type { PaymentGateway } from "./payment-gateway.ts";
import { razorpay } from "./razorpay.ts";

/* Razorpay's links over real HTTP, against a gateway that behaves as badly as a real one may. */

const NOON = new Date("2026-04-15T06:30:00Z");
const WANTED = {
  reference: "0f9b1c2d3e4f5a6b7c8d9e0f1a2b3c4d",
  amount: 980_00n,
  expiresAt: new Date("2026-04-17T18:30:00Z"), // the end of 17 April in India
  description: "CFA7Q2X",
};
let fake: FakeRazorpay;
let gateway: PaymentGateway;
beforeEach(async () => {
  fake = await startFakeRazorpay(NOON);
  gateway = razorpay({ baseUrl: fake.url, ...FAKE_KEYS, timeoutMillis: 300 });
});
afterEach(() => fake.close());

async function made() {
  const link = await gateway.make(WANTED);
  if (!link.ok) throw new Error(link.error);
  return link.value;
}
const linkAtFake = () => {
  const [link] = fake.links;
  if (link === undefined) throw new Error("no link was made");
  return link;
};

test("a link is asked for in paise, to the last second of its step, and nothing of a customer is told", async () => {
  expect(await made()).toMatchObject({
    state: "made",
    amount: 980_00n,
    url: expect.stringContaining("https:"),
    payment: null,
  });
  expect(linkAtFake().asked).toEqual({
    amount: 98_000,
    currency: "INR",
    accept_partial: false,
    reference_id: WANTED.reference,
    expire_by: Date.parse("2026-04-17T18:29:59Z") / 1_000,
    description: "CFA7Q2X",
    notify: { sms: false, email: false },
    reminder_enable: false,
  });
});

test.each<ProviderMishap>(["taken-500", "taken-hangs"])(
  "an answer that is lost (%s) leaves one link, found by our reference",
  async (mishap) => {
    fake.befall(mishap);
    expect(await gateway.make(WANTED)).toEqual({ ok: false, error: "unsure" });
    const again = await made();
    expect(fake.links).toHaveLength(1);
    expect(again.gatewayId).toBe(linkAtFake().id);
    expect(await gateway.find(WANTED.reference)).toMatchObject({ value: { gatewayId: again.gatewayId } });
  },
);

test.each<[ProviderMishap, string]>([
  ["429", "later"],
  ["401", "bad-keys"],
  ["500", "unsure"],
  ["502-html", "unsure"],
  ["hangs", "unsure"],
  ["cut", "unsure"],
  ["not-json", "unsure"],
  ["redirect", "unsure"],
])("%s is told as %s, for each call, and nothing is thrown", async (mishap, error) => {
  const { gatewayId } = await made();
  for (const call of [
    () => gateway.make({ ...WANTED, reference: "another" }),
    () => gateway.find(WANTED.reference),
    () => gateway.read(gatewayId),
    () => gateway.cancel(gatewayId),
  ]) {
    fake.befall(mishap);
    expect(await call()).toEqual({ ok: false, error });
  }
  expect((await gateway.read(gatewayId)).ok).toBe(true);
});

test("what it will never do is refused, and a slow answer is an answer", async () => {
  expect(await gateway.make({ ...WANTED, expiresAt: NOON })).toEqual({ ok: false, error: "refused" });
  expect(await gateway.read("plink_unknown")).toEqual({ ok: false, error: "refused" });
  expect(await gateway.read("../payments")).toEqual({ ok: false, error: "refused" });
  expect(await gateway.find("nobody's")).toEqual({ ok: true, value: null });
  fake.befall("slow");
  expect(await made()).toMatchObject({ state: "made" });
});

test("a cancelled link is cancelled, twice too, and says so when it is read", async () => {
  const { gatewayId } = await made();
  expect(await gateway.cancel(gatewayId)).toMatchObject({ value: { state: "cancelled" } });
  expect(await gateway.cancel(gatewayId)).toMatchObject({ value: { state: "cancelled" } });
  expect(await gateway.read(gatewayId)).toMatchObject({ value: { state: "cancelled", payment: null } });
});

test("one that is paid while it is being cancelled is paid, with the bank's number and the payment's moment", async () => {
  const { gatewayId } = await made();
  fake.payBeforeCancel();
  expect(await gateway.cancel(gatewayId)).toMatchObject({
    value: { state: "paid", payment: { amount: 980_00n, at: NOON, utr: "612345678901" } },
  });
});

test.each([
  [{ utr: "HDFCR52026041512345678" }, "HDFCR52026041512345678"],
  [{ bank_transaction_id: "5786838" }, "5786838"],
  [{ auth_code: "123" }, null],
  [{ rrn: null }, null],
])("the bank's number in %j is %s", async (bank, utr) => {
  const { gatewayId } = await made();
  fake.pay(linkAtFake(), { bank });
  expect(await gateway.read(gatewayId)).toMatchObject({ value: { payment: { utr } } });
});

test("that it is paid is known also where the payment itself cannot be read", async () => {
  const { gatewayId } = await made();
  fake.pay(linkAtFake());
  fake.befall("500", "GET /v1/payments/");
  expect(await gateway.read(gatewayId)).toMatchObject({
    value: { state: "paid", payment: { amount: 980_00n, at: null, utr: null } },
  });
});

test("one over its days is expired, and an address that is not https leads no customer anywhere", async () => {
  const { gatewayId } = await made();
  for (const url of ["http://rzp.io/i/x", "javascript:alert(1)", "https://a:b@rzp.io/", ""]) {
    linkAtFake().short_url = url;
    expect(await gateway.read(gatewayId)).toEqual({ ok: false, error: "unsure" });
  }
  linkAtFake().short_url = "https://rzp.io/i/x";
  fake.setNow(new Date("2026-04-17T18:30:00Z"));
  expect(await gateway.read(gatewayId)).toMatchObject({ value: { state: "expired" } });
});
