import { inMonth } from "../months.ts";
import {
  dateRow,
  daysOf,
  LESS_USUAL,
  placeIn,
  SHIFTS,
  SLACK,
  type IsOpen,
  type Moved,
  type Rhythm,
  type Shift,
} from "./rhythm.ts";

/** A rhythm that explains days, within how many days of its own they lie, and by how much it does (a logarithm). */
type Explained = { readonly rhythm: Rhythm; readonly tolerance: number; readonly gain: number };

/** The same with its due days, from the first to the last that has a flow. */
export type RhythmFit = Explained & { readonly dues: readonly number[] };

export const FEWEST_HITS = 3;
const LEAST_RATE = 0.7;
const WIDEST = 3; // days beside a due day on which a flow may come
const NONE = 255; // days from a due day to the nearest flow: farther than the widest

/** How usual a rhythm is, as a logarithm, with what its free choice of days (and of the number of days) would explain by itself. */
const USUAL_MONTHS: Record<number, number> = { 1: -1.5, 2: -4, 3: -2.5 };
const USUAL_DAYS: Record<number, number> = {
  7: -1.5,
  10: -4,
  14: -2.5,
  15: -4,
  21: -4,
  28: -4,
  30: -4,
  45: -5,
  60: -5,
};
const SELDOM = -7;
const EVERY_MONTHS = [1, 2, 3];
const ANCHORS = 4;
const LEAST_DAYS = 5;
const MOST_DAYS = 62;

/** The rhythm that explains rising days best; null: none does. */
export function fitRhythm(
  days: readonly number[],
  { isOpen, moved }: { isOpen: IsOpen; moved: Moved },
): RhythmFit | null {
  const trial = trialOf(days, moved);
  tryMonths(trial);
  tryDays(trial);
  const { best, from, to, nearest } = trial;
  if (best === null) return null;
  const dues = daysOf(best.rhythm, from, to, isOpen);
  const isHit = (due: number) => (nearest[due - from] ?? NONE) <= best.tolerance;
  return { ...best, dues: dues.slice(dues.findIndex(isHit), dues.findLastIndex(isHit) + 1) };
}

type Trial = {
  readonly days: readonly number[];
  readonly from: number;
  readonly to: number;
  readonly moved: Moved;
  /** Of each day from `from` on how far the nearest flow is. */
  readonly nearest: Uint8Array;
  /** Of each tolerance the chance that a flow is there by itself. */
  readonly chances: Float64Array;
  readonly tally: Tally;
  best: Explained | null;
};

/** Of each tolerance the due days with a flow: how many, the first and the last. */
type Tally = { readonly hits: Int32Array; readonly first: Int32Array; readonly last: Int32Array };

function trialOf(days: readonly number[], moved: Moved): Trial {
  const first = days[0] ?? 0;
  const last = days.at(-1) ?? first;
  const nearest = new Uint8Array(last - first + 1 + 2 * WIDEST).fill(NONE);
  for (const day of days)
    for (let place = day - first; place <= day - first + 2 * WIDEST; place++)
      nearest[place] = Math.min(nearest[place] ?? NONE, Math.abs(place - WIDEST - (day - first)));
  const perDay = days.length / Math.max(60, last - first + 1);
  const each = { length: WIDEST + 1 };
  return {
    days,
    from: first - WIDEST,
    to: last + WIDEST,
    moved,
    nearest,
    chances: Float64Array.from(each, (_, tolerance) => 1 - Math.exp(-perDay * (2 * tolerance + 1))),
    tally: {
      hits: new Int32Array(WIDEST + 1),
      first: new Int32Array(WIDEST + 1),
      last: new Int32Array(WIDEST + 1),
    },
    best: null,
  };
}

/** Dates on which flows lie, by number or from the month's end. */
function tryMonths(trial: Trial): void {
  const months = trial.days.map((day) => inMonth(day));
  const dates = new Set(months.map(({ date }) => date));
  const fromEnd = new Set(months.map(({ date, length }) => date - length).filter((date) => date > -3));
  for (const date of [...dates, ...fromEnd]) {
    const rows = SHIFTS.map((shift) => {
      const row = dateRow({ date, shift }, trial);
      return { shift, row, aways: row.days.map((day) => trial.nearest[day - trial.from] ?? NONE) };
    });
    for (const every of EVERY_MONTHS)
      for (let phase = 0; phase < every; phase++)
        for (const { shift, row, aways } of rows) {
          trial.tally.hits.fill(0);
          let due = 0;
          for (let at = placeIn(row, every, phase); at < aways.length; at += every)
            count(trial.tally, due++, aways[at] ?? NONE);
          const usual = (USUAL_MONTHS[every] ?? SELDOM) - (shift === "stay" ? 0 : LESS_USUAL);
          const fit = betterFit(trial, usual, WIDEST);
          if (fit !== null)
            trial.best = { ...fit, rhythm: { kind: "months", months: every, phase, date, shift } };
        }
  }
}

/** So many days each, from the latest flows on. */
function tryDays(trial: Trial): void {
  const anchors = trial.days.slice(-ANCHORS);
  for (let every = LEAST_DAYS; every <= MOST_DAYS; every++) {
    const widest = Math.max(0, Math.min(2, Math.floor(every / 6) - 1));
    const shifts: readonly Shift[] = every % 7 === 0 ? SHIFTS : ["stay"];
    for (const anchor of anchors)
      for (const shift of shifts) {
        trial.tally.hits.fill(0);
        if (shift === "stay") countFlows(trial, every, anchor);
        else countDues(trial, { every, anchor, shift });
        const usual = (USUAL_DAYS[every] ?? SELDOM) - (shift === "stay" ? 0 : LESS_USUAL);
        const fit = betterFit(trial, usual, widest);
        if (fit !== null) trial.best = { ...fit, rhythm: { kind: "days", days: every, anchor, shift } };
      }
  }
}

/** Due days that stay, counted by the flows near them: there are fewer of these. */
function countFlows({ days, tally }: Trial, every: number, anchor: number): void {
  let due = -Infinity;
  let nearest = NONE;
  for (const day of days) {
    const at = Math.round((day - anchor) / every);
    const away = Math.abs(day - anchor - at * every);
    if (at !== due) {
      count(tally, due, nearest);
      [due, nearest] = [at, away];
    } else if (away < nearest) nearest = away;
  }
  count(tally, due, nearest);
}

function countDues(
  { from, to, nearest, moved, tally }: Trial,
  { every, anchor, shift }: { every: number; anchor: number; shift: Shift },
): void {
  let due = 0;
  for (
    let day = anchor + Math.ceil((from - anchor - SLACK) / every) * every;
    day <= to + SLACK;
    day += every
  ) {
    const on = moved(day, shift);
    if (on >= from && on <= to) count(tally, due++, nearest[on - from] ?? NONE);
  }
}

function count({ hits, first, last }: Tally, due: number, away: number): void {
  for (let tolerance = away; tolerance <= WIDEST; tolerance++) {
    if (hits[tolerance] === 0) first[tolerance] = due;
    last[tolerance] = due;
    hits[tolerance] = (hits[tolerance] ?? 0) + 1;
  }
}

/** What was counted where it explains more than the best until now. */
function betterFit(
  { tally, chances, best }: Trial,
  usual: number,
  widest: number,
): Omit<Explained, "rhythm"> | null {
  let better: Omit<Explained, "rhythm"> | null = null;
  for (let tolerance = 0; tolerance <= widest; tolerance++) {
    const hits = tally.hits[tolerance] ?? 0;
    const due = (tally.last[tolerance] ?? 0) - (tally.first[tolerance] ?? 0) + 1;
    if (hits < FEWEST_HITS || hits < LEAST_RATE * due) continue;
    const rate = (hits + 0.5) / (due + 1);
    const chance = chances[tolerance] ?? 1;
    const gain = usual + hits * Math.log(rate / chance) + (due - hits) * Math.log((1 - rate) / (1 - chance));
    if (gain > ((better ?? best)?.gain ?? -Infinity)) better = { tolerance, gain };
  }
  return better;
}
