import { expect, test } from "vitest";

import { drawHoldOut, strataOf, type Drawn, type InStratum } from "./hold-out.ts";

const PARTIES: InStratum[] = Array.from({ length: 240 }, (_, at) => ({
  partyId: `party ${at}`,
  stratum: ["late large", "late small", "risky small"][at % 3] as string,
}));
const draw = (parties: readonly InStratum[], rest: { salt?: string; year?: number; before?: Drawn[] } = {}) =>
  drawHoldOut(parties, { salt: "a salt", year: 2026, oneIn: 4, before: [], ...rest });
const held = (rows: readonly Drawn[]) =>
  rows
    .filter(({ isHeldOut }) => isHeldOut)
    .map(({ partyId }) => partyId)
    .toSorted();

test("just a quarter of every stratum is held out", () => {
  const rows = draw(PARTIES);
  for (const [, own] of Map.groupBy(rows, ({ stratum }) => stratum)) expect(held(own)).toHaveLength(20);
  expect(held(drawHoldOut(PARTIES, { salt: "a salt", year: 2026, oneIn: 5, before: [] }))).toHaveLength(48);
});

test("the same salt and year draw the same, in whatever order the parties come; another salt or year does not", () => {
  const once = held(draw(PARTIES));
  expect(held(draw(PARTIES.toReversed()))).toEqual(once);
  expect(held(draw(PARTIES, { salt: "another" }))).not.toEqual(once);
  const next = held(draw(PARTIES, { year: 2027 }));
  const both = next.filter((partyId) => once.includes(partyId)).length;
  expect(both).toBeGreaterThan(3); // a quarter of a quarter is fifteen
  expect(both).toBeLessThan(30);
});

test("parties that come within the year are drawn beside those that have an arm, who keep it", () => {
  const first = draw(PARTIES.slice(0, 100));
  const moved = PARTIES.map((party) => ({ ...party, stratum: "late large" }));
  const later = draw(moved, { before: first });
  expect(later).toHaveLength(140);
  expect(later.some(({ partyId }) => first.some((row) => row.partyId === partyId))).toBe(false);
  const all = [...first, ...later];
  for (const [, own] of Map.groupBy(all, ({ stratum }) => stratum))
    expect(Math.abs(held(own).length - own.length / 4)).toBeLessThan(1);
});

test("each party is as likely held out as any other, over salts, also in a stratum of its own", () => {
  const counts = new Map<string, number>();
  const few = [...PARTIES.slice(0, 7), { partyId: "alone", stratum: "new large" }];
  for (let salt = 0; salt < 2_000; salt++)
    for (const partyId of held(draw(few, { salt: String(salt) })))
      counts.set(partyId, (counts.get(partyId) ?? 0) + 1);
  for (const { partyId } of few) {
    // 500 of 2,000, five standard errors of 19.
    expect(counts.get(partyId)).toBeGreaterThan(400);
    expect(counts.get(partyId)).toBeLessThan(600);
  }
});

test("an arm of another year is not carried on", () => {
  expect(() => draw(PARTIES, { year: 2027, before: draw(PARTIES) })).toThrow("another year");
});

test("strata are the class and the third of sizes", () => {
  const parties = [5n, 1n, 9n].map((yearSales, at) => ({ partyId: `p${at}`, class: "late", yearSales }));
  expect(strataOf(parties)).toEqual([
    { partyId: "p1", stratum: "late small" },
    { partyId: "p0", stratum: "late middle" },
    { partyId: "p2", stratum: "late large" },
  ]);
});
