import { addDays } from "@cfa/values/local-date";
import { expect, test } from "vitest";

import { editOffer, type SaidStep } from "./edit-offer.ts";
import { proposeOffers } from "./propose-offers.ts";
import { onDay, openBill, party, SETTINGS, TODAY } from "./test-offer-party.ts";

const steps = (...said: [days: number, discount: number][]): SaidStep[] =>
  said.map(([days, discount]) => ({ until: addDays(TODAY, days), discount }));
const edited = (said: SaidStep[], changes: Partial<typeof SETTINGS> = {}, left = 25_000_00n) =>
  editOffer(
    said,
    { bill: openBill(), party: party() },
    { ...onDay({ settings: { ...SETTINGS, ...changes } }), left },
  );
const codes = (...given: Parameters<typeof edited>) => edited(...given).refusals.map(({ code }) => code);

test("the proposal's own steps come to its own figures", () => {
  const [proposal] = proposeOffers([party()], onDay()).proposals;
  const said = (proposal?.steps ?? []).map(({ until, discount }) => ({ until, discount }));
  expect(edited(said)).toEqual({ proposal, lost: 0n, refusals: [] });
});

test("smaller steps cost less, in whole rupees", () => {
  const bill = openBill({ amount: 99_999_99n });
  const on = { ...onDay(), left: 25_000_00n };
  const { proposal } = editOffer(steps([5, 75], [10, 25]), { bill, party: party() }, on);
  expect(proposal?.steps.map(({ off }) => off)).toEqual([749_00n, 249_00n]);
  expect(proposal?.cost).toBeLessThan(
    editOffer(steps([5, 100], [10, 25]), { bill, party: party() }, on).proposal?.cost ?? 0n,
  );
});

test.each([
  ["no-steps", []],
  ["past", steps([-1, 75], [10, 25])],
  ["day-order", steps([10, 75], [10, 25])],
  ["day-order", steps([10, 75], [5, 25])],
  ["not-less", steps([5, 75], [10, 75])],
  ["below-floor", steps([5, 0])],
  ["uneven", steps([5, 80])],
] as const)("what the rules forbid is refused: %s", (code, said) => {
  expect(codes([...said])).toContain(code);
});

test("too many, too long, above the cap, a third of the margin, or the month's budget: refused, with the limit", () => {
  expect(codes(steps([3, 100], [6, 75], [9, 50], [12, 25]))).toEqual(["too-many"]);
  expect(edited(steps([61, 75])).refusals).toContainEqual({ code: "too-long", limit: 60 });
  expect(edited(steps([5, 225])).refusals).toContainEqual({ code: "above-cap", limit: 200 });
  expect(edited(steps([5, 100]), { margin: 290 }).refusals).toContainEqual({ code: "above-cap", limit: 75 });
  const [proposal] = proposeOffers([party()], onDay()).proposals;
  const [cost, own] = [proposal?.cost ?? 0n, proposal?.steps ?? []];
  expect(edited(own, {}, cost).refusals).toEqual([]);
  expect(edited(own, {}, cost - 1n).refusals).toEqual([{ code: "over-budget", amount: cost - 1n }]);
});

test("at a loss it is refused where offers go by forecasts, and says what would be lost by any rule", () => {
  const said = steps([50, 200]);
  const { lost, refusals, proposal } = edited(said);
  expect(lost).toBeGreaterThan(0n);
  expect(-lost).toBeLessThanOrEqual(proposal?.profitLow ?? 0n);
  expect(refusals).toEqual([{ code: "loses", amount: lost }]);
  expect(edited(said, { rule: "plain" })).toMatchObject({ lost, refusals: [] });
});
