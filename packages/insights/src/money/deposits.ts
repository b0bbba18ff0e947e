import { drawPlace, risingSums, type Chance } from "../forecast/chance.ts";
import type { Flow } from "../forecast/flows.ts";
import { sharesOfDays } from "../forecast/recurring/draw-item.ts";
import type { IsOpen } from "../forecast/recurring/rhythm.ts";
import { meanOf } from "../numbers.ts";
import type { DepositBooks } from "./cash-books.ts";
import { habitOf, type Due, type Habit, type Made } from "./deposit-habit.ts";
import type { ExpectedDeposit } from "./money-forecast.ts";

/* What goes to the state: what is owed on the next due day, moved by the company's habit, then as the last deposits were. */

export type DepositOptions = {
  readonly first: number;
  readonly origin: number;
  readonly days: number;
  readonly isOpen: IsOpen;
  /** What is owed now, and what may be set off later; null: not known, as on an earlier day. */
  readonly standing: Pick<DepositBooks, "owed" | "credit"> | null;
};

/** One class: what is expected, and its draw. */
export type DepositDraw = {
  readonly expected: readonly ExpectedDeposit[];
  readonly draw: (chance: Chance, put: (day: number, size: number) => void) => void;
};

const LAST = 6; // deposits that a next one is drawn from
const FADES = 0.75; // weight of one, by each one after it
const OWED_COMES = 0.97;
const STOPPED = 3; // due days in a row without a deposit after which none is expected
/** Of what was deposited so often more than so many times the usual sum goes at once: the rest was left standing before. */
const ENOUGH = 3;
const MOST_TIMES = 3;
const NOT_YET = 0.2; // of the usual sum
/** Fund money is owed from the wages' day on, all at once; taxes grow through their period. */
const AT_ONCE: ReadonlySet<string> = new Set(["provident-fund", "esi", "professional-tax"]);

/** What one class will take in the days ahead. */
export function depositDraw(
  books: DepositBooks,
  flows: readonly Flow[],
  options: DepositOptions,
): DepositDraw {
  const { first, origin, days, isOpen } = options;
  const known = flows.filter(({ day }) => day < origin);
  const habit = habitOf(books.days, known, { first, origin });
  if (habit === null) return { expected: [], draw: () => undefined };
  const late = habit.past.filter(
    (due) => due.day + Math.max(0, habit.offset) >= origin && isLeft(habit, due),
  );
  const dues = [...late, ...habit.ahead];
  const isYears = dues.some(({ due }) => due.upTo !== null);
  const sums = isYears ? yearSums(habit, dues) : periodSums(habit, dues, { books, ...options });
  const offsets = habit.made.slice(-12).map(({ day, due }) => day - due.day);
  const dayOf = (due: Due, offset: number): number => {
    let day = Math.max(origin, due.day + offset);
    while (!isOpen(day) && day < origin + days) day++;
    return day;
  };
  const pool = ratiosOf(habit);
  const weights = risingSums(pool.map((_, at) => FADES ** at));
  const expected = dues.flatMap((due, at) => {
    const { size = 0, owed = 0, chance = 0 } = sums[at] ?? {};
    const day = dayOf(due, habit.offset);
    return size > 0 && chance > 0 && day < origin + days
      ? [
          {
            place: due,
            told: {
              due: due.due,
              day,
              on: sharesOfDays(offsets.map((offset) => dayOf(due, offset))),
              chance,
              size,
              owed,
            },
          },
        ]
      : [];
  });
  return {
    expected: expected.map(({ told }) => told),
    draw: (chance, put) => {
      for (const { place, told } of expected) {
        const { size, owed } = told;
        const isMade = chance.next() < told.chance;
        const offset = offsets[Math.floor(chance.next() * offsets.length)] ?? 0;
        const ratio = pool[drawPlace(chance, weights)] ?? 1;
        const day = dayOf(place, offset);
        if (isMade && day < origin + days) put(day, owed + (size - owed) * ratio);
      }
    },
  };
}

type Sum = { size: number; owed: number; chance: number };

/** What is owed goes first, the rest of a period is as the last deposits were. */
function periodSums(
  habit: Habit,
  dues: readonly Due[],
  { books, standing, origin, first }: DepositOptions & { books: DepositBooks },
): Sum[] {
  const { made, past } = habit;
  const usual = usualSize(made);
  const isStopped = made.length === 0 || past.slice(-STOPPED).every((due) => isLeft(habit, due));
  const rate = comesRate(habit);
  const all = [...past, ...habit.ahead];
  let left = standing?.owed ?? 0;
  let credit = creditOf(standing, usual);
  const isSetOff = credit > 0;
  const setOff = (size: number): number => {
    const taken = Math.min(credit, size);
    credit -= taken;
    return size - taken;
  };
  return dues.map((due, at) => {
    const before = all[all.indexOf(due) - 1];
    const begins = before?.ends ?? Math.max(first, due.ends - 31);
    const isEnded = due.ends < origin;
    const running = AT_ONCE.has(books.class)
      ? 0
      : Math.min(1, Math.max(0, (origin - 1 - begins) / Math.max(1, due.ends - begins)));
    const seasonal = seasonalSize(made, due) ?? usual;
    const rest = isStopped ? 0 : isEnded ? 0 : seasonal * (1 - running);
    if (isSetOff && isEnded && left <= 0) return { size: 0, owed: 0, chance: 0 };
    if (standing === null || (left <= 0 && !isEnded))
      return { size: isStopped ? 0 : setOff(seasonal), owed: 0, chance: rate };
    // Of what is owed a part is of the period that runs, which is due later.
    const next = dues[at + 1];
    const ofNext =
      isEnded && next !== undefined && next.ends >= origin ? growing(due, next, { books, origin, usual }) : 0;
    const most = made.length >= ENOUGH ? MOST_TIMES * usual : Infinity;
    const own = Math.min(most, Math.max(0, left - Math.min(ofNext, left / 2)));
    left -= own;
    // Books are closed days after a period: where hardly anything is owed for it yet and nothing was set off, it is as usual.
    if (isEnded && !isStopped && !isSetOff && own < NOT_YET * usual)
      return { size: seasonal, owed: own, chance: rate };
    return { size: own + setOff(rest), owed: own, chance: own > 0 ? Math.max(rate, OWED_COMES) : rate };
  });
}

/** Far more than is usually deposited was not set off before either. */
function creditOf(standing: DepositOptions["standing"], usual: number): number {
  const credit = standing?.credit ?? 0;
  return credit <= MOST_TIMES * usual ? credit : 0;
}

/** What of a period has grown by a day. */
function growing(
  before: Due,
  due: Due,
  { books, origin, usual }: { books: DepositBooks; origin: number; usual: number },
): number {
  if (AT_ONCE.has(books.class)) return 0;
  return (usual * Math.max(0, origin - 1 - before.ends)) / Math.max(1, due.ends - before.ends);
}

/**
 * Of a year's tax: as much as for the same day of last year; else by the year's shares what the latest deposit says of a year, or, where the
 * deposits did not follow the shares, as much as usual.
 */
function yearSums(habit: Habit, dues: readonly Due[]): Sum[] {
  const rate = comesRate(habit);
  const last = habit.made.slice(-LAST);
  const byShares = last.map((each) => each.size / Math.max(1, stepOf(habit, each.due)));
  const areAlike = last.length > 1 && spreadOf(last.map(({ size }) => size)) < spreadOf(byShares);
  return dues.map((due) => {
    const lastYear = habit.made.find((each) => Math.abs(each.due.day - (due.day - 365)) < 20)?.size;
    const latest = habit.made.at(-1);
    const step = stepOf(habit, due);
    const said = latest === undefined ? 0 : (latest.size / Math.max(1, stepOf(habit, latest.due))) * step;
    return { size: lastYear ?? (areAlike ? usualSize(habit.made) : said), owed: 0, chance: rate };
  });
}

/** How far values lie apart, beside their mean. */
function spreadOf(values: readonly number[]): number {
  const mean = meanOf(values);
  return meanOf(values.map((each) => Math.abs(each - mean))) / mean;
}

/** Which part of a year's tax a day adds, in hundredths of a percent. */
function stepOf({ past, ahead }: Habit, due: Due): number {
  const before = [...past, ...ahead].filter((each) => each.ends === due.ends && each.day < due.day);
  return (due.due.upTo ?? 0) - Math.max(0, ...before.map((each) => each.due.upTo ?? 0));
}

function isLeft({ made }: Habit, due: Due): boolean {
  return made.every((each) => each.due !== due);
}

function comesRate({ past, made }: Habit): number {
  const last = past.slice(-12);
  const kept = last.filter((due) => made.some((each) => each.due === due)).length;
  return (kept + 1) / (last.length + 1.2);
}

function usualSize(made: readonly Made[]): number {
  return made.length === 0 ? 0 : meanOf(made.slice(-LAST).map(({ size }) => size));
}

/** As it was for the same day a year before, where that told the last deposits better than their mean did. */
function seasonalSize(made: readonly Made[], due: Due): number | null {
  const yearBefore = (day: number) => made.find((each) => Math.abs(each.due.day - (day - 365)) < 16)?.size;
  let byYear = 0;
  let byMean = 0;
  let tried = 0;
  made.forEach((each, at) => {
    const before = yearBefore(each.due.day);
    if (before === undefined || at < LAST) return;
    byYear += Math.abs(each.size - before);
    byMean += Math.abs(each.size - usualSize(made.slice(0, at)));
    tried++;
  });
  return tried >= LAST && byYear < byMean ? (yearBefore(due.day) ?? null) : null;
}

/** The last deposits beside their mean, the latest first. */
function ratiosOf({ made }: Habit): number[] {
  const usual = usualSize(made);
  const ratios = made.slice(-LAST).map(({ size }) => (usual > 0 ? size / usual : 1));
  return ratios.length === 0 ? [1] : ratios.toReversed();
}
