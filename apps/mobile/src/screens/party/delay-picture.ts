import type { LearnedBill, PartyPayment } from "@cfa/contract/insights";
import { daysBetween, type LocalDate } from "@cfa/values/local-date";
import { scaleLinear, type ScaleLinear } from "d3-scale";

export type Dot = { bill: LearnedBill; x: number; y: number; isLate: boolean; isBeyond: boolean };
export type Box = { width: number; height: number };

/** Room for the words around the dots. */
export const ROOM = { left: 34, right: 10, top: 26, bottom: 24 } as const;

const DAY_WIDTH = 15; // to each side of a single day
const LABEL_WIDTH = 64;
const LEAST = { late: 10, early: -5 } as const;
/** A single bill far off may not press all others together: the edge lies at so many times what nine of ten keep within. */
const FAR = { times: 2, late: 30, early: -15 } as const;

export type DelayPicture = {
  dots: Dot[];
  dueY: number;
  ticks: { days: number; y: number }[];
  months: { month: string; x: number }[];
  /** The usual delay, and after a lasting change the one since. */
  usual: { x1: number; x2: number; y: number }[];
};

/** Where paid bills stand in a picture: along the days they were paid on, by their days from the due date; late is up. */
export function delayPicture(
  rows: readonly LearnedBill[],
  { box, drift }: { box: Box; drift: PartyPayment["drift"] },
): DelayPicture {
  const right = box.width - ROOM.right;
  const bottom = box.height - ROOM.bottom;
  const days = rows.map(({ paid }) => dayOf(paid));
  const [first, last] = [Math.min(...days), Math.max(...days)];
  const span = first === last ? [first - DAY_WIDTH, last + DAY_WIDTH] : [first, last];
  const across = scaleLinear(span, [ROOM.left + 6, right - 4]);
  const up = scaleOf(rows, [bottom, ROOM.top]);
  const isOut = isBeyond(up);
  const dots = rows.map((bill) => ({
    bill,
    x: across(dayOf(bill.paid)),
    y: up(bill.delay),
    isLate: bill.delay > 0,
    isBeyond: isOut(bill),
  }));
  return {
    dots,
    dueY: up(0),
    ticks: up.ticks(4).map((tick) => ({ days: tick, y: up(tick) })),
    months: monthsIn(span, Math.max(2, Math.floor((right - ROOM.left) / LABEL_WIDTH))).map(
      ({ month, day }) => ({ month, x: across(day) }),
    ),
    usual: usualOf(drift, { since: (day) => across(day), up, left: ROOM.left, right, first, last }),
  };
}

type Scale = ScaleLinear<number, number>;

function scaleOf(rows: readonly LearnedBill[], range: [number, number]): Scale {
  const { low, high } = edgesOf(rows.map(({ delay }) => delay));
  return scaleLinear([low, high], range).nice(4).clamp(true);
}

function isBeyond(up: Scale): (bill: LearnedBill) => boolean {
  const [least = 0, most = 0] = up.domain();
  return ({ delay }) => delay > most || delay < least;
}

function edgesOf(delays: readonly number[]): { low: number; high: number } {
  const sorted = delays.toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.round(share * (sorted.length - 1))] ?? 0;
  const high = Math.min(at(1), Math.max(FAR.late, FAR.times * at(0.9)));
  const low = Math.max(at(0), Math.min(FAR.early, FAR.times * at(0.1)));
  return { low: Math.min(LEAST.early, low), high: Math.max(LEAST.late, high) };
}

function usualOf(
  drift: PartyPayment["drift"],
  at: {
    since: (day: number) => number;
    up: (days: number) => number;
    left: number;
    right: number;
    first: number;
    last: number;
  },
): DelayPicture["usual"] {
  if (drift === null) return [];
  const day = dayOf(drift.since);
  const x = at.since(Math.min(at.last, Math.max(at.first, day)));
  const lines = [
    { x1: at.left, x2: x, y: at.up(drift.before) },
    { x1: x, x2: at.right, y: at.up(drift.after) },
  ];
  return lines.filter(({ x1, x2 }) => x2 - x1 > 1);
}

/** The first days of months, no more of them than there is room for. */
function monthsIn([from = 0, to = 0]: readonly number[], most: number): { month: string; day: number }[] {
  const starts: { month: string; day: number }[] = [];
  for (let day = Math.ceil(from); day <= to; day++) {
    const text = new Date(day * 86_400_000).toISOString();
    if (text.slice(8, 10) === "01") starts.push({ month: text.slice(0, 7), day });
  }
  const step = Math.ceil(starts.length / most);
  return starts.filter((_, at) => at % Math.max(1, step) === 0);
}

function dayOf(day: string): number {
  return daysBetween("1970-01-01" as LocalDate, day as LocalDate);
}
