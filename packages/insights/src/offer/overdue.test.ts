import { addDays } from "@cfa/values/local-date";
import { sum } from "@cfa/values/money";
import { expect, test } from "vitest";

import { proposeOffers } from "./propose-offers.ts";
import { onDay, openBill, party, TODAY } from "./test-offer-party.ts";
import type { OfferBill } from "./offer-candidate.ts";

const late = (bill: Partial<OfferBill> = {}) => openBill({ dueDate: addDays(TODAY, -10), ...bill });
const kinds = (bill: OfferBill, rest: Parameters<typeof party>[0] = {}) =>
  proposeOffers([party({ bills: [bill], ...rest })], onDay()).alternatives.map(({ kind }) => kind);

test("interest that a bill bears may be waived if it is paid by a day; without interest it is paid in parts", () => {
  const interest = { accrued: 512_00n, by: "terms" as const };
  const [waiver] = proposeOffers([party({ bills: [late({ interest })] })], onDay()).alternatives;
  expect(waiver).toMatchObject({
    kind: "interest-waiver",
    waived: 512_00n,
    by: "terms",
    until: "2026-11-09",
  });
  expect(kinds(late({ interest: { accrued: 0n, by: "msme" } }))).toEqual(["instalments"]);
  expect(kinds(late())).toEqual(["instalments"]);
});

test("the parts are whole rupees and add up to the bill", () => {
  const bill = late({ amount: 1_00_000_50n });
  const [plan] = proposeOffers([party({ bills: [bill] })], onDay()).alternatives;
  const parts = plan?.kind === "instalments" ? plan.parts : [];
  expect(parts.map((part) => part.amount)).toEqual([33_334_50n, 33_333_00n, 33_333_00n]);
  expect(sum(parts.map((part) => part.amount))).toBe(bill.amount);
});

test("a lower price only where it is likely never to be paid, and a person decides on it", () => {
  const forecast = { weeks: Array.from({ length: 13 }, () => 0.03), never: 0.5 };
  const { alternatives, proposals } = proposeOffers([party({ bills: [late({ forecast })] })], onDay());
  expect(proposals).toEqual([]);
  expect(alternatives.at(-1)).toMatchObject({ kind: "price-cut", discount: 200, needsPerson: true });
});

test("nothing for what is disputed, promised or covered, for who is never chased, or is kept without offers", () => {
  expect(kinds(late({ disputed: 1n }))).toEqual([]);
  expect(kinds(late({ promisedFor: addDays(TODAY, 2) }))).toEqual([]);
  expect(kinds(late(), { isExcluded: true })).toEqual([]);
  expect(kinds(late({ covered: 1n }))).toEqual([]);
  expect(kinds(late(), { isHeldOut: true })).toEqual([]);
});
