/*
 * The ids of the large company's vouchers. They rise in the order of entry, one voucher in a hundred and twenty-six was
 * deleted again, and one in fifty is altered at its month's end, which moves its AlterId behind all others of the month.
 */

const LIVE = 125;
const ALTERED_EVERY = 50;
const ALTERED_AT = 24;

/** MasterId of the voucher at a place in the whole books, from 0. */
export function masterIdAt(place: number): number {
  return place + 1 + Math.floor(place / LIVE);
}

/** The place of the voucher with a MasterId; null when that one was deleted. */
export function placeOf(masterId: number): number | null {
  const [group, within] = [Math.floor((masterId - 1) / (LIVE + 1)), (masterId - 1) % (LIVE + 1)];
  return masterId < 1 || within === LIVE ? null : group * LIVE + within;
}

/** A month's place in the order of entry. */
export type MonthPlace = {
  /** Vouchers before it, and its own. */
  readonly before: number;
  readonly count: number;
};

/** The AlterId counter before a month: every voucher moved it, every deletion twice, every alteration once. */
export function alterMarkBefore(months: readonly MonthPlace[], month: number): number {
  let mark = 0;
  for (const place of months.slice(0, month)) mark += entered(place, place.count) + alteredAmong(place.count);
  return mark;
}

/** AlterId of the voucher at a place in a month, from 0, given the counter before the month. */
export function alterIdAt(place: MonthPlace, index: number, mark: number): number {
  if (index % ALTERED_EVERY === ALTERED_AT)
    return mark + entered(place, place.count) + alteredAmong(index) + 1;
  return mark + entered(place, index + 1) - deletedBehind(place, index);
}

/** By how much the first so many vouchers of a month moved the counter when they were entered. */
function entered({ before }: MonthPlace, count: number): number {
  const deleted = Math.floor((before + count) / LIVE) - Math.floor(before / LIVE);
  return count + 2 * deleted;
}

/** The deletion right behind a voucher moved the counter after it. */
function deletedBehind({ before }: MonthPlace, index: number): number {
  return (before + index + 1) % LIVE === 0 ? 2 : 0;
}

/** How many of the first so many vouchers of a month are altered later. */
function alteredAmong(count: number): number {
  return Math.floor((count + ALTERED_EVERY - ALTERED_AT - 1) / ALTERED_EVERY);
}
