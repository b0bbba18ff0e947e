import type { Days } from "./days.ts";
import { eachVoucher, LONGEST_MONTHS, type Deals } from "./deals.ts";
import { eachHouseVoucher } from "./house-vouchers.ts";
import type { LargeParties } from "./parties.ts";

/*
 * Which vouchers a month has, as numbers alone: eight months of deals may have a voucher in it. Kept are the last
 * few months that were asked for, whatever the size of the books.
 */

/** One voucher to be: what is needed to write it. */
export type Planned = {
  readonly day: number;
  /** The party's number; null for what the house books without one. */
  readonly party: number | null;
  /** The deal: its month and its place in it. */
  readonly dealMonth: number;
  readonly dealIndex: number;
  readonly kind: number;
};

/** The vouchers of a month in the order they were entered. */
export type PlannedMonth = { readonly length: number; at(index: number): Planned };

export type Months = { planned(month: number): PlannedMonth };

/** Numbers that one voucher takes in a list: its day, its party, and deal and kind in one. */
const WIDTH = 3;
const KEPT_MONTHS = 2;
const HOUSE = -1;
const KINDS = 32;
const DEALS = 4_096;

export function makeMonths(making: {
  days: Days;
  deals: Deals;
  parties: LargeParties;
  isBusy: boolean;
}): Months {
  const { days, deals, parties, isBusy } = making;
  const list = makeList();
  const ofDeals = recent(LONGEST_MONTHS + KEPT_MONTHS, (month) =>
    dealMonth(month, { list, deals, count: parties.count }),
  );
  const whole = recent(KEPT_MONTHS, (month) => {
    const lists = [houseMonth(month, { list, days, isBusy })];
    for (let at = month - LONGEST_MONTHS; at <= month; at++) lists.push(ofDeals(at));
    return inOrder(lists, days, month);
  });
  return {
    planned: (month) => {
      const numbers = whole(month);
      return { length: numbers.length / WIDTH, at: (index) => read(numbers, index * WIDTH) };
    },
  };
}

function read(numbers: Int32Array, at: number): Planned {
  const party = numbers[at + 1] ?? HOUSE;
  const packed = numbers[at + 2] ?? 0;
  const deal = Math.floor(packed / KINDS);
  return {
    day: numbers[at] ?? 0,
    party: party === HOUSE ? null : party,
    dealMonth: Math.floor(deal / DEALS) - LONGEST_MONTHS,
    dealIndex: deal % DEALS,
    kind: packed % KINDS,
  };
}

/** Deal and kind in one number; the earliest deals are so many months before the books. */
function pack(month: number, index: number, kind: number): number {
  return ((month + LONGEST_MONTHS) * DEALS + index) * KINDS + kind;
}

/** All vouchers of the deals of a month, whenever they come. */
function dealMonth(month: number, of: { list: List; deals: Deals; count: number }): Int32Array {
  const { list, deals, count } = of;
  list.clear();
  for (let party = 0; party < count; party++) {
    for (const deal of deals.dealsIn(party, month))
      eachVoucher(deal, (day, kind) => list.add(day, party, pack(month, deal.index, kind)));
  }
  return list.numbers();
}

function houseMonth(month: number, of: { list: List; days: Days; isBusy: boolean }): Int32Array {
  const { list } = of;
  list.clear();
  eachHouseVoucher(month, of, (day, kind) => list.add(day, HOUSE, pack(month, 0, kind)));
  return list.numbers();
}

/** A list that grows outside the heap, used again for every month. */
type List = {
  clear(): void;
  add(day: number, party: number, packed: number): void;
  numbers(): Int32Array;
};

function makeList(): List {
  let numbers = new Int32Array(1_024 * WIDTH);
  let length = 0;
  return {
    clear: () => {
      length = 0;
    },
    add: (day, party, packed) => {
      if (length === numbers.length) {
        const more = new Int32Array(length * 2);
        more.set(numbers);
        numbers = more;
      }
      numbers[length] = day;
      numbers[length + 1] = party;
      numbers[length + 2] = packed;
      length += WIDTH;
    },
    numbers: () => numbers.slice(0, length),
  };
}

/** Those of the lists that fall in the month and in the books, by day, each day's in the order of the lists. */
function inOrder(lists: readonly Int32Array[], days: Days, month: number): Int32Array {
  const first = days.firstOf(month);
  const last = Math.min(first + days.lengthOf(month) - 1, days.through);
  const starts = new Int32Array(Math.max(0, last - first + 1) + 1);
  const isIn = (day: number | undefined): day is number => day !== undefined && day >= first && day <= last;
  for (const list of lists) {
    for (let i = 0; i < list.length; i += WIDTH) {
      const day = list[i];
      if (isIn(day)) starts[day - first + 1] = (starts[day - first + 1] ?? 0) + WIDTH;
    }
  }
  for (let i = 1; i < starts.length; i++) starts[i] = (starts[i] ?? 0) + (starts[i - 1] ?? 0);
  const sorted = new Int32Array(starts.at(-1) ?? 0);
  for (const list of lists) {
    for (let i = 0; i < list.length; i += WIDTH) {
      const day = list[i];
      if (!isIn(day)) continue;
      const to = starts[day - first] ?? 0;
      for (let number = 0; number < WIDTH; number++) sorted[to + number] = list[i + number] ?? 0;
      starts[day - first] = to + WIDTH;
    }
  }
  return sorted;
}

/** Remembers the last few answers of a function of a month. */
function recent<T>(kept: number, make: (month: number) => T): (month: number) => T {
  const known = new Map<number, T>();
  return (month) => {
    const before = known.get(month);
    const answer = before ?? make(month);
    known.delete(month);
    known.set(month, answer);
    if (known.size > kept) for (const [oldest] of known.entries().take(1)) known.delete(oldest);
    return answer;
  };
}
