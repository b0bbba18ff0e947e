import { dayIn, inMonth } from "../months.ts";

/** What to do with a due day on which banks are shut. */
export type Shift = "stay" | "before" | "after";

/** By the calendar's months (every `months`-th, on a date; 0 is the last day, −1 the one before) or every so many days from a day. */
export type Rhythm =
  | { kind: "months"; months: number; phase: number; date: number; shift: Shift }
  | { kind: "days"; days: number; anchor: number; shift: Shift };

export type IsOpen = (day: number) => boolean;

/** The days between two (both inside) on which a rhythm falls, rising. */
export function daysOf(rhythm: Rhythm, from: number, to: number, isOpen: IsOpen): number[] {
  const days: number[] = [];
  if (rhythm.kind === "days") {
    const skipped = Math.ceil((from - rhythm.anchor - SLACK) / rhythm.days);
    for (let day = rhythm.anchor + skipped * rhythm.days; day <= to + SLACK; day += rhythm.days)
      days.push(shifted(day, rhythm.shift, isOpen));
  } else {
    const { months, phase, date, shift } = rhythm;
    const earliest = inMonth(from - SLACK).month;
    for (let month = phase + Math.ceil((earliest - phase) / months) * months; ; month += months) {
      const day = dayIn(month, date);
      if (day > to + SLACK) break;
      days.push(shifted(day, shift, isOpen));
    }
  }
  return days.filter((day) => day >= from && day <= to);
}

const SLACK = 7; // days a shift may move

function shifted(day: number, shift: Shift, isOpen: IsOpen): number {
  if (shift === "stay") return day;
  const step = shift === "after" ? 1 : -1;
  for (let tried = 0; tried <= SLACK; tried++) if (isOpen(day + tried * step)) return day + tried * step;
  return day;
}

/** Rhythms worth trying on flows of these days, each with how usual it is. */
export function rhythmsFor(days: readonly number[]): { rhythm: Rhythm; usual: number }[] {
  const tried: { rhythm: Rhythm; usual: number }[] = [];
  const months = days.map((day) => inMonth(day));
  const dates = new Set(months.map(({ date }) => date));
  const fromEnd = new Set(months.map(({ date, length }) => date - length).filter((date) => date > -3));
  for (const date of [...dates, ...fromEnd])
    for (const every of EVERY_MONTHS)
      for (let phase = 0; phase < every; phase++)
        for (const shift of SHIFTS)
          tried.push({
            rhythm: { kind: "months", months: every, phase, date, shift },
            usual: (USUAL_MONTHS[every] ?? SELDOM) - (shift === "stay" ? 0 : 0.5),
          });
  const anchors = [...new Set(days)].slice(-ANCHORS);
  for (let every = LEAST_DAYS; every <= MOST_DAYS; every++)
    for (const anchor of anchors)
      for (const shift of every % 7 === 0 ? SHIFTS : (["stay"] as const))
        tried.push({
          rhythm: { kind: "days", days: every, anchor, shift },
          usual: (USUAL_DAYS[every] ?? SELDOM) - (shift === "stay" ? 0 : 0.5),
        });
  return tried;
}

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
const SHIFTS: readonly Shift[] = ["stay", "before", "after"];
const ANCHORS = 4;
const LEAST_DAYS = 5;
const MOST_DAYS = 62;
