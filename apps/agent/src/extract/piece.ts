import { addDays, daysBetween, daysInMonth, partsOf, type LocalDate } from "@cfa/values/local-date";
import { monthOf, type Period } from "@cfa/values/period";

/** A part of what a run is to read, small enough or still to be cut. */
export type Piece = {
  readonly kind: "groups" | "voucher-types" | "ledgers" | "period" | "vouchers" | "presence";
  /** Vouchers: their days, both inside. */
  readonly days?: Period;
  /** Only what changed above this AlterId … */
  readonly after?: number;
  /** … and up to this one. */
  readonly upTo?: number;
  /** Cut by the ids themselves: it is asked for as it is. */
  readonly isExact?: true;
  /** How often it has failed when it could not be cut further. */
  readonly failures?: number;
  /** Tally did not survive this question: its vouchers are set aside, `named` by their GUIDs or not even that. */
  readonly aside?: "named" | "unnamed";
};

/** How many vouchers each day holds, as Tally counts them; null where it cannot count. */
export type DayCounts = ReadonlyMap<LocalDate, number> | null;

export type CutBy = { readonly counts: DayCounts; readonly size: number; readonly isEducational: boolean };

/** What to ask next, and what is left of the piece afterwards. `tooMany`: a day that must be cut by AlterIds first. */
export type Cut = { readonly window: Piece; readonly rest: Piece | undefined; readonly tooMany: boolean };

/**
 * Cuts the next window off a piece: whole days of at most `size` vouchers, without counts a month; a month at a time in
 * Educational mode, which knows no other days; so many AlterIds where the piece is a range of them.
 */
export function cut(piece: Piece, by: CutBy): Cut {
  if (piece.aside !== undefined || piece.isExact === true)
    return { window: piece, rest: undefined, tooMany: false };
  const { after, upTo, days } = piece;
  if (after !== undefined && upTo !== undefined) {
    const end = after + by.size;
    if (upTo <= end) return { window: piece, rest: undefined, tooMany: false };
    return { window: { ...piece, upTo: end }, rest: { ...piece, after: end }, tooMany: false };
  }
  if (days === undefined || after !== undefined || upTo !== undefined) {
    return { window: piece, rest: undefined, tooMany: false };
  }
  const to = by.counts === null || by.isEducational ? monthEnd(days) : lastDayWithin(days, by);
  const window = { ...piece, days: { from: days.from, to } };
  const rest = to < days.to ? { ...piece, days: { from: addDays(to, 1), to: days.to } } : undefined;
  return { window, rest, tooMany: countIn(window.days, by.counts) > by.size };
}

/** Two halves of a window that failed, by days; null when it must be cut by AlterIds. */
export function halvesByDays(window: Piece, by: CutBy): Piece[] | null {
  const { days, after, upTo } = window;
  if (days === undefined || days.from === days.to || by.isEducational) return null;
  if (after !== undefined || upTo !== undefined) return null;
  const middle = middleDay(days, by.counts);
  return [
    { ...window, days: { from: days.from, to: middle } },
    { ...window, days: { from: addDays(middle, 1), to: days.to } },
  ];
}

/** Ranges of AlterIds that hold at most `size` of these ids each. `ids` are all that the window holds. */
export function rangesOf(window: Piece, ids: readonly number[], size: number): Piece[] {
  const sorted = [...new Set(ids)].toSorted((a, b) => a - b);
  const pieces: Piece[] = [];
  let after = window.after ?? 0;
  for (let at = 0; at < sorted.length; at += size) {
    const isLast = at + size >= sorted.length;
    const end = isLast ? (window.upTo ?? sorted.at(-1) ?? after) : (sorted[at + size - 1] ?? after);
    pieces.push({ ...window, after, upTo: Math.max(end, after), isExact: true });
    after = end;
  }
  return pieces;
}

/** Two halves by the numbers of AlterIds alone, where not even the ids can be had; null when there is only one left. */
export function halvesByNumber(window: Piece, mark: number): Piece[] | null {
  const after = window.after ?? 0;
  const upTo = window.upTo ?? Math.max(mark, after);
  if (upTo - after < 2) return null;
  const middle = after + Math.floor((upTo - after) / 2);
  const low: Piece = { ...window, upTo: middle, isExact: true };
  const high: Piece = { ...window, after: middle, isExact: true };
  return [low, high];
}

/**
 * The days to name in the question. Educational mode honours days 1, 2 and 31 only and takes the end of the whole period
 * for any other, so that a month is asked for up to its 31st or the next month's 1st; what is too much is left out again.
 */
export function daysAsked(days: Period, isEducational: boolean): Period {
  if (!isEducational) return days;
  const { year, month } = partsOf(days.to);
  const end = monthOf(days.to);
  const to = daysInMonth(year, month) === 31 ? end.to : addDays(end.to, 1);
  return { from: monthOf(days.from).from, to };
}

/** How many vouchers a period holds by the counts; 0 without them. */
export function countIn(days: Period, counts: DayCounts): number {
  let total = 0;
  for (const [date, count] of counts ?? []) if (date >= days.from && date <= days.to) total += count;
  return total;
}

function monthEnd(days: Period): LocalDate {
  const end = monthOf(days.from).to;
  return end < days.to ? end : days.to;
}

/** The last day up to which there are at most `size` vouchers; at least one day with any. Days without any cost nothing. */
function lastDayWithin(days: Period, { counts, size }: CutBy): LocalDate {
  let total = 0;
  for (const [date, count] of counts ?? []) {
    if (date < days.from || date > days.to || count === 0) continue;
    total += count;
    if (total > size) return total === count ? date : addDays(date, -1);
  }
  return days.to;
}

function middleDay(days: Period, counts: DayCounts): LocalDate {
  const half = countIn(days, counts) / 2;
  let total = 0;
  for (const [date, count] of counts ?? []) {
    if (date < days.from || date >= days.to) continue;
    total += count;
    if (total >= half) return date;
  }
  return addDays(days.from, Math.floor((daysBetween(days.from, days.to) - 1) / 2));
}
