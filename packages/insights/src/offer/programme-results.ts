import {
  addDays,
  addMonths,
  daysBetween,
  localDateOf,
  partsOf,
  type LocalDate,
} from "@cfa/values/local-date";
import type { Paise } from "@cfa/values/money";
import type { BasisPoints } from "@cfa/values/percent";
import { financialYearOf, monthOf, type Period } from "@cfa/values/period";

import { meanOf, squaresOf } from "../numbers.ts";
import {
  measureOffers,
  partiesNeeded,
  shouldStop,
  type Measured,
  type MeasuredParty,
} from "./measure-offers.ts";

/*
 * What a company's offers brought, from its books. Arms are drawn for a financial year: a party counts once for each year in which it was proposed
 * something, in the arm of that year, with its bills from the first that was on.
 */

/** A proposal, sent or not, or what would have been proposed to a party kept without. */
export type ProgrammeOffer = {
  partyId: string;
  billDate: LocalDate;
  proposedOn: LocalDate;
  isHeldOut: boolean;
  /** What was expected of its party then: days after the due date. */
  delay: number;
};

/** A bill of a party that was proposed something. */
export type ProgrammeBill = {
  partyId: string;
  date: LocalDate;
  dueDate: LocalDate;
  amount: Paise;
  /** Null: something is open. */
  paid: LocalDate | null;
  given: Paise;
};

export type ProgrammeOn = {
  today: LocalDate;
  costOfCash: BasisPoints;
  noteCost: number;
  sending: Paise;
  /** Since when a party wants nothing more. */
  optedOut: ReadonlyMap<string, LocalDate>;
};

/** One arm's share of bills paid in time in the quarter after the first offer, as a mean over parties. */
export type InTime = { parties: number; share: number | null };

export type ProgrammeQuarter = Period & Pick<Measured, "treated" | "heldOut" | "net">;

export type ProgrammeResults = {
  measured: Measured;
  inTime: { treated: InTime; heldOut: InTime };
  /** Parties an arm needs to see a gain of `SEEN_DAYS` four times in five, at the spread of these; null: too few to say. */
  needed: number | null;
  /** Those that can be judged, the oldest first. */
  quarters: ProgrammeQuarter[];
  shouldStop: boolean;
};

/** A gain of so many days is asked after. */
export const SEEN_DAYS = 5;
/** A quarter is judged so many days after its end: a discount counts at once, what it brings only when the bill would have been paid. */
export const JUDGED_AFTER_DAYS = 60;

type Unit = Pick<ProgrammeOffer, "partyId" | "isHeldOut" | "delay"> & {
  from: LocalDate;
  to: LocalDate;
  first: LocalDate;
};

/** Measures a programme as of a day. Offers in the order they were proposed in. */
export function programmeResults(
  offers: readonly ProgrammeOffer[],
  bills: readonly ProgrammeBill[],
  on: ProgrammeOn,
): ProgrammeResults {
  const byParty = Map.groupBy(bills, ({ partyId }) => partyId);
  const units = unitsOf(offers);
  const measuredIn = (within: Period | null, until: LocalDate): MeasuredParty[] =>
    units
      .filter(({ first }) => within === null || first <= within.to)
      .map((unit) => partyOf(unit, byParty.get(unit.partyId) ?? [], { ...on, within, until }))
      .filter(({ bills: own }) => within === null || own.length > 0);
  const money = { costOfCash: on.costOfCash, noteCost: on.noteCost };
  const parties = measuredIn(null, on.today);
  const quarters = quartersOf(units, on.today).map((quarter): ProgrammeQuarter => {
    const until = addDays(quarter.to, JUDGED_AFTER_DAYS);
    const told = measureOffers(measuredIn(quarter, until), {
      ...money,
      until: dayNumber(until),
      sending: 0n,
    });
    return { ...quarter, treated: told.treated, heldOut: told.heldOut, net: told.net };
  });
  return {
    measured: measureOffers(parties, { ...money, until: dayNumber(on.today), sending: on.sending }),
    inTime: {
      treated: inTimeOf(parties.filter(({ isHeldOut }) => !isHeldOut)),
      heldOut: inTimeOf(parties.filter(({ isHeldOut }) => isHeldOut)),
    },
    needed: neededOf(parties, dayNumber(on.today)),
    quarters,
    shouldStop: shouldStop(quarters),
  };
}

const EPOCH = "1970-01-01" as LocalDate;

function dayNumber(date: LocalDate): number {
  return daysBetween(EPOCH, date);
}

/** Each party once a year, from its first proposal of the year on. */
function unitsOf(offers: readonly ProgrammeOffer[]): Unit[] {
  const units = new Map<string, Unit>();
  for (const { partyId, billDate, proposedOn, isHeldOut, delay } of offers) {
    const year = financialYearOf(proposedOn);
    const key = JSON.stringify([partyId, year.from]);
    if (!units.has(key))
      units.set(key, { partyId, isHeldOut, delay, from: billDate, to: year.to, first: proposedOn });
  }
  return [...units.values()];
}

function partyOf(
  { partyId, isHeldOut, delay, from, to, first }: Unit,
  bills: readonly ProgrammeBill[],
  { within, until, optedOut }: ProgrammeOn & { within: Period | null; until: LocalDate },
): MeasuredParty {
  const last = [to, within?.to ?? to, until].toSorted()[0] as LocalDate;
  const start = within !== null && within.from > from ? within.from : from;
  const next = quarterAfter(first);
  const left = optedOut.get(partyId);
  const due = bills.filter(({ dueDate }) => dueDate >= next.from && dueDate <= next.to && dueDate < until);
  const inTime = due.filter(({ paid, dueDate }) => paid !== null && paid <= dueDate);
  return {
    partyId,
    isHeldOut,
    bills: bills
      .filter(({ date }) => date >= start && date <= last)
      .map(({ amount, date, dueDate, paid, given }) => ({
        amount,
        date: dayNumber(date),
        paid: paid === null || paid > until ? null : dayNumber(paid),
        given: paid === null || paid > until ? 0n : given,
        expected: dayNumber(dueDate) + Math.round(delay),
      })),
    optedOut: left !== undefined && left >= first,
    nextQuarterInTime: due.length === 0 ? null : inTime.length / due.length,
  };
}

function inTimeOf(parties: readonly MeasuredParty[]): InTime {
  const shares = parties.map((party) => party.nextQuarterInTime).filter((share) => share !== null);
  return { parties: shares.length, share: shares.length === 0 ? null : meanOf(shares) };
}

/** By how the parties' days differ from what was expected, within each arm. */
function neededOf(parties: readonly MeasuredParty[], until: number): number | null {
  const arms = [true, false].map((isHeldOut) =>
    parties
      .filter((party) => party.isHeldOut === isHeldOut && party.bills.length > 0)
      .map(({ bills }) =>
        meanOf(bills.map(({ paid, expected }) => (paid ?? until) - Math.min(expected, until))),
      ),
  );
  const freedom = arms.reduce((sum, arm) => sum + Math.max(0, arm.length - 1), 0);
  if (freedom < 2) return null;
  const spread = Math.sqrt(
    arms.reduce((sum, arm) => sum + (arm.length === 0 ? 0 : squaresOf(arm)), 0) / freedom,
  );
  return spread === 0 ? null : partiesNeeded(SEEN_DAYS, spread);
}

/** The quarters from the first proposal on that ended long enough ago. */
function quartersOf(units: readonly Unit[], today: LocalDate): Period[] {
  const [first] = units.map((unit) => unit.first).toSorted();
  const quarters: Period[] = [];
  if (first === undefined) return quarters;
  let quarter = quarterOf(first);
  while (addDays(quarter.to, JUDGED_AFTER_DAYS) <= today) {
    quarters.push(quarter);
    quarter = quarterAfter(quarter.from);
  }
  return quarters;
}

function quarterOf(date: LocalDate): Period {
  const { year, month } = partsOf(date);
  const from = localDateOf(year, month - ((month - 1) % 3), 1);
  if (!from.ok) throw new Error(from.error);
  return { from: from.value, to: monthOf(addMonths(from.value, 2)).to };
}

function quarterAfter(date: LocalDate): Period {
  return quarterOf(addDays(quarterOf(date).to, 1));
}
