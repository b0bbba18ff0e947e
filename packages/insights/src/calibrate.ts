import type { Distribution } from "./distribution.ts";
import { chanceAt, logOdds } from "./numbers.ts";

/*
 * What was said is held against what happened: the distribution of the probability-integral transform, with bills that are still open as
 * censored (Kaplan & Meier 1958). Where four fifths did not come true in four fifths of the cases, the range in which they did takes the
 * place of the one that was said (conformal prediction; Vovk et al. 2005), and other chances move in proportion of their log odds (Platt
 * 1999). The middle day stays: only how sure what is said is can be learned from so few cases, which are seldom independent.
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
/** What lies before the range of 80 %, and after it. */
const OUT = 0.1;
/** A range of 80 % that came true in so many cases is left as it is. */
const GOOD = { least: 0.75, most: 0.85 };
/** Log odds are stretched or pressed to so much at most. */
const MOST_STRETCH = 2;
const HALVINGS = 30;

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
  const covered = (out: number) => calibrated(came, 1 - out) - calibrated(came, out);
  return covered(OUT) >= GOOD.least && covered(OUT) <= GOOD.most ? [] : stretched(covered);
}

/** Chances told as they are where the range that came true in four fifths of the cases is told as one of four fifths. */
function stretched(covered: (out: number) => number): Calibration {
  let [least, most] = [0, 0.5];
  for (let halving = 0; halving < HALVINGS; halving++) {
    const out = (least + most) / 2;
    if (covered(out) > 1 - 2 * OUT) least = out;
    else most = out;
  }
  const stretch = Math.min(MOST_STRETCH, Math.max(1 / MOST_STRETCH, logOdds(OUT) / logOdds(most)));
  return Array.from({ length: CELLS + 1 }, (_, cell) =>
    cell === 0 ? 0 : cell === CELLS ? 1 : chanceAt(stretch * logOdds(cell / CELLS)),
  );
}

/** The chance that came true where so much was said. */
export function calibrated(came: ArrayLike<number>, chance: number): number {
  if (came.length === 0 || chance <= 0) return chance;
  if (chance >= 1) return 1;
  const cell = Math.floor(chance * CELLS);
  const below = came[cell] ?? 0;
  return below + ((came[cell + 1] ?? 1) - below) * (chance * CELLS - cell);
}

/** A distribution with its chances as they came true. */
export function withCalibration(said: Distribution, came: Calibration): Distribution {
  if (came.length === 0) return said;
  const { from, by } = said;
  return { from, by: by.map((chance) => calibrated(came, chance)) };
}
