import type { Direction } from "../flows.ts";
import type { Rhythm } from "./rhythm.ts";

/** One time an item came: the day it was due by its rhythm, the day it came, and its size (positive). */
export type Hit = { due: number; day: number; size: number };

/** A sum that comes back by the calendar. */
export type RecurringItem = {
  class: string;
  ledger: string;
  party: string | null;
  direction: Direction;
  rhythm: Rhythm;
  /** Days beside the due day on which it may come. */
  tolerance: number;
  hits: readonly Hit[];
  /** Share of due days, from the first hit to the last, on which it came. */
  hitRate: number;
  /** The chance that it has not ended, by the due days since the last hit on which it did not come. */
  alive: number;
  /** How much more probable the flows are with it than without, as a logarithm. */
  gain: number;
};

/** Below this chance of going on an item counts as ended and is not drawn. */
export const ENDED_BELOW = 0.15;

const ENDS = 0.02; // of items at each due day

/** The chance that an item goes on after `missed` due days in a row without it. */
export function aliveAfter(missed: number, hitRate: number): number {
  const missing = (1 - ENDS) * (1 - hitRate);
  let ended = 0;
  for (let before = 0; before < missed; before++) ended += ENDS * missing ** before;
  const goes = missing ** missed;
  return goes / (goes + ended);
}
