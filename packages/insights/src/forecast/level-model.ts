import type { Direction, Grain } from "./flows.ts";
import type { WeekQuantiles } from "./quantiles.ts";

/** The past of one direction's sums, the oldest first; the last day is the one before the forecast begins. Sizes, in paise. */
export type LevelHistory = {
  direction: Direction;
  grain: Grain;
  /** The first day of the first week. */
  first: number;
  weekly: Float64Array;
  /** Seven for every week; of weekly figures the whole week stands on its first day. */
  daily: Float64Array;
  /** Days on which banks are shut, as far as known, also ahead. */
  isOpen: (day: number) => boolean;
};

/**
 * Says how large each of the weeks ahead will be. Null: it has nothing to say of this history, or failed; then it is left out. Pure as
 * seen from outside: the same history gives the same answer, and its work is bounded by counts, not by a clock.
 */
export type LevelModel = {
  name: string;
  /** Weeks of history below which it is not asked. */
  fewestWeeks: number;
  /** What it is trusted with before it has been tried on the company's past, beside the others. */
  trust: number;
  forecast(history: LevelHistory, weeks: number): WeekQuantiles | null;
};
