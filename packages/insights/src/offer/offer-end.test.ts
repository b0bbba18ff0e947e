import { day, type LocalDate } from "@cfa/values/local-date";
import { expect, test } from "vitest";

import { offerEnd, type LiveOffer, type OfferMoney } from "./offer-end.ts";

/* 1,00,000 rupees, offered on 1 April: 2,000 off until the 5th, 1,000 until the 10th. */

const OFFER: LiveOffer = {
  amount: 100_000_00n,
  from: day("2026-04-01"),
  steps: [
    { until: day("2026-04-05"), discount: 200, off: 2_000_00n },
    { until: day("2026-04-10"), discount: 100, off: 1_000_00n },
  ],
};
const paid = (date: string, rupees: number): OfferMoney => ({
  date: day(date),
  amount: BigInt(Math.round(rupees * 100)),
  voucher: `v ${date}`,
});
const end = (asOf: string, ...money: OfferMoney[]) => offerEnd(OFFER, money, day(asOf));
const honoured = (date: string, rupees: number, off: number) => ({
  kind: "honoured",
  voucher: `v ${date}`,
  day: date as LocalDate,
  paid: BigInt(Math.round(rupees * 100)),
  discount: BigInt(Math.round(off * 100)),
});

test("what the step of the payment's day asks for honours it, whenever that is heard of", () => {
  expect(end("2026-04-05", paid("2026-04-05", 98_000))).toEqual(honoured("2026-04-05", 98_000, 2_000));
  expect(end("2026-04-16", paid("2026-04-05", 98_000))).toEqual(honoured("2026-04-05", 98_000, 2_000));
  expect(end("2026-04-10", paid("2026-04-10", 99_000))).toEqual(honoured("2026-04-10", 99_000, 1_000));
});

test("the step of an earlier day does not count, and nothing does after the last", () => {
  expect(end("2026-04-06", paid("2026-04-06", 98_000))).toBeNull();
  expect(end("2026-04-12", paid("2026-04-11", 99_000))).toBeNull();
  expect(end("2026-04-18", paid("2026-04-11", 99_000))).toEqual({ kind: "lapsed", why: "not-paid" });
});

test("a rupee too little is none; two are", () => {
  expect(end("2026-04-05", paid("2026-04-05", 97_999))).toEqual(honoured("2026-04-05", 97_999, 2_001));
  expect(end("2026-04-05", paid("2026-04-05", 97_998.99))).toBeNull();
});

test("parts add up to it; what came before the offer is no part", () => {
  expect(end("2026-04-05", paid("2026-04-02", 50_000), paid("2026-04-04", 48_000))).toEqual(
    honoured("2026-04-04", 98_000, 2_000),
  );
  expect(end("2026-04-05", paid("2026-03-31", 50_000), paid("2026-04-04", 48_000))).toBeNull();
});

test("who pays all of it takes no discount; what is not paid lapses a week after the last day", () => {
  expect(end("2026-04-05", paid("2026-04-03", 100_000))).toEqual({ kind: "lapsed", why: "paid-in-full" });
  expect(end("2026-04-17")).toBeNull();
  expect(end("2026-04-18")).toEqual({ kind: "lapsed", why: "not-paid" });
});
