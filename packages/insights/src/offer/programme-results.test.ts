import { addDays, day, type LocalDate } from "@cfa/values/local-date";
import { expect, test } from "vitest";

import { measureOffers, type MeasuredBill } from "./measure-offers.ts";
import { USUAL_OFFER_SETTINGS } from "./offer-settings.ts";
import { programmeResults, type ProgrammeBill, type ProgrammeOffer } from "./programme-results.ts";
import { measuredProgramme } from "./test-offer-measured.ts";

/* Parties with a bill of ₹1,00,000 a month on thirty days' credit, expected twenty days late; offers begin in April 2025. */

const TODAY = day("2025-12-31");
const on = { today: TODAY, costOfCash: 1_800, noteCost: 1, sending: 0n, optedOut: new Map() };

type Way = { late: number; given?: bigint };

/** Parties that all pay in one way, but for a day more or less. */
function arm(name: string, isHeldOut: boolean, { late, given = 0n }: Way) {
  const offers: ProgrammeOffer[] = [];
  const bills: ProgrammeBill[] = [];
  for (let at = 0; at < 6; at++) {
    const partyId = `${name} ${at}`;
    for (let month = 2; month < 9; month++) {
      const date = day(`2025-0${month}-10`);
      const dueDate = addDays(date, 30);
      const paid = addDays(dueDate, late + (at % 3) - 1);
      bills.push({ partyId, date, dueDate, amount: 1_00_000_00n, paid: paid <= TODAY ? paid : null, given });
    }
    const first = { billDate: day("2025-04-10"), proposedOn: day("2025-04-12") };
    offers.push({ partyId, isHeldOut, delay: 20, ...first });
    offers.push({ partyId, isHeldOut, delay: 3, billDate: day("2025-08-10"), proposedOn: day("2025-08-11") });
  }
  return { offers, bills };
}

function results(treated: Way, rest: Partial<typeof on> = {}) {
  const arms = [arm("with", false, treated), arm("without", true, { late: 20 })];
  return programmeResults(
    arms.flatMap(({ offers }) => offers),
    arms.flatMap(({ bills }) => bills),
    { ...on, ...rest },
  );
}

test("counted are the bills from the first that was offered on, against what was expected before it", () => {
  const { measured, quarters, shouldStop: stops } = results({ late: -10, given: 300_00n });
  expect(measured).toMatchObject({ treated: 6, heldOut: 6, verdict: "gain" });
  // Five bills (April to August) of each of six, thirty days earlier; those of February and March are none.
  expect(measured.rupeeDays?.mean).toBeCloseTo(6 * 5 * 30 * 1_00_000, 3);
  expect(quarters.map(({ from, to }) => [from, to])).toEqual([
    ["2025-04-01", "2025-06-30"],
    ["2025-07-01", "2025-09-30"],
  ]);
  expect(stops).toBe(false);
});

test("discounts to who pays as late as ever lose, and two such quarters are enough", () => {
  const lost = results({ late: 20, given: 2_000_00n });
  expect(lost.measured.verdict).toBe("loss");
  expect(lost.shouldStop).toBe(true);
  const early = results({ late: 20, given: 2_000_00n }, { today: day("2025-11-28") });
  expect(early.quarters).toHaveLength(1); // the second ended 59 days before
  expect(early.shouldStop).toBe(false);
});

/** One never paid, and a proposal on it. */
function billOf(date: string): ProgrammeBill {
  return { partyId: "p", date: day(date), dueDate: day(date), amount: 100n, paid: null, given: 0n };
}
function offerOf(date: string, isHeldOut: boolean): ProgrammeOffer {
  return { partyId: "p", billDate: day(date), proposedOn: day(date), isHeldOut, delay: 0 };
}

test("a new year is a new draw: the same party counts in both arms, each with its own bills", () => {
  const { measured } = programmeResults(
    [offerOf("2025-06-01", false), offerOf("2026-06-01", true)],
    [billOf("2025-06-01"), billOf("2026-04-02"), billOf("2026-06-01")],
    { ...on, today: day("2026-07-01") },
  );
  expect(measured).toMatchObject({ treated: 1, heldOut: 1, net: null, verdict: "cannot-tell" });
});

test("who asked for nothing more, and the share in time of the next quarter, are told by arm", () => {
  const optedOut = new Map([
    ["with 0", day("2025-05-01")],
    ["with 1", day("2025-01-01")], // before anything was proposed
  ]);
  const { measured, inTime } = results({ late: -10 }, { optedOut });
  expect(measured.optedOut).toEqual({ treated: 1, heldOut: 0 });
  expect(inTime).toEqual({ treated: { parties: 6, share: 1 }, heldOut: { parties: 6, share: 0 } });
});

test("how many it takes goes by how much parties differ, and of two nobody knows", () => {
  // Days of −1, 0 and 1 about the mean: the spread is a day, and five days are seen by one party an arm.
  expect(results({ late: 5 }).needed).toBe(1);
  expect(programmeResults([], [], on)).toMatchObject({ needed: null, quarters: [], shouldStop: false });
});

/** A day of the made-up world: its days 400 to 640 lie within one financial year. */
function dated(number: number): LocalDate {
  return addDays(day("2024-02-26"), number);
}

/** Books know whole days. */
function onWholeDays({ date, paid, expected, ...bill }: MeasuredBill): MeasuredBill {
  const whole = paid === null ? null : Math.round(paid);
  return { ...bill, date: Math.round(date), paid: whole, expected: Math.round(expected) };
}

test("read from books, a made-up programme is told as the estimator tells it", () => {
  const settings = { ...USUAL_OFFER_SETTINGS, costOfCash: 1_800 };
  for (const seed of [50_001, 50_002, 50_003]) {
    const made = measuredProgramme(seed, { parties: 200, oneIn: 4, settings });
    const parties = made.parties.map((party) => ({ ...party, bills: party.bills.map(onWholeDays) }));
    const offers = parties.map(({ partyId, isHeldOut, bills: [first] }): ProgrammeOffer => {
      const billDate = dated(first?.date ?? 0);
      return { partyId, isHeldOut, billDate, proposedOn: billDate, delay: 0 };
    });
    const bills = parties.flatMap(({ partyId, bills: own }) =>
      own.map(({ amount, date, paid, given, expected }): ProgrammeBill => {
        const paidOn = paid === null ? null : dated(paid);
        return { partyId, date: dated(date), dueDate: dated(expected), amount, paid: paidOn, given };
      }),
    );
    const { measured } = programmeResults(offers, bills, { ...on, today: dated(made.until) });
    const told = measureOffers(parties, {
      until: made.until,
      costOfCash: 1_800,
      noteCost: 1,
      sending: 0n,
    });
    expect([measured.treated, measured.heldOut]).toEqual([told.treated, told.heldOut]);
    for (const end of ["mean", "low", "high"] as const) {
      expect(measured.net?.[end]).toBeCloseTo(told.net?.[end] ?? NaN, 3);
      expect(measured.rupeeDays?.[end]).toBeCloseTo(told.rupeeDays?.[end] ?? NaN, 0);
    }
  }
});
