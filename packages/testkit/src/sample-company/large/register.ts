import type { LocalDate } from "@cfa/values/local-date";
import type { Paise } from "@cfa/values/money";

import type { Ledger, Voucher } from "../tally-books.ts";
import type { AlterIdRange, DateCount, TallySource } from "../tally-source.ts";
import { alterIdAt, alterMarkBefore, masterIdAt, placeOf, type MonthPlace } from "./ids.ts";
import type { Months, Planned } from "./months.ts";
import { balancesAfter, totalsOf, type Totals } from "./totals.ts";
import { writeVoucher, type Desk } from "./write-voucher.ts";

/** The answers that need to know where each month begins in the order of entry. */
export type Register = Pick<
  TallySource,
  | "lastVoucherDate"
  | "voucherMark"
  | "voucherCount"
  | "vouchersBetween"
  | "countsByDate"
  | "countsByMonth"
  | "balancesOn"
> & { voucherById(masterId: number): Voucher | null };

type Making = { desk: Desk; ledgers: readonly Ledger[]; months: Months };

/** A month as counted: its place, and the counter before it. */
type Counted = MonthPlace & { readonly mark: number };

export function makeRegister(making: Making): Register {
  const { desk, ledgers, months } = making;
  const { days } = desk;
  const { places, byDate } = countAll(making);
  const total = places.reduce((all, { count }) => all + count, 0);
  const write = (month: number, planned: Planned, index: number): Voucher =>
    writeAt(desk, planned, { month, place: places[month], index });
  const vouchersIn = function* (month: number, bounds: Bounds = {}): Generator<Voucher> {
    const planned = months.planned(month);
    for (let index = 0; index < planned.length; index++) {
      const one = planned.at(index);
      if (isWithin(one, bounds, { place: places[month], index })) yield write(month, one, index);
    }
  };
  let totals: Totals | undefined;
  const known = (): Totals => (totals ??= totalsOf(ledgers, places.length, vouchersIn));
  return {
    lastVoucherDate: byDate.at(-1)?.date ?? days.dateOf(0),
    voucherMark: alterMarkBefore(places, places.length),
    voucherCount: () => total,
    vouchersBetween: function* (from, to, alterIds = {}) {
      const bounds = { ...alterIds, from: days.numberOf(from), to: days.numberOf(to) };
      for (let month = 0; month < places.length; month++)
        if (touches(month, bounds, { places, desk })) yield* vouchersIn(month, bounds);
    },
    countsByDate: () => byDate,
    countsByMonth: () => known().byMonth,
    balancesOn: (date) => balancesOn(date, { ledgers, desk, totals: known, vouchersIn, places }),
    voucherById: (masterId) => {
      const place = placeOf(masterId);
      const month = place === null ? -1 : places.findLastIndex(({ before }) => before <= place);
      const index = (place ?? 0) - (places[month]?.before ?? 0);
      if (index >= (places[month]?.count ?? 0)) return null;
      return write(month, months.planned(month).at(index), index);
    },
  };
}

type Bounds = AlterIdRange & { readonly from?: number; readonly to?: number };

/** Counts the vouchers of every month and day. Nothing is written for it. */
function countAll({ desk, months }: Making): { places: Counted[]; byDate: DateCount[] } {
  const places: Counted[] = [];
  const counts = new Map<number, number>();
  let before = 0;
  for (let month = 0; month <= desk.days.lastMonth; month++) {
    const planned = months.planned(month);
    for (let index = 0; index < planned.length; index++) {
      const { day } = planned.at(index);
      counts.set(day, (counts.get(day) ?? 0) + 1);
    }
    places.push({ before, count: planned.length, mark: alterMarkBefore(places, month) });
    before += planned.length;
  }
  const byDate = [...counts].map(([day, count]) => ({ date: desk.days.dateOf(day), count }));
  return { places, byDate };
}

function writeAt(
  desk: Desk,
  planned: Planned,
  at: { month: number; place: Counted | undefined; index: number },
): Voucher {
  const { place, index } = at;
  if (place === undefined) throw new RangeError("no such month");
  const date = desk.days.dateOf(planned.day);
  return writeVoucher(desk, planned, {
    masterId: masterIdAt(place.before + index),
    alterId: alterIdAt(place, index, place.mark),
    number: `${date.slice(5, 7)}/${index + 1}`,
  });
}

function isWithin(
  { day }: Planned,
  bounds: Bounds,
  at: { place: Counted | undefined; index: number },
): boolean {
  const { from = -Infinity, to = Infinity, after = 0, through = Infinity } = bounds;
  if (day < from || day > to) return false;
  if (after === 0 && through === Infinity) return true;
  const alterId = at.place === undefined ? 0 : alterIdAt(at.place, at.index, at.place.mark);
  return alterId > after && alterId <= through;
}

/** Whether a month may have a voucher within bounds. */
function touches(
  month: number,
  { from = -Infinity, to = Infinity, after = 0, through = Infinity }: Bounds,
  { places, desk }: { places: readonly Counted[]; desk: Desk },
): boolean {
  const first = desk.days.firstOf(month);
  const mark = places[month]?.mark ?? 0;
  const next = places[month + 1]?.mark ?? Infinity;
  return first <= to && first + desk.days.lengthOf(month) > from && next > after && mark < through;
}

function balancesOn(
  date: LocalDate,
  from: {
    ledgers: readonly Ledger[];
    desk: Desk;
    totals: () => Totals;
    vouchersIn: (month: number, bounds: Bounds) => Iterable<Voucher>;
    places: readonly Counted[];
  },
): Map<number, Paise> {
  const { ledgers, desk, totals, vouchersIn, places } = from;
  const to = desk.days.numberOf(date);
  if (to < 0) return balancesAfter(ledgers, undefined, []);
  const month = Math.min(to > desk.days.through ? places.length : desk.days.monthOf(to), places.length);
  const rest = month === places.length ? [] : vouchersIn(month, { to });
  return balancesAfter(ledgers, totals().before[month], rest);
}
