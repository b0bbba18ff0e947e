import type { Distribution } from "./distribution.ts";

/*
 * What was said is held against what happened. If days that were given a chance of 30 % by the end come true in 40 % of cases, the
 * next 30 % is told as 40 %: the distribution of the probability-integral transform, with bills that are still open as censored
 * (Kaplan & Meier 1958), takes the place of the even one (conformal predictive distributions; Vovk et al. 2017).
 */

/** What an earlier distribution said of the day a bill was paid on, 0…1; of one still open, of the last day it was seen open. */
export type Outcome = { said: number; isPaid: boolean; weight: number };

/** The chances that came true where 0, 1/40 … 1 was said, rising from 0 to 1; empty: what is said is right. */
export type Calibration = readonly number[];

const CELLS = 40;
/** So many cases' weight "what is said is right" has. */
const PRIOR = 30;

/** Fewer outcomes say more of chance than of what was said. */
const FEWEST = 100;
/** An interval of 80 % that came true in so many cases is left as it is. */
const GOOD = { least: 0.76, most: 0.84 };

/** Learns how chances came true. Where four fifths came true in about four fifths of the cases nothing changes, nor without outcomes. */
export function calibrate(outcomes: readonly Outcome[]): Calibration {
  if (outcomes.length < FEWEST) return [];
  const paid = new Float64Array(CELLS).fill(PRIOR / CELLS);
  const open = new Float64Array(CELLS);
  let atRisk = PRIOR;
  for (const { said, isPaid, weight } of outcomes) {
    const cell = Math.min(CELLS - 1, Math.floor(said * CELLS));
    const list = isPaid ? paid : open;
    list[cell] = (list[cell] ?? 0) + weight;
    atRisk += weight;
  }
  const came = new Float64Array(CELLS + 1);
  let left = 1;
  for (let cell = 0; cell < CELLS; cell++) {
    const ended = paid[cell] ?? 0;
    const unseen = open[cell] ?? 0;
    left *= 1 - Math.min(1, ended / Math.max(ended, atRisk - unseen / 2, 1e-9));
    atRisk -= ended + unseen;
    came[cell + 1] = 1 - left;
  }
  came[CELLS] = 1;
  const result = [...came];
  const covered = calibrated(result, 0.9) - calibrated(result, 0.1);
  return covered >= GOOD.least && covered <= GOOD.most ? [] : result;
}

/** The chance that came true where so much was said. */
export function calibrated(came: Calibration, chance: number): number {
  if (came.length === 0 || chance <= 0) return chance;
  if (chance >= 1) return 1;
  const cell = Math.floor(chance * CELLS);
  const below = came[cell] ?? 0;
  return below + ((came[cell + 1] ?? 1) - below) * (chance * CELLS - cell);
}

/** A distribution with its chances as they came true. */
export function withCalibration({ from, by }: Distribution, came: Calibration): Distribution {
  return { from, by: by.map((chance) => calibrated(came, chance)) };
}
