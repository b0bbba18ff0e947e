/** A paid bill's delay: the day it was paid on and days after the due date. */
export type Delay = { day: number; delay: number };

/** A lasting change: the day of the first bill paid in the new way, and mean delays before and since. */
export type Drift = { since: number; before: number; after: number };

/** The latest bills that are held against those before. */
const LATEST = 3;
const FEWEST_BEFORE = 6;
/** Bills before them that are looked at. */
const MOST_BEFORE = 24;
/** Standard errors that the latest must lie away. */
const CLEAR = 3.1;
/** A single bill counts as at most so many standard deviations away. */
const SINGLE = 4;
/** A party's delays vary by at least so many days: below, what is usual for a weekend would be a change. */
const LEAST_SPREAD = 3;
const CLEARLY_SEASONAL = 3;
const YEAR = 365;
const SEASON = 46; // days on each side of the same day a year before

/**
 * The latest lasting change of a party's delays, in the order they were paid in; null: steady. The mean of three bills in a row is held
 * against those before them (a Shewhart chart of moving means; Montgomery 2020, Introduction to Statistical Quality Control, 9.3);
 * where last year's bills of the same season were as late, it is the season and no change.
 */
export function findDrift(delays: readonly Delay[], within: number): Drift | null {
  let start = 0; // of the present way of paying
  let before: number | null = null;
  for (let end = FEWEST_BEFORE + LATEST; end <= delays.length; end++) {
    const from = end - LATEST;
    const past = delays.slice(Math.max(start, from - MOST_BEFORE), from);
    if (past.length < FEWEST_BEFORE) continue;
    const spread = Math.max(LEAST_SPREAD, spreadOf(past, within));
    const usual = meanOf(past);
    const latest = delays
      .slice(from, end)
      .map((one) => ({ ...one, delay: near(one.delay, usual, SINGLE * spread) }));
    const now = meanOf(latest);
    const clear = CLEAR * spread * Math.sqrt(1 / LATEST + 1 / past.length);
    if (Math.abs(now - usual) < clear || isSeason(delays.slice(0, from), latest, { now, usual, clear }))
      continue;
    before = usual;
    start = from + latest.findIndex(({ delay }) => Math.abs(delay - usual) > Math.abs(now - usual) / 2);
  }
  const since = delays[start];
  return before === null || since === undefined
    ? null
    : { since: since.day, before, after: meanOf(delays.slice(start)) };
}

/** A value drawn to within so much of another: a single bill, however late, is no change. */
function near(value: number, middle: number, most: number): number {
  return Math.min(middle + most, Math.max(middle - most, value));
}

/** Whether the same season a year before was as far from usual. */
function isSeason(
  past: readonly Delay[],
  latest: readonly Delay[],
  { now, usual, clear }: { now: number; usual: number; clear: number },
): boolean {
  const middle = latest[1]?.day ?? 0;
  const lastYear = past.filter(({ day }) => Math.abs(middle - YEAR - day) <= SEASON);
  return (
    lastYear.length >= 2 &&
    Math.abs(now - meanOf(lastYear)) < clear &&
    Math.abs(meanOf(lastYear) - usual) > clear / 3
  );
}

/**
 * By how many days a party's delays differ around a day of the year from what is usual for it; 0 where the past years do not show it clearly:
 * some pay later every monsoon, and that is what to expect of the next one.
 */
export function seasonalShift(delays: readonly Delay[], asOf: number, within: number): number {
  const inSeason = delays.filter(({ day }) => {
    const apart = Math.abs(((((asOf - day) % YEAR) + YEAR + YEAR / 2) % YEAR) - YEAR / 2);
    return apart <= SEASON;
  });
  const others = delays.length - inSeason.length;
  if (inSeason.length < FEWEST_BEFORE || others < FEWEST_BEFORE) return 0;
  const outside = delays.filter((one) => !inSeason.includes(one));
  const shift = meanOf(inSeason) - meanOf(outside);
  const error =
    Math.max(LEAST_SPREAD, spreadOf(outside, within)) * Math.sqrt(1 / inSeason.length + 1 / others);
  return Math.abs(shift) < CLEARLY_SEASONAL * error ? 0 : (shift * others) / delays.length;
}

/** Standard deviation, of a few drawn towards what is usual within the company's parties. */
function spreadOf(delays: readonly Delay[], within: number): number {
  const mean = meanOf(delays);
  const squares = delays.reduce((sum, { delay }) => sum + (delay - mean) ** 2, 0);
  const drawn = 4;
  return Math.sqrt((squares + drawn * within) / (delays.length - 1 + drawn));
}

function meanOf(delays: readonly Delay[]): number {
  return delays.reduce((sum, { delay }) => sum + delay, 0) / delays.length;
}
