import { setTimeout } from "node:timers/promises";

/** Chance and sleep, so that tests need neither. */
export type Waiting = {
  /** From 0 to 1, as Math.random. */
  readonly random: () => number;
  readonly sleep: (ms: number) => Promise<unknown>;
};

/** Real chance and real sleep. */
export const WAITING: Waiting = { random: Math.random, sleep: (ms) => setTimeout(ms) };

const FIRST_MS = 500;
const MOST_MS = 300_000;

/**
 * How long to wait after the `attempt`-th failure in a row: 0.5, 1, 2 … s up to 5 minutes, give or take half, so that many
 * agents do not march in step.
 */
export function backOffMs(attempt: number, random: () => number): number {
  const wait = Math.min(FIRST_MS * 2 ** Math.min(attempt - 1, 30), MOST_MS);
  return Math.round(wait * (0.5 + random()));
}
