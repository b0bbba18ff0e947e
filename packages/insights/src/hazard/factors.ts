import { MONTH_PARTS, monthOf, monthPartOf, WEEKDAYS, weekdayOf } from "../calendar.ts";
import type { Bills } from "../bills.ts";
import { binOf, binsBy, type Bins } from "./bins.ts";
import { followDelays, KNOWLEDGE, type PartyDelays } from "./party-delays.ts";

/** A bill as far as a factor looks at it. */
export type BillFacts = { party: number; known: number; date: number; due: number; amount: number };

/** For factors that look at none. */
export const NO_BILL: BillFacts = { party: 0, known: 0, date: 0, due: 0, amount: 0 };

/**
 * One reason why a bill is paid on a day rather than on another: its levels, and at which of them a bill stands on a day. Levels are
 * `bin + bins · group`. `shrink`, in expected payments, draws a level towards "makes no difference".
 */
export type Factor = {
  name: string;
  bins: number;
  groups: number;
  bin(bill: BillFacts, day: number, asOf: number): number;
  /** What `bin` goes by: the bill alone, the day alone, its age or days overdue on that day (on a scale), or what its party did as well. */
  by: "bill" | "day" | "age" | "overdue" | "party";
  scale?: Bins;
  /** Of one by the party: how it goes in the days after the as-of date, in which nothing more becomes known; null: it makes no difference. */
  ahead?(bill: BillFacts, asOf: number): Line | null;
  group(bill: BillFacts): number;
  shrink: number;
  /** Neighbours in runs of so many bins lend to each other. */
  smoothRun?: number;
  /** A bin that makes no difference by definition. */
  neutralBin?: number;
  /**
   * It tells the last so many days before the as-of date (bin 1) from those before (bin 0); `bin` is of no use. In the days ahead it fades
   * as fast as it came: half of it is left after so many days.
   */
  recentDays?: number;
  /** It says nothing before a history is so many days long. */
  needsDays?: number;
};

/** A bin that moves on with the days: `base` + that of the days since one, on a scale. */
export type Line = { scale: Bins; since: number; base: number };

const AGE = binsBy([
  0, 1, 2, 3, 4, 5, 6, 7, 8, 10, 12, 14, 16, 18, 20, 22, 24, 26, 28, 30, 32, 35, 38, 41, 45, 50, 55, 60, 65,
  70, 80, 90, 105, 120, 150, 180, 240, 365,
]);
const DUE = binsBy([
  -90, -60, -45, -35, -28, -24, -21, -18, -15, -12, -10, -8, -6, -4, -2, -1, 0, 1, 2, 3, 4, 6, 8, 10, 12, 14,
  16, 18, 21, 24, 27, 30, 33, 37, 41, 45, 50, 55, 60, 70, 80, 90, 105, 120, 150, 180, 240, 365,
]);
const EXPECTED = binsBy([
  -90, -60, -40, -28, -20, -14, -10, -7, -5, -3, -1, 0, 1, 2, 4, 6, 9, 12, 16, 21, 28, 40, 60, 100, 160,
]);
const SINCE = binsBy([0, 2, 4, 6, 8, 12, 16, 20, 24, 27, 29, 31, 34, 38, 44, 52, 60, 75, 90, 120, 180]);
const FEW_AGES = binsBy([0, 3, 7, 12, 18, 24, 30, 38, 48, 60, 80, 110, 150, 240]);
const FEW_DUE = binsBy([-90, -30, -14, -7, -2, 0, 1, 4, 8, 14, 21, 30, 45, 65, 100, 180]);
const TERMS = binsBy([0, 1, 8, 15, 22, 29, 31, 46, 61, 91]);
const ENTERED = binsBy([0, 1, 3, 8, 15, 31, 61]);
const AMOUNT_SHARES = [0.1, 0.25, 0.5, 0.75, 0.9];
const MONTHS = 12;
const SEASONAL_FROM = 730; // days: each month has been seen twice
/** Days before the as-of date in which company and parties may have changed their pace. */
const COMPANY_RECENT = 42;
const PARTY_RECENT = 150;

/**
 * The factors of a company: what all its bills share first, then what is each party's own. On any day a bill stands at the levels that
 * were known then, so that the same factors serve every as-of date up to the history's own; `asOf` is the one they are asked for.
 */
export function factorsOf(history: Bills): Factor[] {
  return [
    ...sharedFactors(followDelays(history)),
    ...kindFactors(history.amount),
    ...ownFactors(Math.max(1, history.parties)),
  ];
}

const SHARED = { groups: 1, group: () => 0 };
type Binned = Pick<Factor, "bins" | "bin" | "by" | "scale" | "neutralBin">;
const FIXED: Binned = { by: "bill", bins: 1, bin: () => 0 };
const PACED: Binned = { by: "bill", bins: 2, bin: () => 1, neutralBin: 0 };
const BY_WEEKDAY: Binned = { by: "day", bins: WEEKDAYS, bin: (_, day) => weekdayOf(day) };
const BY_MONTH_PART: Binned = { by: "day", bins: MONTH_PARTS, bin: (_, day) => monthPartOf(day) };
const BY_MONTH: Binned = { by: "day", bins: MONTHS, bin: (_, day) => monthOf(day) };

function byAge(scale: Bins): Binned {
  return { by: "age", scale, bins: scale.count, bin: (bill, day) => binOf(scale, day - bill.known) };
}

function byOverdue(scale: Bins): Binned {
  return { by: "overdue", scale, bins: scale.count, bin: (bill, day) => binOf(scale, day - bill.due) };
}

/** What is the same for all bills of a company. */
function sharedFactors(delays: PartyDelays): Factor[] {
  return [
    { name: "age", ...byAge(AGE), shrink: 1, smoothRun: AGE.count, ...SHARED },
    { name: "overdue", ...byOverdue(DUE), shrink: 4, smoothRun: DUE.count, ...SHARED },
    {
      name: "expected",
      by: "party",
      bins: EXPECTED.count * KNOWLEDGE,
      bin: ({ party, due }, day, asOf) =>
        binOf(EXPECTED, Math.round(day - due - delays.expected(party, knownBy(day, asOf)))) +
        EXPECTED.count * delays.knowledge(party, knownBy(day, asOf)),
      ahead: ({ party, due }, asOf) => ({
        scale: EXPECTED,
        since: due - Math.round(-delays.expected(party, asOf + 1)),
        base: EXPECTED.count * delays.knowledge(party, asOf + 1),
      }),
      shrink: 4,
      smoothRun: EXPECTED.count,
      ...SHARED,
    },
    { name: "weekday", ...BY_WEEKDAY, shrink: 20, ...SHARED },
    { name: "month", ...BY_MONTH_PART, shrink: 20, ...SHARED },
    { name: "season", ...BY_MONTH, shrink: 25, needsDays: SEASONAL_FROM, ...SHARED },
    {
      name: "since",
      by: "party",
      bins: SINCE.count + 1,
      bin: ({ party }, day, asOf) => {
        const last = delays.lastPaid(party, knownBy(day, asOf));
        return last === undefined ? SINCE.count : binOf(SINCE, day - last);
      },
      ahead: ({ party }, asOf) => {
        const last = delays.lastPaid(party, asOf + 1);
        return last === undefined ? null : { scale: SINCE, since: last, base: 0 };
      },
      neutralBin: SINCE.count,
      shrink: 5,
      ...SHARED,
    },
    { name: "pace", ...PACED, recentDays: COMPANY_RECENT, shrink: 30, ...SHARED },
  ];
}

/** What differs between kinds of bills: terms, lateness of entry, amount. */
function kindFactors(all: Float64Array): Factor[] {
  const amounts = all.toSorted();
  const steps = AMOUNT_SHARES.map((share) => amounts[Math.floor(share * (amounts.length - 1))] ?? 0);
  return [
    {
      name: "terms",
      ...FIXED,
      groups: TERMS.count,
      group: ({ date, due }) => binOf(TERMS, due - date),
      shrink: 15,
    },
    {
      name: "entered",
      ...FIXED,
      groups: ENTERED.count,
      group: ({ date, known }) => binOf(ENTERED, known - date),
      shrink: 15,
    },
    {
      name: "amount",
      ...FIXED,
      groups: steps.length + 1,
      group: ({ amount }) => placeOf(steps, amount),
      shrink: 15,
    },
  ];
}

/** What is each party's own. */
function ownFactors(parties: number): Factor[] {
  const own = { groups: parties, group: (bill: BillFacts) => bill.party };
  return [
    { name: "party", ...FIXED, ...own, shrink: 2 },
    { name: "party overdue", ...byOverdue(FEW_DUE), shrink: 1.5, ...own },
    { name: "party age", ...byAge(FEW_AGES), shrink: 3, ...own },
    { name: "party weekday", ...BY_WEEKDAY, shrink: 12, ...own },
    { name: "party month", ...BY_MONTH_PART, shrink: 12, ...own },
    { name: "party pace", ...PACED, recentDays: PARTY_RECENT, shrink: 10, ...own },
  ];
}

/** What is known of a party after the as-of date is what is known on it. */
function knownBy(day: number, asOf: number): number {
  return Math.min(day, asOf + 1);
}

function placeOf(steps: readonly number[], amount: number): number {
  const place = steps.findIndex((step) => amount <= step);
  return place === -1 ? steps.length : place;
}
