import type { SampleCompany } from "@cfa/testkit/sample-company/make-sample-company";
import { drawMeanDelay } from "@cfa/testkit/sample-company/parties";
import { randomFrom, type Random } from "@cfa/testkit/sample-company/random";
import type { PartyTruth } from "@cfa/testkit/sample-company/truth";

import { NEVER } from "./bills.ts";
import { findDrift, type Delay, type Drift } from "./drift.ts";
import { meanOf, near, quantile, squaresOf } from "./numbers.ts";
import { delaysByParty } from "./payment-behaviour.ts";
import { dayNumber, paymentHistory } from "./payment-history.ts";
import { spreadOf, type Spread } from "./spread.ts";
import { keyOf, samplePayments } from "./test-sample-payments.ts";
import { populationOf } from "./usual-delay.ts";

/*
 * How well lasting changes are found: steady parties, looked at once a week as of each day; and the same with a step put into their
 * payments. For tests.
 */

type Bill = { date: number; due: number; known: number; paid: number };

/** A party's bills, in the order of their dates. */
export type Party = { bills: readonly Bill[]; until: number; spread: Spread };

/** Of so many cases, in how many. */
export type Share = { cases: number; found: number };

const WEEK = 7;
const YEAR = 365;
const FEWEST = 12; // paid bills of a party that is looked at
const SETTLED_BEFORE = 10; // a step
/** What each doubling of bills a year adds to what chance makes of a steady one, standard errors. */
const DOUBLED = 0.235;

/** Parties of three years: rates, delays and deviations as those of the sample company, and nothing else. */
export function generatedParties(seed: number, count: number): Party[] {
  const random = randomFrom(seed, "steady parties");
  const until = 3 * YEAR;
  const parties = Array.from({ length: count }, () => generated(random, until));
  const spread = spreadOf(
    parties.map((bills) => bills.filter(({ paid }) => paid <= until).map(({ paid, due }) => paid - due)),
    12.5 ** 2,
  );
  return parties.map((bills) => ({ bills, until, spread }));
}

function generated(random: Random, until: number): Bill[] {
  const perDay = (13 * 2 ** random.normal()) / YEAR;
  const [mean, deviation] = [drawMeanDelay(random), 10 + 5 * random.next()];
  const bills: Bill[] = [];
  for (let date = 0; date <= until; date++) {
    if (!random.chance(perDay)) continue;
    const due = date + 30;
    const paid = Math.max(date + 1, due + Math.round(mean + deviation * random.normal()));
    bills.push({ date, due, known: date, paid });
  }
  return bills;
}

/** The customers of a sample company who pay in such a way, as the product sees their bills. */
export function customersWho(pattern: PartyTruth["pattern"], company: SampleCompany): Party[] {
  const books = samplePayments(company);
  const { bills, parties } = paymentHistory(books);
  const until = dayNumber(books.asOf);
  const { spread } = populationOf(delaysByParty(bills), until);
  const byParty = new Map<number, Bill[]>();
  for (let row = 0; row < bills.count; row++) {
    if (bills.weight[row] === 0) continue;
    const one = {
      date: bills.date[row],
      due: bills.due[row],
      known: bills.known[row],
      paid: bills.paid[row],
    };
    const party = bills.party[row] ?? 0;
    byParty.set(party, [...(byParty.get(party) ?? []), one as Bill]);
  }
  return company.truth.parties
    .filter((party) => party.side !== "supplier" && party.pattern === pattern)
    .map((party) => ({ bills: byParty.get(parties.get(keyOf(party)) ?? -1) ?? [], until, spread }))
    .filter((party) => paidOf(party.bills).length >= FEWEST);
}

/** Years of steady parties, from their sixth payment on, in which a change was seen in any week. */
export function falseAlarms(parties: readonly Party[]): Share {
  const share = { cases: 0, found: 0 };
  for (const party of parties) {
    for (const from of yearsOf(party)) {
      share.cases++;
      if (isAlarmed(party, from)) share.found++;
    }
  }
  return share;
}

/** The first days of a party's whole years from its sixth payment on. */
function yearsOf({ bills, until }: Party): number[] {
  const first = paidOf(bills)[5]?.paid ?? until;
  return Array.from({ length: Math.floor((until - first) / YEAR) }, (_, at) => first + at * YEAR);
}

/** Parties of whom a change was seen in the last year. */
export function alarmsOfLastYear(parties: readonly Party[]): Share {
  const found = parties.filter((party) => isAlarmed(party, party.until - YEAR));
  return { cases: parties.length, found: found.length };
}

function isAlarmed({ bills, spread }: Party, from: number): boolean {
  const seen = Math.max(from, driftOn(bills, from, spread)?.since ?? from);
  for (let day = from + WEEK; day <= from + YEAR; day += WEEK)
    if ((driftOn(bills, day, spread)?.since ?? seen) > seen) return true;
  return false;
}

type Step = { bills: readonly Bill[]; day: number; by: number; third: number; party: Party };

/**
 * Steps, one a party: from a random day on bills are paid later (or sooner, where there is room for it) by between `least` and `most` of the
 * party's own standard deviations. `third`: the day on which three bills of the new way are settled.
 */
function stepsOf(
  parties: readonly Party[],
  { seed, least, most }: { seed: number; least: number; most: number },
): Step[] {
  const random = randomFrom(seed, "steps");
  return parties.flatMap((party) => {
    const paid = paidOf(party.bills);
    const first = paid[SETTLED_BEFORE - 1]?.paid ?? party.until;
    const day = first + Math.floor(random.next() * (party.until - 200 - first));
    const size = (least + (most - least) * random.next()) * usualOf(paid).deviation;
    const by = Math.round(random.chance(0.5) ? size : -size);
    if (day < first) return [];
    const bills = party.bills.map((bill) =>
      bill.date < day || bill.paid === NEVER ? bill : { ...bill, paid: bill.paid + by },
    );
    const fresh = paidOf(bills.filter(({ date }) => date >= day)).slice(0, 3);
    if (fresh.length < 3 || fresh.some((bill) => bill.paid <= bill.date)) return [];
    return [{ bills, day, by, third: fresh[2]?.paid ?? day, party }];
  });
}

/** Steps that were seen by the time three bills of the new way were settled. */
export function stepsFound(
  parties: readonly Party[],
  size: { seed: number; least: number; most: number },
): Share {
  const steps = stepsOf(parties, size);
  return { cases: steps.length, found: steps.filter(isSeen).length };
}

function isSeen({ bills, day, by, third, party: { spread } }: Step): boolean {
  const seen = driftOn(bills, day, spread)?.since ?? -Infinity;
  const days = paidOf(bills).flatMap(({ paid }) => (paid > day && paid <= third ? [paid] : []));
  for (let look = day + WEEK; look < third; look += WEEK) days.push(look);
  return days.some((look) => {
    const drift = driftOn(bills, look, spread);
    return drift !== null && drift.since > seen && isAs(drift, by);
  });
}

/**
 * What could be found at most by means of three bills: by one who knows each party's mean and standard deviation, and the limit that
 * alarms one of twenty steady years.
 */
export function stepsAtMost(
  parties: readonly Party[],
  size: { seed: number; least: number; most: number },
): Share {
  const years = parties.flatMap((party) =>
    yearsOf(party).map((from) => farthest(party.bills, party, { from, to: from + YEAR })),
  );
  const limit = quantile(years, 0.95);
  const steps = stepsOf(parties, size);
  const found = steps.filter(
    ({ bills, day, third, party }) => farthest(bills, party, { from: day, to: third }) > limit,
  );
  return { cases: steps.length, found: found.length };
}

/** How many standard errors three bills in a row lay from the party's mean at most, less what chance makes of so many bills a year. */
function farthest(bills: readonly Bill[], party: Party, { from, to }: { from: number; to: number }): number {
  const paid = paidOf(bills);
  const { mean, deviation } = usualOf(paidOf(party.bills));
  const rate = (YEAR * paid.length) / party.until;
  let most = 0;
  paid.forEach((last, at) => {
    if (last.paid <= from || last.paid > to || at < 3) return;
    const known = paid.slice(0, at + 1);
    for (const order of [known, known.toSorted((a, b) => a.due - b.due)]) {
      const away = order.slice(-3).map((bill) => (bill.paid - bill.due - mean) / deviation);
      const cut = away.map((each) => near(each, 0, 3));
      most = Math.max(most, Math.abs(meanOf(cut)) * Math.sqrt(3));
    }
  });
  return most - DOUBLED * Math.log2(Math.max(1, rate));
}

function isAs({ before, after }: Drift, by: number): boolean {
  return after > before === by > 0;
}

/** What is seen of a party as of a day. */
function driftOn(bills: readonly Bill[], day: number, spread: Spread): Drift | null {
  const paid = paidOf(bills).filter((bill) => bill.paid <= day);
  const youngest = paid.reduce((most, { date }) => Math.max(most, date), -Infinity);
  const open = bills
    .filter((bill) => bill.known <= day && bill.paid > day && bill.date > youngest)
    .map((bill): Delay => ({ day, delay: day - bill.due }))
    .toSorted((a, b) => b.delay - a.delay);
  return findDrift(
    paid.map((bill) => ({ day: bill.paid, delay: bill.paid - bill.due })),
    spread,
    open,
  );
}

function paidOf(bills: readonly Bill[]): Bill[] {
  return bills.filter(({ paid }) => paid !== NEVER).toSorted((a, b) => a.paid - b.paid);
}

function usualOf(paid: readonly Bill[]): { mean: number; deviation: number } {
  const delays = paid.map((bill) => bill.paid - bill.due);
  return { mean: meanOf(delays), deviation: Math.sqrt(squaresOf(delays) / (delays.length - 1)) };
}
