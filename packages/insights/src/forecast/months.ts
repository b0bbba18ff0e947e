/* Months counted from January 1970, and where a day lies in its month. */

export type InMonth = { month: number; date: number; length: number };

const DAY_MS = 86_400_000;

/** The month of a day, its date in it (1 …) and how long the month is. */
export function inMonth(day: number): InMonth {
  const date = new Date(day * DAY_MS);
  const month = (date.getUTCFullYear() - 1970) * 12 + date.getUTCMonth();
  return { month, date: date.getUTCDate(), length: firstOf(month + 1) - firstOf(month) };
}

/** The first day of a month. */
export function firstOf(month: number): number {
  return Date.UTC(1970, month, 1) / DAY_MS;
}

/** The day of a month that bears a date, or its last day where it has no such date; 0, −1 … count back from the last day. */
export function dayIn(month: number, date: number): number {
  const first = firstOf(month);
  const length = firstOf(month + 1) - first;
  return first + (date > 0 ? Math.min(date, length) : Math.max(1, length + date)) - 1;
}
