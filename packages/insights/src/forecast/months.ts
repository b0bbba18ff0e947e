/* Months counted from January 1970, and where a day lies in its month. */

export type InMonth = { month: number; date: number; length: number };

const DAY_MS = 86_400_000;
const MONTH = 30.436875; // days, on average
/** First days of the months of two centuries are looked up: forecasts ask for them over and over. */
const KNOWN = 200 * 12;
const firsts = Int32Array.from({ length: KNOWN + 1 }, (_, month) => firstByClock(month));

/** The month of a day, its date in it (1 …) and how long the month is. */
export function inMonth(day: number): InMonth {
  let month = Math.floor(day / MONTH);
  if (firstOf(month) > day) month--;
  else if (firstOf(month + 1) <= day) month++;
  const first = firstOf(month);
  return { month, date: day - first + 1, length: firstOf(month + 1) - first };
}

/** The first day of a month. */
export function firstOf(month: number): number {
  return month >= 0 && month <= KNOWN ? (firsts[month] ?? 0) : firstByClock(month);
}

/** The day of a month that bears a date, or its last day where it has no such date; 0, −1 … count back from the last day. */
export function dayIn(month: number, date: number): number {
  const first = firstOf(month);
  const length = firstOf(month + 1) - first;
  return first + (date > 0 ? Math.min(date, length) : Math.max(1, length + date)) - 1;
}

function firstByClock(month: number): number {
  return Date.UTC(1970, month, 1) / DAY_MS;
}
