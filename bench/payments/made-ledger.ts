import { randomFrom } from "@cfa/testkit/sample-company/random";

/*
 * A small business's bills, made up: as many as are asked for, over four years up to a last day; parties of very different size, each with
 * its own terms, habit and day of paying; some bills entered late, some never paid. The same every time, and of no company.
 */

export type MadeBill = {
  /** Its party's number; every fifth is a supplier. */
  party: number;
  date: number;
  due: number;
  known: number;
  amount: number; // rupees
  /** Null: not by the last day. */
  paid: number | null;
};

/** Days are counted from 1970-01-01. */
export type MadeLedger = { bills: number; parties: number; lastDay: number; seed: number };

const DAYS = 4 * 365;
const TERMS = [0, 15, 30, 30, 45, 60];

type Habit = {
  terms: number;
  delay: number;
  spread: number;
  weekday: number;
  isRegular: boolean;
  size: number;
};

/** Makes the bills, in order of their dates. */
export function madeLedger({ bills, parties, lastDay, seed }: MadeLedger): MadeBill[] {
  const random = randomFrom(seed, "a small business's bills");
  const habits = Array.from({ length: parties }, (): Habit => ({
    terms: random.pick(TERMS),
    delay: Math.round(8 + 14 * random.normal()),
    spread: 3 + 12 * random.next(),
    weekday: random.int(0, 4),
    isRegular: random.chance(0.4),
    size: 2_000 * 4 ** random.normal(),
  }));
  return Array.from({ length: bills }, (_, at) => {
    // The smaller a party's number the more bills it has.
    const party = Math.floor(parties * random.next() ** 2);
    const habit = habits[party] as Habit;
    const date = lastDay - DAYS + 1 + Math.floor((at * DAYS) / bills);
    const due = date + habit.terms;
    const isNever = random.chance(0.01);
    const wanted = due + habit.delay + Math.round(habit.spread * random.normal());
    const known = date + (random.chance(0.2) ? random.int(1, 20) : 0);
    const soonest = Math.max(known + 1, wanted);
    const paid = habit.isRegular ? nextOn(habit.weekday, soonest) : soonest;
    return {
      party,
      date,
      due,
      known: Math.min(known, lastDay),
      amount: Math.max(100, Math.round(habit.size * (1 + 0.5 * random.normal()))),
      paid: isNever || paid > lastDay ? null : paid,
    };
  });
}

/** The first such weekday (0: a Monday) not before a day. */
function nextOn(weekday: number, day: number): number {
  return day + ((weekday - ((day + 3) % 7) + 7) % 7);
}
