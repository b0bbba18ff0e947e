import { dayIn, inMonth } from "../months.ts";

/** What to do with a due day on which banks are shut. */
export type Shift = "stay" | "before" | "after";

/** By the calendar's months (every `months`-th, on a date; 0 is the last day, −1 the one before) or every so many days from a day. */
export type Rhythm =
  | { kind: "months"; months: number; phase: number; date: number; shift: Shift }
  | { kind: "days"; days: number; anchor: number; shift: Shift };

export const SHIFTS: readonly Shift[] = ["stay", "before", "after"];

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

/** How much less usual a rhythm is that moves than the same one that stays, as a logarithm. */
export const LESS_USUAL = 0.5;

/** Days before a morning in which rhythms are looked for. */
export const LOOK_BACK = 1_100;
const BESIDE = 60; // days before and after those into which due days reach

/** Where a day is moved to. */
export type Moved = (day: number, shift: Shift) => number;

/** Where days are moved to, worked out once for all days in which rhythms are looked for on a morning. */
export function movesBefore(origin: number, isOpen: IsOpen): Moved {
  const from = origin - LOOK_BACK - BESIDE;
  const length = LOOK_BACK + 2 * BESIDE + 1;
  const before = Int32Array.from({ length }, (_, at) => shifted(from + at, "before", isOpen));
  const after = Int32Array.from({ length }, (_, at) => shifted(from + at, "after", isOpen));
  return (day, shift) =>
    shift === "stay"
      ? day
      : ((shift === "before" ? before : after)[day - from] ?? shifted(day, shift, isOpen));
}

/** The days between two on which a date falls month after month, and the first of these months: of all months' rhythms on it at once. */
export type DateRow = { readonly month: number; readonly days: Int32Array };

export function dateRow(
  { date, shift }: { date: number; shift: Shift },
  { from, to, moved }: { from: number; to: number; moved: Moved },
): DateRow {
  let month = inMonth(from - SLACK).month;
  while (moved(dayIn(month, date), shift) < from) month++;
  const days = new Int32Array(Math.max(0, inMonth(to + SLACK).month - month + 1));
  let count = 0;
  for (let at = 0; at < days.length; at++) {
    const day = moved(dayIn(month + at, date), shift);
    if (day > to) break;
    days[count++] = day;
  }
  return { month, days: days.subarray(0, count) };
}

/** Where in a row, and then every so many months, a rhythm's days stand. */
export function placeIn({ month }: DateRow, every: number, phase: number): number {
  return (((phase - month) % every) + every) % every;
}

/** Days a shift may move. */
export const SLACK = 7;

function shifted(day: number, shift: Shift, isOpen: IsOpen): number {
  if (shift === "stay") return day;
  const step = shift === "after" ? 1 : -1;
  for (let tried = 0; tried <= SLACK; tried++) if (isOpen(day + tried * step)) return day + tried * step;
  return day;
}
