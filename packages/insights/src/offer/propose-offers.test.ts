import { addDays, day } from "@cfa/values/local-date";
import { expect, test } from "vitest";

import { proposeOffers } from "./propose-offers.ts";
import { onDay, openBill, party, SETTINGS, TODAY } from "./test-offer-party.ts";

const proposed = (...given: Parameters<typeof proposeOffers>) => proposeOffers(...given).proposals;
/** Why the one party, or its one bill, is offered nothing. */
const why = (...given: Parameters<typeof proposeOffers>) => {
  const { proposals, refused } = proposeOffers(...given);
  expect(proposals).toEqual([]);
  return refused.map((one) => one.why);
};
const withBill = (bill: Parameters<typeof openBill>[0]) => [party({ bills: [openBill(bill)] })];
/** The first step's discount where cash costs so much, of a bill that is due in ten days and expected ten days after. */
const first = (costOfCash: number) =>
  proposed(
    withBill({ delay: 10, dueDate: addDays(TODAY, 10) }),
    onDay({ settings: { ...SETTINGS, costOfCash } }),
  )[0]?.steps[0]?.discount ?? 0;
/** The first step under other settings, of a party that was given so much. */
const most = (settings: Partial<typeof SETTINGS>, given = 0n) =>
  proposed([party({ past: { given } })], onDay({ settings: { ...SETTINGS, ...settings } }))[0]?.steps[0];

test("a customer that pays 25 days late is offered steps that cost less than waiting and end before it would pay", () => {
  const [offer, ...others] = proposed([party()], onDay());
  expect(others).toEqual([]);
  expect(offer).toMatchObject({ billId: "bill", amount: 1_00_000_00n, note: "financial", isHeldOut: false });
  const steps = offer?.steps ?? [];
  expect(steps.length).toBeGreaterThan(1);
  for (const [at, step] of steps.entries()) {
    expect(step.discount % 25).toBe(0);
    expect(step.off).toBe(((1_00_000n * BigInt(step.discount)) / 10_000n) * 100n);
    const before = steps[at - 1];
    if (before) expect(step.until > before.until && step.discount < before.discount).toBe(true);
  }
  expect((steps.at(-1)?.until ?? "") < addDays(TODAY, 55)).toBe(true);
  expect(offer?.annualRate).toBeLessThan(0.18);
  expect(offer?.profitLow).toBeGreaterThan(0n);
  expect(offer?.profit).toBeGreaterThan(offer?.profitLow ?? 0n);
  expect(offer?.reason).toMatchObject({ settled: 20, delay: 25, costOfCash: 1_800 });
});

test("what is waited for counts, not the due date: who pays in time is offered nothing though it is due in thirty days", () => {
  expect(why(withBill({ delay: -2 }), onDay())).toEqual(["pays-in-time"]);
  expect(why(withBill({ delay: 2 }), onDay())).toEqual(["pays-in-time"]);
});

test("what an offer may teach is set against it: the same bill of a party that buys far more is offered nothing", () => {
  const [small] = proposed([party()], onDay());
  const [large] = proposed([party({ yearSales: 15_00_000_00n })], onDay());
  // 0.6 days of sixty days' sales at 18 %: ₹48.64 of ten lakh a year, ₹72.96 of fifteen.
  expect((small?.profit ?? 0n) - (large?.profit ?? 0n)).toBe(24_32n);
  expect(why([party({ yearSales: 5_00_00_000_00n })], onDay())).toEqual(["not-worth-it"]);
});

test("the same bill is worth more where cash costs more, and nothing where it costs nothing", () => {
  expect(first(0)).toBe(0);
  expect(first(2_400)).toBeGreaterThan(first(1_800));
});

test.each([
  ["excluded", { isExcluded: true }],
  ["too-few-settled", { settled: 5 }],
  ["too-few-settled", { expectedDelay: null }],
  ["live-offer", { past: { isLive: true } }],
  ["too-soon", { past: { lastEnded: addDays(TODAY, -89) } }],
  ["year-cap", { past: { given: 5_000_00n } }],
  ["slower-since-offers", { past: { delayBefore: 19 } }],
] as const)("nothing for a party: %s", (reason, given) => {
  expect(why([party(given)], onDay())).toEqual([reason]);
});

test("a party just inside each of those is offered something", () => {
  for (const given of [
    { settled: 6 },
    { past: { lastEnded: addDays(TODAY, -90) } },
    { past: { given: 3_000_00n } },
    { past: { delayBefore: 20 } },
  ])
    expect(proposed([party(given)], onDay())).toHaveLength(1);
});

test.each([
  ["disputed", { disputed: 1n }],
  ["promised", { promisedFor: addDays(TODAY, 3) }],
  ["tds-only", { amount: 0n, tdsAwaited: 2_000_00n }],
  ["nothing-open", { amount: 0n }],
  ["unapplied-covers", { covered: 1n }],
  ["offered-before", { wasOffered: true }],
  ["overdue", { dueDate: addDays(TODAY, -1) }],
  ["pays-in-time", { delay: 0 }],
] as const)("nothing for a bill: %s", (reason, given) => {
  expect(why(withBill(given), onDay())).toEqual([reason]);
});

test("books older than a day propose nothing to anybody", () => {
  expect(why([party()], onDay({ hoursOld: 25 }))).toEqual(["stale"]);
});

test("a discount is at most a third of the margin, and within what the party may be given in a year", () => {
  expect(most({})?.discount).toBeGreaterThan(100);
  expect(most({ margin: 300 })?.discount).toBeLessThanOrEqual(100);
  expect(why([party()], onDay({ settings: { ...SETTINGS, margin: 74 } }))).toEqual(["small-margin"]);
  expect(most({ cap: 100 })?.discount).toBe(100);
  // 0.5 % of ₹10 lakh is ₹5,000; ₹4,000 of it are given.
  expect(most({}, 4_000_00n)?.off).toBe(1_000_00n);
});

test("one offer a party: the bill that wins most", () => {
  const bills = [openBill({ billId: "small", amount: 80_000_00n }), openBill({ billId: "large" })];
  const { proposals, refused } = proposeOffers([party({ bills })], onDay());
  expect(proposals.map(({ billId }) => billId)).toEqual(["large"]);
  expect(refused).toEqual([{ partyId: "party", billId: "small", why: "other-bill" }]);
});

test("the month's budget goes to what wins most for its cost, and held-out parties take none of it", () => {
  const parties = ["a", "b", "c"].map((partyId, at) =>
    party({
      partyId,
      expectedDelay: 25 + 10 * at,
      bills: [openBill({ billId: partyId, delay: 25 + 10 * at })],
    }),
  );
  const all = proposed(parties, onDay());
  expect(all).toHaveLength(3);
  const [best] = all;
  const monthlyBudget = (best?.cost ?? 0n) + 1n;
  const tight = proposeOffers(parties, onDay({ settings: { ...SETTINGS, monthlyBudget } }));
  expect(tight.proposals.map(({ partyId }) => partyId)).toEqual([best?.partyId]);
  expect(tight.refused.map((one) => one.why)).toEqual(["budget", "budget"]);
  expect(why(parties, onDay({ spent: SETTINGS.monthlyBudget }))).toEqual(["budget", "budget", "budget"]);
  const ghosts = parties.map((one) => ({ ...one, isHeldOut: true }));
  const largest = all.reduce((most, { cost }) => (cost > most ? cost : most), 0n);
  const forOne = { ...SETTINGS, monthlyBudget: largest };
  expect(proposed(ghosts, onDay({ settings: forOne }))).toHaveLength(3);
  // Where an offer had no room, there is no ghost either: both arms are to be alike.
  expect(why(ghosts, onDay({ spent: SETTINGS.monthlyBudget }))).toEqual(["budget", "budget", "budget"]);
  const after = proposed(
    [...parties, ...ghosts.map((one) => ({ ...one, partyId: `${one.partyId}'` }))],
    onDay({ settings: { ...SETTINGS, monthlyBudget } }),
  );
  expect(after.filter((one) => !one.isHeldOut).map(({ partyId }) => partyId)).toEqual([best?.partyId]);
});

test("a note that takes its tax back costs less, so that more may be given", () => {
  const [plain] = proposed([party()], onDay());
  const [taxed] = proposed([party()], onDay({ settings: { ...SETTINGS, noteMode: "section34" } }));
  expect(taxed?.steps[0]?.discount).toBeGreaterThanOrEqual(plain?.steps[0]?.discount ?? 0);
  expect(taxed?.profitLow).toBeGreaterThan(plain?.profitLow ?? 0n);
});

test("a party that may not be written to is proposed for its pay page only", () => {
  expect(proposed([party({ mayBeWrittenTo: false })], onDay())[0]?.mayBeWrittenTo).toBe(false);
});

test("the plain rule gives 3 % and 1 % to whoever is late by 14 days, and shows what that costs a year", () => {
  const settings = { ...SETTINGS, rule: "plain" as const };
  const due = [party({ expectedDelay: 14, bills: [openBill({ delay: 14, dueDate: TODAY })] })];
  const [offer] = proposed(due, onDay({ settings }));
  expect(offer?.steps).toEqual([
    { until: day("2026-11-07"), discount: 300, off: 3_000_00n },
    { until: day("2026-12-02"), discount: 100, off: 1_000_00n },
  ]);
  expect(offer?.profit).toBeLessThan(0n);
  expect(offer?.annualRate).toBeGreaterThan(0.18);
  expect(why([party({ expectedDelay: 13 })], onDay({ settings }))).toEqual(["not-late"]);
});
