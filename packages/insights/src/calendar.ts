/* What a day counted from 1970-01-01 is in its week and month. */

/** Monday 0 … Sunday 6. */
export function weekdayOf(day: number): number {
  return (((day + 3) % 7) + 7) % 7;
}

export const WEEKDAYS = 7;

export const MONTH_PARTS = 7;

const DAY_MS = 86_400_000;
/** Days from 1900 to 2100 are looked up; `month · 8 + part`, 255 where it has not been worked out. */
const FIRST = -25_567;
const table = new Uint8Array(73_414).fill(255);

/** Where a day lies in its month: five-day parts 0 … 5, and 6 for the last two days. */
export function monthPartOf(day: number): number {
  return monthAndPart(day) & 7;
}

/** January 0 … December 11. */
export function monthOf(day: number): number {
  return monthAndPart(day) >> 3;
}

function monthAndPart(day: number): number {
  const known = table[day - FIRST];
  if (known !== undefined && known !== 255) return known;
  const date = new Date(day * DAY_MS);
  const inMonth = date.getUTCDate();
  const last = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
  const part = inMonth >= last - 1 ? 6 : Math.min(5, Math.floor((inMonth - 1) / 5));
  const both = date.getUTCMonth() * 8 + part;
  table[day - FIRST] = both;
  return both;
}
