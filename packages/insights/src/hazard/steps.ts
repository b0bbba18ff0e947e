import { binOf } from "./bins.ts";
import { NO_BILL, type BillFacts, type Factor } from "./factors.ts";

/**
 * Factors one after the other that go by the bill alone, or by the day alone: what is expected of rows is added up by bill, or day, once for all
 * of them. Any other factor is a step of its own.
 */
export type Step = {
  /** By row: its place. */
  readonly place: Int32Array;
  readonly places: number;
  readonly factors: readonly FactorAt[];
  /** It is asked of the last so many days alone; then a place is a group, and its level that group's second bin. */
  readonly recentDays: number | undefined;
};

/** A factor by its number, and at which of its levels (`bin + bins · group`) each place stands; null: the places are the levels. */
export type FactorAt = { readonly at: number; readonly level: Int32Array | null };

/** Rows: the bill and the day of each, days from a first to a last one. */
type Rows = { facts: readonly BillFacts[]; bills: Int32Array; days: Int32Array; first: number; last: number };

/** The steps that go through all factors in their order. */
export function stepsOf(factors: readonly Factor[], rows: Rows): Step[] {
  const steps: Step[] = [];
  for (let at = 0; at < factors.length;) {
    const way = wayOf(factors[at] as Factor);
    const other = factors.findIndex((factor, place) => place > at && wayOf(factor) !== way);
    const end = way === "row" ? at + 1 : other === -1 ? factors.length : other;
    const some = factors.slice(at, end).map((factor, place) => ({ factor, at: at + place }));
    steps.push(way === "row" ? stepByRow(some[0] as Numbered, rows) : stepBy(way, some, rows));
    at = end;
  }
  return steps;
}

type Numbered = { factor: Factor; at: number };

function wayOf({ by, groups, recentDays }: Factor): "bill" | "day" | "row" {
  if (recentDays !== undefined) return "row";
  return by === "bill" || (by === "day" && groups === 1) ? by : "row";
}

function stepBy(way: "bill" | "day", factors: readonly Numbered[], rows: Rows): Step {
  const { facts, bills, days, first, last } = rows;
  const places = way === "bill" ? facts.length : last - first + 1;
  const level = (factor: Factor, place: number): number => {
    if (way === "day") return factor.bin(NO_BILL, first + place, first + place);
    const bill = facts[place] as BillFacts;
    return factor.bins * factor.group(bill) + factor.bin(bill, 0, 0);
  };
  return {
    place: way === "bill" ? bills : days.map((day) => day - first),
    places,
    factors: factors.map(({ factor, at }) => ({
      at,
      level: Int32Array.from({ length: places }, (_, place) => level(factor, place)),
    })),
    recentDays: undefined,
  };
}

function stepByRow({ factor, at }: Numbered, rows: Rows): Step {
  const { bins, groups, recentDays } = factor;
  return {
    place: levelsOf(factor, rows),
    places: recentDays === undefined ? bins * groups : groups,
    factors: [{ at, level: null }],
    recentDays,
  };
}

function levelsOf(factor: Factor, { facts, bills, days }: Rows): Int32Array {
  const { by, scale, recentDays } = factor;
  const each = recentDays === undefined ? factor.bins : 1;
  const groups = Int32Array.from(facts, (bill) => each * factor.group(bill));
  const levels = new Int32Array(bills.length);
  if (recentDays !== undefined) {
    for (let row = 0; row < levels.length; row++) levels[row] = groups[bills[row] as number] as number;
  } else if (scale !== undefined) {
    const from = Int32Array.from(facts, ({ known, due }) => (by === "age" ? known : due));
    for (let row = 0; row < levels.length; row++) {
      const bill = bills[row] as number;
      levels[row] = (groups[bill] as number) + binOf(scale, (days[row] as number) - (from[bill] as number));
    }
  } else {
    let bin = 0;
    for (let row = 0; row < levels.length; row++) {
      const bill = bills[row] as number;
      const day = days[row] as number;
      if (by !== "day" || row === 0 || day !== days[row - 1])
        bin = factor.bin(facts[bill] as BillFacts, day, day);
      levels[row] = (groups[bill] as number) + bin;
    }
  }
  return levels;
}
