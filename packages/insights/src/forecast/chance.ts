import { fillUniforms, normalOf, uniforms } from "@cfa/values/chance";

import { countBelow } from "../numbers.ts";

/** A seeded source of chance: the same seed gives the same numbers on every machine. */
export type Chance = {
  /** Uniform in [0, 1). */
  next(): number;
  /** Mean 0, standard deviation 1: a sum of uniforms, never beyond 6. */
  normal(): number;
};

/** Chance from a seed; `purpose` keeps draws for different ends apart. */
export function chanceFrom(seed: number, purpose: number): Chance {
  const next = uniforms(seed, secondSeed(purpose), THIRD);
  return { next, normal: () => normalOf(next) };
}

/** Fills an array with what `chanceFrom` would say next, over and over. */
export function fillChance(into: Float64Array, seed: number, purpose: number): void {
  fillUniforms(into, { seedA: seed, seedB: secondSeed(purpose), seedC: THIRD });
}

const THIRD = 0x85ebca6b;

function secondSeed(purpose: number): number {
  return Math.imul(purpose + 1, 0x9e3779b1);
}

/** One place of rising sums of weights, the last of them being their total. */
export function drawPlace(chance: Chance, rising: ArrayLike<number>): number {
  return countBelow(rising, chance.next() * (rising[rising.length - 1] ?? 0));
}

/** Sums of weights up to each place. */
export function risingSums(weights: ArrayLike<number>): Float64Array {
  const rising = new Float64Array(weights.length);
  let sum = 0;
  for (let place = 0; place < weights.length; place++) {
    sum += weights[place] ?? 0;
    rising[place] = sum;
  }
  return rising;
}
