import { addDays, day, type LocalDate } from "@cfa/values/local-date";
import { uniforms } from "@cfa/values/chance";
import { expect, test } from "vitest";

import type { OfferParty, OfferPast } from "./offer-candidate.ts";
import { stepOn, type OfferStep } from "./offer-step.ts";
import type { OfferProposal } from "./price-bill.ts";
import { proposeOffers } from "./propose-offers.ts";
import { NO_PAST, onDay, openBill, party, SETTINGS, TODAY } from "./test-offer-party.ts";

const START = day("2025-12-01");
const DAYS = 365;
const YEAR = Array.from({ length: DAYS }, (_, at) => addDays(START, at));

type Out = { partyId: string; billId: string; from: LocalDate; steps: readonly OfferStep[] };

/**
 * A year of twenty customers, each billed every eleven days and paying twenty-five days late. On most days an owner approves what is
 * proposed, on some not; nobody takes anything, so that every offer runs out.
 */
function walk(): { out: Out[]; seen: Map<string, { day: LocalDate; step: OfferStep | null }[]> } {
  const next = uniforms(7, 1, 1);
  const pasts = new Map<string, OfferPast>();
  const offered = new Set<string>();
  const out: Out[] = [];
  const seen = new Map<string, { day: LocalDate; step: OfferStep | null }[]>();
  for (const [at, today] of YEAR.entries()) {
    for (const [partyId, past] of pasts) {
      const end = out.findLast((one) => one.partyId === partyId)?.steps.at(-1)?.until as LocalDate;
      if (past.isLive && end < today)
        pasts.set(partyId, { ...past, isLive: false, lastEnded: end, ended: past.ended + 1 });
    }
    const parties = Array.from({ length: 20 }, (_, of) => partyOn(`p${of}`, { at, today, pasts, offered }));
    const proposals =
      next() < 0.7 ? proposeOffers(parties, onDay({ asOf: today, settings: ROOMY })).proposals : [];
    for (const { partyId, billId, steps } of proposals) {
      offered.add(billId);
      pasts.set(partyId, { ...(pasts.get(partyId) ?? NO_PAST), isLive: true, delayBefore: 25 });
      out.push({ partyId, billId, from: today, steps });
    }
    for (const { billId, steps, from } of out)
      if (from <= today)
        seen.set(billId, [...(seen.get(billId) ?? []), { day: today, step: stepOn(steps, today) }]);
  }
  return { out, seen };
}

const ROOMY = { ...SETTINGS, monthlyBudget: 10_00_00_000_00n, partyYearCap: 200 };

/** A party's open bills of a day: the latest six, eleven days apart, due in thirty days. */
function partyOn(
  partyId: string,
  on: { at: number; today: LocalDate; pasts: ReadonlyMap<string, OfferPast>; offered: ReadonlySet<string> },
): OfferParty {
  const { at, today, pasts, offered } = on;
  const latest = Math.floor(at / 11);
  const bills = Array.from({ length: 6 }, (_, back) => latest - back)
    .filter((number) => number >= 0)
    .map((number) => {
      const billId = `${partyId} ${number}`;
      const dueDate = addDays(START, 11 * number + 30);
      return openBill({ billId, dueDate, asOf: today, wasOffered: offered.has(billId) });
    });
  return party({ partyId, bills, past: pasts.get(partyId) ?? NO_PAST });
}

const { out, seen } = walk();

test("over a year a bill is offered something at most once, and a party something at most every ninety days", () => {
  expect(out.length).toBeGreaterThan(40);
  expect(new Set(out.map(({ billId }) => billId)).size).toBe(out.length);
  for (const [, own] of Map.groupBy(out, ({ partyId }) => partyId))
    for (const [at, { from }] of own.entries()) {
      const end = own[at - 1]?.steps.at(-1)?.until;
      if (end) expect(from >= addDays(end, SETTINGS.gapDays)).toBe(true);
    }
});

test("the timer never resets: what is off falls from day to day, and after the last step nothing is, for good", () => {
  let ended = 0;
  for (const [, days] of seen)
    for (const [at, { step }] of days.entries()) {
      const before = days[at - 1];
      if (before === undefined) continue;
      expect(step?.off ?? 0n).toBeLessThanOrEqual(before.step?.off ?? 0n);
      if (before.step !== null && step !== null) expect(step.until >= before.step.until).toBe(true);
      if (before.step !== null && step === null) ended++;
    }
  expect(ended).toBeGreaterThan(40);
});

test("a step is good to the end of its day and not on the next", () => {
  const [offer] = proposeOffers([party()], onDay()).proposals as [OfferProposal];
  const [first, second] = offer.steps as [OfferStep, OfferStep];
  expect(stepOn(offer.steps, TODAY)).toBe(first);
  expect(stepOn(offer.steps, first.until)).toBe(first);
  expect(stepOn(offer.steps, addDays(first.until, 1))).toBe(second);
  expect(stepOn(offer.steps, addDays(offer.steps.at(-1)?.until as LocalDate, 1))).toBeNull();
});
