import type { LocalDate } from "@cfa/values/local-date";
import type { Period } from "@cfa/values/period";

import { guidOf, type Voucher } from "../../sample-company/tally-books.ts";
import type { AlterIdRange } from "../../sample-company/tally-source.ts";
import { counted } from "./counted.ts";
import type { CompanyState, VoucherNow } from "./state.ts";

/**
 * The vouchers of a period in order of date, as they stand now: the source's, one at a time, with what was typed over
 * them put in between.
 */
export function vouchersBetween(
  state: CompanyState,
  period: Period,
  alterIds?: AlterIdRange,
): Iterable<VoucherNow> {
  const { from, to } = period;
  if (from > to) return [];
  // A source need not know what lies beyond its books.
  const first = from < state.source.startingFrom ? state.source.startingFrom : from;
  const last = to > state.source.lastVoucherDate ? state.source.lastVoucherDate : to;
  const source = first > last ? [] : state.source.vouchersBetween(first, last, alterIds);
  return isUntouched(state) ? source : merged(state, source, editedIn(state, period, alterIds));
}

/** The voucher of a GUID; null when there is none, or none any more. */
export function voucherByGuid(state: CompanyState, guid: string): VoucherNow | null {
  const masterId = masterIdOf(state, guid);
  const edit = masterId === null ? undefined : state.edits.get(masterId);
  if (edit !== undefined) return edit.now === null ? null : numbered(state, edit.now, edit.shifts);
  const voucher = state.source.voucherByGuid(guid);
  return voucher === null ? null : asNow(state, voucher);
}

/** The latest day any voucher carries. */
export function lastVoucherDate(state: CompanyState): LocalDate {
  const { source, edits } = state;
  let last: LocalDate = source.booksFrom;
  let isLastGone = false;
  for (const { before, now } of edits.values()) {
    if (now !== null && now.date > last) last = now.date;
    if (before !== null && before.date === source.lastVoucherDate) isLastGone = true;
  }
  if (!isLastGone) return source.lastVoucherDate > last ? source.lastVoucherDate : last;
  const gone = new Map<string, number>();
  for (const { before } of edits.values())
    if (before !== null) gone.set(before.date, (gone.get(before.date) ?? 0) + 1);
  const left = source.countsByDate().findLast(({ date, count }) => count > (gone.get(date) ?? 0));
  return left !== undefined && left.date > last ? left.date : last;
}

/** How many vouchers there are. */
export function voucherCount(state: CompanyState): number {
  let count = state.source.voucherCount();
  for (const { before, now } of state.edits.values()) count += Number(now !== null) - Number(before !== null);
  return count;
}

function isUntouched(state: CompanyState): boolean {
  return state.edits.size === 0 && state.shifts.length === 0 && state.renamedTypes.size === 0;
}

function* merged(
  state: CompanyState,
  source: Iterable<Voucher>,
  edited: readonly VoucherNow[],
): Generator<VoucherNow> {
  let next = 0;
  for (const voucher of source) {
    if (state.edits.has(voucher.masterId)) continue;
    for (let own = edited[next]; own !== undefined && isBefore(own, voucher); own = edited[++next]) yield own;
    yield asNow(state, voucher);
  }
  yield* edited.slice(next);
}

function editedIn(state: CompanyState, { from, to }: Period, alterIds: AlterIdRange = {}): VoucherNow[] {
  const { after = 0, through = Infinity } = alterIds;
  const found: VoucherNow[] = [];
  for (const { now, shifts } of state.edits.values()) {
    if (now === null || now.date < from || now.date > to) continue;
    if (now.alterId > after && now.alterId <= through) found.push(numbered(state, now, shifts));
  }
  return found.toSorted((a, b) => (isBefore(a, b) ? -1 : 1));
}

function isBefore(a: Voucher, b: { date: LocalDate; masterId: number }): boolean {
  return a.date < b.date || (a.date === b.date && a.masterId < b.masterId);
}

function asNow(state: CompanyState, voucher: Voucher): VoucherNow {
  const type = state.renamedTypes.get(voucher.type);
  return numbered(state, type === undefined ? voucher : { ...voucher, type }, 0);
}

/** With the number that later entries and deletions have moved it to. */
function numbered(state: CompanyState, voucher: VoucherNow, since: number): VoucherNow {
  let by = 0;
  for (let at = since; at < state.shifts.length; at++) {
    const shift = state.shifts[at];
    if (shift === undefined || shift.type !== voucher.type || voucher.date > shift.year.to) continue;
    if (isBefore(voucher, shift) || voucher.masterId === shift.masterId) continue;
    by += shift.by;
  }
  return by === 0 ? voucher : { ...voucher, number: counted(voucher.number, by) };
}

/** The MasterId behind a voucher's GUID; null when it is another company's. */
export function masterIdOf(company: { readonly guid: string }, guid: string): number | null {
  const masterId = Number.parseInt(guid.slice(-8), 16);
  return guidOf(company, masterId).toLowerCase() === guid.toLowerCase() ? masterId : null;
}
