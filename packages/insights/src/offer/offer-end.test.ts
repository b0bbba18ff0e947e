import { day, type LocalDate } from "@cfa/values/local-date";
import { expect, test } from "vitest";

import { carriesReference, offerEnd, type Aside, type LiveOffer, type OfferMoney } from "./offer-end.ts";

/* 1,00,000 rupees, offered on 1 April: 2,000 off until the 5th, 1,000 until the 10th. */

const OFFER: LiveOffer = {
  amount: 100_000_00n,
  from: day("2026-04-01"),
  steps: [
    { until: day("2026-04-05"), discount: 200, off: 2_000_00n },
    { until: day("2026-04-10"), discount: 100, off: 1_000_00n },
  ],
};
const OURS = "CFA0HXK2M9QWERT";
const OTHERS = "CFA0HXK2M9QZZZZ";
const paid = (date: string, rupees: number): OfferMoney => ({
  date: day(date),
  amount: BigInt(Math.round(rupees * 100)),
  voucher: `v ${date}`,
});
const NOTHING: Aside = {
  money: [],
  references: [OURS],
  othersReferences: [OTHERS],
  otherBills: [],
  before: null,
};
const end = (asOf: string, ...money: OfferMoney[]) =>
  offerEnd(OFFER, money, { asOf: day(asOf), aside: NOTHING });
const honoured = (date: string, rupees: number, off: number) => ({
  kind: "honoured",
  voucher: `v ${date}`,
  day: date as LocalDate,
  paid: BigInt(Math.round(rupees * 100)),
  discount: BigInt(Math.round(off * 100)),
  by: "bill",
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

/* Money that is set against no bill. */

const aside = (date: string, rupees: number, words = "") => ({ ...paid(date, rupees), words });
const endBy = (
  asOf: string,
  money: Aside["money"],
  more: { on?: OfferMoney[]; otherBills?: readonly bigint[] } = {},
) =>
  offerEnd(OFFER, more.on ?? [], {
    asOf: day(asOf),
    aside: { ...NOTHING, money, otherBills: more.otherBills ?? [] },
  });

test("a receipt on account that carries the reference honours it, however the bank wrote it", () => {
  for (const words of [
    OURS,
    `UPI/${OURS.toLowerCase()}/x`,
    "NEFT CFA0 HXK2-M9QW ERT from Ravi",
    `["${OURS}"]`,
  ]) {
    expect(endBy("2026-04-08", [aside("2026-04-05", 98_000, words)])).toEqual({
      ...honoured("2026-04-05", 98_000, 2_000),
      by: "reference",
    });
  }
  for (const words of [`${OURS}7`, `X${OURS}`, OURS.slice(0, -1), ""])
    expect(carriesReference(words, OURS)).toBe(false);
  expect(carriesReference("1234567", "1234567")).toBe(false);
});

test("without it, the only receipt that fits does; of two neither, and none that another bill may be paid by", () => {
  const one = aside("2026-04-05", 98_000);
  expect(endBy("2026-04-05", [one])).toEqual({ ...honoured("2026-04-05", 98_000, 2_000), by: "amount" });
  expect(endBy("2026-04-05", [one, aside("2026-04-04", 98_000.5)])).toBeNull();
  expect(
    endBy("2026-04-05", [one, { ...aside("2026-04-04", 98_000.5, OURS), voucher: "told" }]),
  ).toMatchObject({
    voucher: "told",
    by: "reference",
  });
  expect(endBy("2026-04-05", [one], { otherBills: [98_000_50n] })).toBeNull();
  expect(endBy("2026-04-05", [one], { otherBills: [98_001_01n, 50_000_00n] })).not.toBeNull();
});

test("what it was honoured by stays so when the like comes later, unless that carries the reference", () => {
  const [first, later] = [aside("2026-04-04", 98_000), aside("2026-04-05", 98_000)];
  const again = (...money: Aside["money"]) =>
    offerEnd(OFFER, [], {
      asOf: day("2026-04-06"),
      aside: { ...NOTHING, money, otherBills: [98_000_00n], before: first.voucher },
    });
  expect(again(later, first)).toMatchObject({ voucher: first.voucher, by: "amount" });
  expect(again({ ...later, words: OURS }, first)).toMatchObject({ voucher: later.voucher, by: "reference" });
  expect(again({ ...first, words: OTHERS })).toBeNull();
  expect(again(later)).toBeNull();
});

test("what carries another offer's reference is never its money", () => {
  expect(endBy("2026-04-05", [aside("2026-04-05", 98_000, OTHERS)])).toBeNull();
  expect(endBy("2026-04-05", [aside("2026-04-05", 98_000, `${OTHERS} ${OURS}`)])).toBeNull();
});

test("money aside counts within a rupee of what its own day asks for, never beside money on the bill", () => {
  const tell = (date: string, rupees: number) =>
    endBy("2026-04-12", [aside(date, rupees, OURS)])?.kind ?? null;
  const from = Date.UTC(2026, 2, 30);
  for (let at = 0; at < 14; at++) {
    const date = new Date(from + at * 86_400_000).toISOString().slice(0, 10);
    const asked = date < "2026-04-01" || date > "2026-04-10" ? null : date <= "2026-04-05" ? 98_000 : 99_000;
    for (const sum of [
      97_998.99, 97_999, 98_000, 98_001, 98_001.01, 98_999, 99_000, 99_001, 99_001.01, 100_000,
    ]) {
      const isIt = asked !== null && Math.abs(sum - asked) <= 1;
      expect([date, sum, tell(date, sum)]).toEqual([date, sum, isIt ? "honoured" : null]);
    }
  }
  expect(
    endBy("2026-04-05", [aside("2026-04-05", 98_000, OURS)], { on: [paid("2026-04-03", 1)] }),
  ).toBeNull();
  expect(endBy("2026-04-04", [aside("2026-04-05", 98_000, OURS)])).toBeNull();
});
