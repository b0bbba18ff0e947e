import { chanceFrom } from "./chance.ts";
import type { CashHistory, Flow, Stream } from "./flows.ts";
import { dayIn } from "./months.ts";

/** Days on which banks are open in the tests: all but Sundays. */
export function openDay(day: number): boolean {
  return (((day + 3) % 7) + 7) % 7 !== 6;
}

/** The first of January 2025, two years before the tests' origin. */
export const FIRST = dayIn(660, 1);
export const ORIGIN = dayIn(684, 4); // Monday, 4 January 2027

export const RUPEES = 100;

export function streamOf(ledger: string, flows: Flow[]): Stream {
  return { class: ledger, ledger, party: null, flows: flows.filter(({ day }) => day < ORIGIN) };
}

export function historyOf(streams: Stream[], first = FIRST): CashHistory {
  return { streams, first, origin: ORIGIN, grain: "day" };
}

/** One flow a month, on a day of the caller's. */
export function monthly(day: (month: number) => number, rupees: (month: number) => number): Flow[] {
  return Array.from({ length: 24 }, (_, at) => 660 + at).map((month) => ({
    day: day(month),
    amount: -rupees(month) * RUPEES,
  }));
}

/** Money without a rhythm: on about so many days of a month, in and out. */
export function noise(seed: number, perMonth: number, sign: 1 | -1): Flow[] {
  const chance = chanceFrom(seed, 0);
  const flows: Flow[] = [];
  for (let day = FIRST; day < ORIGIN; day++)
    if (openDay(day) && chance.next() < perMonth / 26)
      flows.push({ day, amount: sign * Math.round((500 + 9_500 * chance.next()) * RUPEES) });
  return flows;
}

/** The last open day of a month. */
export function lastOpenDay(month: number): number {
  let day = dayIn(month, 0);
  while (!openDay(day)) day--;
  return day;
}
