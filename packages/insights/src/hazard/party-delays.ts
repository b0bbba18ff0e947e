import { delayOf, paidRows, type Bills } from "../bills.ts";
import { countBelow } from "../numbers.ts";

/** How late a party is expected to pay, as it was known from day to day. */
export type PartyDelays = {
  /** Expected delay in days by what was paid before `asOf`; the company's where the party has paid nothing. */
  expected(party: number, asOf: number): number;
  /** How well it was known then: 0 nothing paid, 1 one or two bills, then 2 steady, 3 varying, 4 wild. */
  knowledge(party: number, asOf: number): number;
  /** The last day before `asOf` on which it paid anything; undefined: none. */
  lastPaid(party: number, asOf: number): number | undefined;
};

export const KNOWLEDGE = 5;

const PARTY_HALF_LIFE = 6; // bills
const COMPANY_HALF_LIFE = 60; // bills
/** So many bills' weight the company's own delay has in a party's. */
const SHRINK = 2;
const FEW = 3;
const STEADY = 5; // days of standard deviation
const VARYING = 13;

/** `at`: the place that was looked up last; days are mostly asked for in their order. */
type Course = { days: number[]; expected: number[]; knowledge: number[]; at: number };

/** Follows the delays of a history bill by bill, in the order they were paid in. */
export function followDelays(history: Bills): PartyDelays {
  const company: Course = { days: [], expected: [], knowledge: [], at: -1 };
  const parties = new Map<number, Course & Running>();
  const all: Running = { sum: 0, squares: 0, weight: 0, bills: 0 };
  for (const row of paidRows(history)) {
    const paid = history.paid[row] ?? 0;
    const delay = delayOf(history, row);
    take(all, delay, COMPANY_HALF_LIFE);
    const usual = all.sum / all.weight;
    note(company, paid, { expected: usual, knowledge: 0 });
    const number = history.party[row] ?? 0;
    const party = parties.get(number) ?? {
      days: [],
      expected: [],
      knowledge: [],
      at: -1,
      sum: 0,
      squares: 0,
      weight: 0,
      bills: 0,
    };
    parties.set(number, party);
    take(party, delay, PARTY_HALF_LIFE);
    const expected = (party.sum + SHRINK * usual) / (party.weight + SHRINK);
    note(party, paid, { expected, knowledge: knowledgeOf(party) });
  }
  return {
    expected(number, asOf) {
      const party = parties.get(number);
      const at = party === undefined ? -1 : lastBefore(party, asOf);
      if (party !== undefined && at >= 0) return party.expected[at] ?? 0;
      return company.expected[lastBefore(company, asOf)] ?? 0;
    },
    knowledge(number, asOf) {
      const party = parties.get(number);
      return party?.knowledge[lastBefore(party, asOf)] ?? 0;
    },
    lastPaid(number, asOf) {
      const party = parties.get(number);
      return party?.days[lastBefore(party, asOf)];
    },
  };
}

type Running = { sum: number; squares: number; weight: number; bills: number };

function take(running: Running, delay: number, halfLife: number): void {
  const fade = 0.5 ** (1 / halfLife);
  running.sum = running.sum * fade + delay;
  running.squares = running.squares * fade + delay * delay;
  running.weight = running.weight * fade + 1;
  running.bills++;
}

function knowledgeOf({ sum, squares, weight, bills }: Running): number {
  if (bills < FEW) return 1;
  const deviation = Math.sqrt(Math.max(0, squares / weight - (sum / weight) ** 2));
  return deviation < STEADY ? 2 : deviation < VARYING ? 3 : 4;
}

/** What is known after a day replaces what was noted on that day. */
function note(course: Course, day: number, { expected, knowledge }: { expected: number; knowledge: number }) {
  if (course.days.at(-1) !== day) course.days.push(day);
  course.expected[course.days.length - 1] = expected;
  course.knowledge[course.days.length - 1] = knowledge;
}

/** Place of the last day before another; -1: none. */
function lastBefore(course: Course, day: number): number {
  const { days, at } = course;
  if ((at < 0 || (days[at] as number) < day) && (at + 1 >= days.length || (days[at + 1] as number) >= day))
    return at;
  course.at = countBelow(days, day) - 1;
  return course.at;
}
